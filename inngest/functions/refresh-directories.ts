import type { Inngest } from "inngest";
import { listStaleDirectories } from "@/lib/connections/list-stale-directories";
import { toSafeError } from "../errors";
import { directoryDue } from "../events";

/** Every ten minutes those are read whose hour is over, so that accounts do not all come at once. */
const SCHEDULE = "*/10 * * * *";
const AGE_MINUTES_MAX = 60;
const CONNECTIONS_MAX = 500;

/** Has the directories of connections read anew once an hour, so that what disappears in a CRM shows before a lead fails at it. */
export function createRefreshDirectories(client: Inngest) {
  return client.createFunction(
    { id: "refresh-directories", name: "Find directories to refresh", triggers: [{ cron: SCHEDULE }], retries: 2 },
    async ({ step }) => {
      const { hour, stale } = await step.run("find", async () => {
        try {
          const found = await listStaleDirectories({ minutes: AGE_MINUTES_MAX, max: CONNECTIONS_MAX });
          return { hour: new Date().toISOString().slice(0, 13), stale: found };
        } catch (error) {
          throw toSafeError({}, error);
        }
      });
      if (stale.length > 0) {
        await step.sendEvent(
          "due",
          // One that fails, or still waits for its turn, is due again in the next hour.
          stale.map((connection) =>
            directoryDue.create(
              { ...connection, isDoubted: false },
              { id: `directory-${connection.connectionId}-${hour}` },
            ),
          ),
        );
      }
      return { due: stale.length };
    },
  );
}
