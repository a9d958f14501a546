import "server-only";
import { and, desc, eq, lt } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import { trialTasks } from "@/db/schema";
import { recordNotFound } from "./api-error";
import { checkOwner, requireContact } from "./contacts";
import { requireDeal } from "./deals";
import { newTaskInput } from "./inputs";
import { insertOnce } from "./insert-once";
import {
  createUrls,
  readInput,
  readPaging,
  readRules,
  type TrialAnswer,
  type TrialContext,
  toPage,
} from "./request-context";
import { toApiTask } from "./to-answer";

/** Tasks of a contact, of a deal, or of a request id, newest first. */
export async function listTasks(context: TrialContext): Promise<TrialAnswer> {
  const { tx, crm, query } = context;
  const { limit, cursor } = readPaging(context);
  const contactId = query.get("contact_id");
  const dealId = query.get("deal_id");
  const requestId = query.get("request_id");
  const rows = await tx
    .select()
    .from(trialTasks)
    .where(
      and(
        eq(trialTasks.trialCrmId, crm.id),
        cursor ? lt(trialTasks.id, cursor) : undefined,
        contactId ? eq(trialTasks.contactId, contactId) : undefined,
        dealId ? eq(trialTasks.dealId, dealId) : undefined,
        requestId ? eq(trialTasks.requestId, requestId) : undefined,
      ),
    )
    .orderBy(desc(trialTasks.id))
    .limit(limit + 1);
  return toPage(rows, limit, (row) => toApiTask(row, createUrls(crm)));
}

export async function getTask({ tx, crm, id }: TrialContext): Promise<TrialAnswer> {
  const [row] = await tx
    .select()
    .from(trialTasks)
    .where(and(eq(trialTasks.trialCrmId, crm.id), eq(trialTasks.id, id)));
  if (!row) throw recordNotFound("task");
  return { body: toApiTask(row, createUrls(crm)) };
}

export async function createTask(context: TrialContext): Promise<TrialAnswer> {
  const { tx, crm } = context;
  const input = readInput(context, newTaskInput);
  checkOwner(input.owner_id, await readRules(context, "deal"));
  await requireContact(context, input.contact_id);
  if (input.deal_id) await requireDeal(context, input.deal_id);

  const { record, isRepeat } = await insertOnce({
    requestId: input.request_id,
    allowsRepeats: crm.faults.allowsRepeats ?? false,
    insert: async (requestId) => {
      const row = {
        id: uuidv7(),
        accountId: crm.accountId,
        trialCrmId: crm.id,
        contactId: input.contact_id,
        dealId: input.deal_id ?? null,
        responsibleId: input.owner_id ?? null,
        requestId,
        text: input.text,
        dueAt: new Date(input.due_at),
      };
      const [inserted] = await tx.insert(trialTasks).values(row).onConflictDoNothing().returning();
      return inserted;
    },
    find: async (requestId) => {
      const [found] = await tx
        .select()
        .from(trialTasks)
        .where(and(eq(trialTasks.trialCrmId, crm.id), eq(trialTasks.requestId, requestId)));
      return found;
    },
  });
  return { status: isRepeat ? 200 : 201, body: toApiTask(record, createUrls(crm)) };
}
