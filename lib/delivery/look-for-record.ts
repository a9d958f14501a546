import { findUntaken } from "@/lib/crm/find-untaken";
import type { CreateAttempt, CrmCreate, CrmSession } from "@/lib/crm/types";
import type { PlanWrite } from "@/lib/rules/decide";
import type { DeliveryTask } from "./delivery-types";
import type { LeadWork, RecordLink } from "./lead-work";
import { isMadeByAnother, type JournalEntry } from "./write-journal";

/**
 * Looks for what an earlier try of this write made without our learning of it. Null when there is nothing, when nothing was
 * sent before, or when the write may simply be repeated, as an update may.
 */
export async function lookForRecord({
  session,
  task,
  kind,
  create,
  entry,
  work,
}: {
  session: CrmSession;
  task: DeliveryTask;
  kind: PlanWrite;
  /** What the write makes; null for an update. */
  create: CrmCreate | null;
  entry: Exclude<JournalEntry, { state: "done" }>;
  work: LeadWork;
}): Promise<RecordLink | null> {
  if (!create) return null;
  const tries = entry.state === "unknown" ? [entry, ...entry.earlier] : entry.earlier;
  const connectionId = work.connection.id;
  const isTaken = (recordId: string) => isMadeByAnother(task, { kind, connectionId, recordId });
  for (const { requestId, sentAt } of tries) {
    const record = await session.findCreated(withRequestId(create, requestId), { sentAt, isTaken });
    if (record) return record;
  }
  if (tries.length === 0) return null;
  if (kind === "create_contact") return findContact(session, work);
  return kind === "create_deal" ? findDeal(session, work, isTaken) : null;
}

function withRequestId(create: CrmCreate, requestId: string): CrmCreate {
  return { ...create, input: { ...create.input, requestId } } as CrmCreate;
}

/** Nobody else creates contacts of this person for the connection meanwhile, and there was none before. */
async function findContact(session: CrmSession, { prepared }: LeadWork): Promise<RecordLink | null> {
  for (const identifier of prepared.identifiers) {
    const [contact] = await session.findContacts(identifier);
    if (contact) return { id: contact.id, url: contact.url };
  }
  return null;
}

/** An open deal of the contact that was not there when the lead was matched. */
async function findDeal(
  session: CrmSession,
  { match, records }: LeadWork,
  isTaken: CreateAttempt["isTaken"],
): Promise<RecordLink | null> {
  if (!records.contact) return null;
  const deals = await session.listActiveDeals(records.contact.id);
  const added = deals.filter(({ id }) => !match.knownDealIds.includes(id));
  const deal = await findUntaken(added, isTaken);
  return deal ? { id: deal.id, url: deal.url } : null;
}
