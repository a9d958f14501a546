import "server-only";
import { and, asc, count, desc, eq, getTableColumns, gt, inArray, lt } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import {
  trialContacts,
  trialCrms,
  trialDeals,
  trialFields,
  trialPipelines,
  trialStages,
  trialTasks,
  trialUsers,
} from "@/db/schema";
import type { Transaction } from "@/db/with-account";

const PAGE_LENGTH = 50;

/** A page, newest first. `older` and `newer` are the ids to page on from; null at the end. */
export type TrialPage<T> = { items: T[]; older: string | null; newer: string | null };
/** Pages begin after a record (older ones) or end before it (newer ones). */
export type TrialPlace = { after?: string; before?: string };
type PageOf = TrialPlace & { trialCrmId: string; limit?: number };

/** The account's trial CRMs, oldest first. */
export function listTrialCrms(tx: Transaction) {
  return selectCrms(tx).orderBy(asc(trialCrms.id));
}

/** One trial CRM with what it offers to choose from and how much is in it, or null. */
export async function findTrialCrm(tx: Transaction, trialCrmId: string) {
  const [crm] = await selectCrms(tx).where(eq(trialCrms.id, trialCrmId));
  if (!crm) return null;
  const [users, pipelines, stages, fields, counts] = await Promise.all([
    tx.select().from(trialUsers).where(eq(trialUsers.trialCrmId, crm.id)).orderBy(asc(trialUsers.position)),
    tx.select().from(trialPipelines).where(eq(trialPipelines.trialCrmId, crm.id)).orderBy(asc(trialPipelines.position)),
    tx.select().from(trialStages).where(eq(trialStages.trialCrmId, crm.id)).orderBy(asc(trialStages.position)),
    tx
      .select()
      .from(trialFields)
      .where(eq(trialFields.trialCrmId, crm.id))
      .orderBy(asc(trialFields.entity), asc(trialFields.position)),
    countRecords(tx, crm.id),
  ]);
  return {
    ...crm,
    users,
    fields,
    counts,
    pipelines: pipelines.map((pipeline) => ({
      ...pipeline,
      stages: stages.filter((stage) => stage.pipelineId === pipeline.id),
    })),
  };
}
export type TrialCrmView = NonNullable<Awaited<ReturnType<typeof findTrialCrm>>>;

/** Contacts, newest first, with the name of who is responsible and how many deals are open. */
export async function listTrialContacts(tx: Transaction, page: PageOf) {
  const contacts = await selectContacts(tx)
    .where(isOnPage(trialContacts, page))
    .orderBy(inOrder(trialContacts, page))
    .limit(lengthOf(page) + 1);
  const openDeals = await tx
    .select({ contactId: trialDeals.contactId, deals: count() })
    .from(trialDeals)
    .innerJoin(trialStages, isStageOfDeal)
    .where(
      and(
        eq(trialDeals.trialCrmId, page.trialCrmId),
        eq(trialStages.kind, "open"),
        inArray(
          trialDeals.contactId,
          contacts.map(({ id }) => id),
        ),
      ),
    )
    .groupBy(trialDeals.contactId);
  const dealsOf = new Map(openDeals.map(({ contactId, deals }) => [contactId, deals]));
  return toPage(
    contacts.map((contact) => ({ ...contact, openDeals: dealsOf.get(contact.id) ?? 0 })),
    page,
  );
}
export type TrialContactRow = Awaited<ReturnType<typeof listTrialContacts>>["items"][number];

/** Deals, newest first, with the names of contact, pipeline, stage and responsible. */
export async function listTrialDeals(tx: Transaction, page: PageOf) {
  const deals = await selectDeals(tx)
    .where(isOnPage(trialDeals, page))
    .orderBy(inOrder(trialDeals, page))
    .limit(lengthOf(page) + 1);
  return toPage(deals, page);
}
export type TrialDealRow = Awaited<ReturnType<typeof listTrialDeals>>["items"][number];

/** Tasks, newest first, with the names of contact, deal and responsible. */
export async function listTrialTasks(tx: Transaction, page: PageOf) {
  const tasks = await selectTasks(tx)
    .where(isOnPage(trialTasks, page))
    .orderBy(inOrder(trialTasks, page))
    .limit(lengthOf(page) + 1);
  return toPage(tasks, page);
}
export type TrialTaskRow = Awaited<ReturnType<typeof listTrialTasks>>["items"][number];

type OneOf = { trialCrmId: string; id: string };

/** A contact with its deals and tasks, or null. */
export async function findTrialContact(tx: Transaction, { trialCrmId, id }: OneOf) {
  const [contact] = await selectContacts(tx).where(
    and(eq(trialContacts.trialCrmId, trialCrmId), eq(trialContacts.id, id)),
  );
  if (!contact) return null;
  const [deals, tasks] = await Promise.all([
    selectDeals(tx)
      .where(and(eq(trialDeals.trialCrmId, trialCrmId), eq(trialDeals.contactId, id)))
      .orderBy(desc(trialDeals.id))
      .limit(PAGE_LENGTH),
    selectTasks(tx)
      .where(and(eq(trialTasks.trialCrmId, trialCrmId), eq(trialTasks.contactId, id)))
      .orderBy(desc(trialTasks.id))
      .limit(PAGE_LENGTH),
  ]);
  return { ...contact, deals, tasks };
}

