import { createHash } from "node:crypto";
import type { Inngest } from "inngest";
import { prepareLeads } from "@/lib/delivery/prepare-leads";
import { toSafeError } from "../errors";
import { leadIdentified, leadReceived } from "../events";

/** Does the work that needs no CRM for leads that were received, and starts those whose turn it is. */
export function createPrepareLeads(client: Inngest) {
  return client.createFunction(
    { id: "prepare-leads", name: "Prepare leads", triggers: [leadReceived], retries: 8 },
    async ({ event, step }) => {
      const { accountId, leadIds } = event.data;
      const next = await step.run("prepare", () =>
        prepareLeads({ accountId, leadIds }).catch((error: unknown) => {
          throw toSafeError({ accountId, leads: leadIds.length }, error);
        }),
      );
      if (next.length === 0) return { identified: 0 };

      // The same leads may come again by another event; the same event starts each of them once.
      const cause = createHash("sha256")
        .update(event.id ?? "")
        .digest("base64url")
        .slice(0, 16);
      await step.sendEvent(
        "identified",
        next.map((lead) => leadIdentified.create(lead, { id: `identified-${lead.leadId}-${lead.run}-${cause}` })),
      );
      return { identified: next.length };
    },
  );
}
