import "server-only";
import { and, arrayContains, desc, eq, lt, lte, type SQL } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import { trialContacts, trialDeals, trialTasks } from "@/db/schema";
import { invalidField, recordNotFound, TrialApiError } from "./api-error";
import { checkProperties, mergeProperties, requireProperties, toPhoneKey, toSearchKeys } from "./check-properties";
import { contactChangeInput, newContactInput } from "./inputs";
import { insertOnce } from "./insert-once";
import {
  createUrls,
  readInput,
  readPaging,
  readRules,
  type TrialAnswer,
  type TrialContext,
  toPage,
  toSearchableAt,
} from "./request-context";
import { toApiContact } from "./to-answer";

/** Contacts by phone, e-mail or request id, newest first; with none of them all contacts. Search sees a record after its lag. */
export async function listContacts(context: TrialContext): Promise<TrialAnswer> {
  const { tx, crm, query } = context;
  const { limit, cursor } = readPaging(context);
  const requestId = query.get("request_id");
  const rows = await tx
    .select()
    .from(trialContacts)
    .where(
      and(
        eq(trialContacts.trialCrmId, crm.id),
        cursor ? lt(trialContacts.id, cursor) : undefined,
        requestId ? eq(trialContacts.requestId, requestId) : lte(trialContacts.searchableAt, new Date()),
        matchesSearch(query),
      ),
    )
    .orderBy(desc(trialContacts.id))
    .limit(limit + 1);
  return toPage(rows, limit, (row) => toApiContact(row, createUrls(crm)));
}

export async function getContact(context: TrialContext): Promise<TrialAnswer> {
  return { body: toApiContact(await readContact(context), createUrls(context.crm)) };
}

export async function createContact(context: TrialContext): Promise<TrialAnswer> {
  const { tx, crm } = context;
  const input = readInput(context, newContactInput);
  const rules = await readRules(context, "contact");
  checkOwner(input.owner_id, rules);
  const values = checkProperties(input.properties, rules);
  requireProperties(values, rules.fields);
  const stored = mergeProperties({}, values);

  const { record, isRepeat } = await insertOnce({
    requestId: input.request_id,
    allowsRepeats: crm.faults.allowsRepeats ?? false,
    insert: async (requestId) => {
      const row = {
        id: uuidv7(),
        accountId: crm.accountId,
        trialCrmId: crm.id,
        responsibleId: input.owner_id ?? null,
        requestId,
        values: stored,
        searchKeys: toSearchKeys(stored),
        searchableAt: toSearchableAt(crm),
      };
      const [inserted] = await tx.insert(trialContacts).values(row).onConflictDoNothing().returning();
      return inserted;
    },
    find: async (requestId) => {
      const [found] = await tx
        .select()
        .from(trialContacts)
        .where(and(eq(trialContacts.trialCrmId, crm.id), eq(trialContacts.requestId, requestId)));
      return found;
    },
  });
  return { status: isRepeat ? 200 : 201, body: toApiContact(record, createUrls(crm)) };
}

/** Phones, e-mails and tags are added to those that are there; other properties are replaced, null clears one. */
export async function updateContact(context: TrialContext): Promise<TrialAnswer> {
  const { tx, crm } = context;
  const input = readInput(context, contactChangeInput);
  const rules = await readRules(context, "contact");
  checkOwner(input.owner_id, rules);
  const changes = checkProperties(input.properties, rules);
  const before = await readContact(context, { isLocked: true });
  const values = mergeProperties(before.values, changes);
  const [row] = await tx
    .update(trialContacts)
    .set({
      values,
      searchKeys: toSearchKeys(values),
      responsibleId: input.owner_id === undefined ? before.responsibleId : input.owner_id,
      updatedAt: new Date(),
    })
    .where(isContact(context))
    .returning();
  if (!row) throw recordNotFound("contact");
  return { body: toApiContact(row, createUrls(crm)) };
}

/** Deletes a contact with its deals and tasks. */
export async function deleteContact(context: TrialContext): Promise<TrialAnswer> {
  const { tx, crm, id } = context;
  await readContact(context, { isLocked: true });
  await tx.delete(trialTasks).where(and(eq(trialTasks.trialCrmId, crm.id), eq(trialTasks.contactId, id)));
  await tx.delete(trialDeals).where(and(eq(trialDeals.trialCrmId, crm.id), eq(trialDeals.contactId, id)));
  await tx.delete(trialContacts).where(isContact(context));
  return { body: { id } };
}

/** Refuses a record that names a contact which is not there. */
export async function requireContact(context: TrialContext, contactId: string): Promise<void> {
  const { tx } = context;
  const [row] = await tx
    .select({ id: trialContacts.id })
    .from(trialContacts)
    .where(isContact({ ...context, id: contactId }));
  if (!row) throw invalidField("contact_id", "names no contact of this CRM");
}

/** Refuses an owner that is no user of the CRM. */
export function checkOwner(ownerId: string | null | undefined, { userIds }: { userIds: ReadonlySet<string> }): void {
  if (ownerId && !userIds.has(ownerId)) throw invalidField("owner_id", "names no user of this CRM");
}

async function readContact(context: TrialContext, { isLocked = false } = {}) {
  const query = context.tx.select().from(trialContacts).where(isContact(context));
  const [row] = await (isLocked ? query.for("update") : query);
  if (!row) throw recordNotFound("contact");
  return row;
}

function isContact({ crm, id }: Pick<TrialContext, "crm" | "id">) {
  return and(eq(trialContacts.trialCrmId, crm.id), eq(trialContacts.id, id));
}

function matchesSearch(query: URLSearchParams): SQL | undefined {
  const phone = query.get("phone");
  const email = query.get("email");
  if (phone !== null && email !== null)
    throw new TrialApiError(400, "bad_query", "Search by phone or by email, not both");
  if (phone === null && email === null) return undefined;
  const key = phone === null ? email?.trim().toLowerCase() : toPhoneKey(phone);
  if (!key) throw new TrialApiError(400, "bad_query", "Nothing to search by");
  return arrayContains(trialContacts.searchKeys, [key]);
}