/** A deal with its tasks, or null. */
export async function findTrialDeal(tx: Transaction, { trialCrmId, id }: OneOf) {
  const [deal] = await selectDeals(tx).where(and(eq(trialDeals.trialCrmId, trialCrmId), eq(trialDeals.id, id)));
  if (!deal) return null;
  const tasks = await selectTasks(tx)
    .where(and(eq(trialTasks.trialCrmId, trialCrmId), eq(trialTasks.dealId, id)))
    .orderBy(desc(trialTasks.id))
    .limit(PAGE_LENGTH);
  return { ...deal, tasks };
}

/** A task, or null. */
export async function findTrialTask(tx: Transaction, { trialCrmId, id }: OneOf) {
  const [task] = await selectTasks(tx).where(and(eq(trialTasks.trialCrmId, trialCrmId), eq(trialTasks.id, id)));
  return task ?? null;
}

const contactOf = alias(trialContacts, "contact_of");
const dealOf = alias(trialDeals, "deal_of");

const isStageOfDeal = and(eq(trialStages.trialCrmId, trialDeals.trialCrmId), eq(trialStages.id, trialDeals.stageId));

function selectCrms(tx: Transaction) {
  const { id, name, faults, createdAt } = getTableColumns(trialCrms);
  return tx.select({ id, name, faults, createdAt }).from(trialCrms);
}

function selectContacts(tx: Transaction) {
  const { id, values, responsibleId, createdAt, updatedAt } = getTableColumns(trialContacts);
  return tx
    .select({ id, values, responsibleId, createdAt, updatedAt, responsibleName: trialUsers.name })
    .from(trialContacts)
    .leftJoin(
      trialUsers,
      and(eq(trialUsers.trialCrmId, trialContacts.trialCrmId), eq(trialUsers.id, trialContacts.responsibleId)),
    );
}

function selectDeals(tx: Transaction) {
  const { id, values, contactId, pipelineId, stageId, responsibleId, createdAt, updatedAt } =
    getTableColumns(trialDeals);
  return tx
    .select({
      ...{ id, values, contactId, pipelineId, stageId, responsibleId, createdAt, updatedAt },
      contactValues: contactOf.values,
      pipelineName: trialPipelines.name,
      stageName: trialStages.name,
      stageKind: trialStages.kind,
      responsibleName: trialUsers.name,
    })
    .from(trialDeals)
    .innerJoin(trialStages, isStageOfDeal)
    .innerJoin(
      trialPipelines,
      and(eq(trialPipelines.trialCrmId, trialDeals.trialCrmId), eq(trialPipelines.id, trialDeals.pipelineId)),
    )
    .leftJoin(contactOf, and(eq(contactOf.trialCrmId, trialDeals.trialCrmId), eq(contactOf.id, trialDeals.contactId)))
    .leftJoin(
      trialUsers,
      and(eq(trialUsers.trialCrmId, trialDeals.trialCrmId), eq(trialUsers.id, trialDeals.responsibleId)),
    );
}

function selectTasks(tx: Transaction) {
  const { id, contactId, dealId, responsibleId, text, dueAt, isDone, createdAt } = getTableColumns(trialTasks);
  return tx
    .select({
      ...{ id, contactId, dealId, responsibleId, text, dueAt, isDone, createdAt },
      contactValues: contactOf.values,
      dealValues: dealOf.values,
      responsibleName: trialUsers.name,
    })
    .from(trialTasks)
    .leftJoin(contactOf, and(eq(contactOf.trialCrmId, trialTasks.trialCrmId), eq(contactOf.id, trialTasks.contactId)))
    .leftJoin(dealOf, and(eq(dealOf.trialCrmId, trialTasks.trialCrmId), eq(dealOf.id, trialTasks.dealId)))
    .leftJoin(
      trialUsers,
      and(eq(trialUsers.trialCrmId, trialTasks.trialCrmId), eq(trialUsers.id, trialTasks.responsibleId)),
    );
}

async function countRecords(tx: Transaction, trialCrmId: string) {
  const [contacts, deals, tasks] = await Promise.all([
    tx.$count(trialContacts, eq(trialContacts.trialCrmId, trialCrmId)),
    tx.$count(trialDeals, eq(trialDeals.trialCrmId, trialCrmId)),
    tx.$count(trialTasks, eq(trialTasks.trialCrmId, trialCrmId)),
  ]);
  return { contacts, deals, tasks };
}

type RecordTable = typeof trialContacts | typeof trialDeals | typeof trialTasks;

function isOnPage(table: RecordTable, { trialCrmId, after, before }: PageOf) {
  return and(
    eq(table.trialCrmId, trialCrmId),
    after ? lt(table.id, after) : undefined,
    before ? gt(table.id, before) : undefined,
  );
}

/** A page of newer records is read from its older end, so that it joins the page that it was asked from. */
function inOrder(table: RecordTable, { before }: PageOf) {
  return before ? asc(table.id) : desc(table.id);
}

function lengthOf({ limit = PAGE_LENGTH }: { limit?: number }) {
  return Math.min(limit, PAGE_LENGTH);
}

function toPage<T extends { id: string }>(rows: T[], page: PageOf): TrialPage<T> {
  const shown = rows.slice(0, lengthOf(page));
  const hasMore = rows.length > shown.length;
  const items = page.before ? shown.reverse() : shown;
  return {
    items,
    older: page.before || hasMore ? (items.at(-1)?.id ?? null) : null,
    newer: (page.before ? hasMore : page.after) ? (items[0]?.id ?? null) : null,
  };
}
