import type { Inngest } from "inngest";
import { refreshDirectory, refreshDoubtedDirectory } from "@/lib/connections/mutations";
import { toSafeError } from "../errors";
import { directoryDue } from "../events";

/** Directories that are read at a time: each is some dozen calls, and nobody waits for them. */
const AT_A_TIME_MAX = 2;

/** Reads users, pipelines and fields of one connection anew. A CRM that fails is asked again when its hour comes. */
export function createRefreshDirectory(client: Inngest) {
  return client.createFunction(
    {
      id: "refresh-directory",
      name: "Refresh a directory",
      triggers: [directoryDue],
      retries: 0,
      concurrency: AT_A_TIME_MAX,
    },
    async ({ event, step }) => {
      const { accountId, connectionId, isDoubted } = event.data;
      const key = { accountId, connectionId };
      const isRead = await step.run("read", async () => {
        try {
          return isDoubted ? await refreshDoubtedDirectory(key) : (await refreshDirectory(key)).ok;
        } catch (error) {
          throw toSafeError(key, error);
        }
      });
      return { isRead };
    },
  );
}
