import { createHash } from "node:crypto";
import type { Task } from "graphile-worker";
import type { Inngest } from "inngest";
import { z } from "zod";
import { LEADS_PER_EVENT_MAX, leadReceived } from "./events";

const payloadSchema = z.object({ leads: z.array(z.object({ accountId: z.uuid(), leadId: z.uuid() })) });

/**
 * The outbox: hands leads whose rows are committed over to Inngest. The job is added in the transaction that stores the leads, and stays
 * until every event is accepted; events that are sent again have the same ids and start nothing twice.
 */
export function createOutboxTask(client: Inngest): Task {
  return async (payload, { job }) => {
    const { leads } = payloadSchema.parse(payload);
    const events = groupByAccount(leads).map((data) =>
      leadReceived.create(data, { id: `received-${hash([job.id, ...data.leadIds])}` }),
    );
    if (events.length > 0) await client.send(events);
  };
}

/** One list for each account, in the order of receipt, cut to the size of an event. */
function groupByAccount(leads: z.infer<typeof payloadSchema>["leads"]) {
  const byAccount = new Map<string, string[]>();
  for (const { accountId, leadId } of leads) {
    byAccount.set(accountId, [...(byAccount.get(accountId) ?? []), leadId]);
  }
  return [...byAccount].flatMap(([accountId, ids]) =>
    Array.from({ length: Math.ceil(ids.length / LEADS_PER_EVENT_MAX) }, (_, nr) => ({
      accountId,
      leadIds: ids.slice(nr * LEADS_PER_EVENT_MAX, (nr + 1) * LEADS_PER_EVENT_MAX),
    })),
  );
}

function hash(parts: string[]) {
  return createHash("sha256").update(parts.join(" ")).digest("base64url").slice(0, 32);
}
