import {
  type AnyPgColumn,
  boolean,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import type { CrmEntity, FieldOption, FieldType, FieldValue } from "@/lib/crm/types";
import type { TrialFaults } from "@/lib/trial-crm/schema";
import { accounts } from "./accounts";
import { bytea } from "./bytea";
import { accountPolicy, idColumn, timestamps, timestamptz } from "./columns";

/** A «Пробна CRM»: the CRM that comes with the product, for trying the rules without risk. Spoken to over HTTP with its token. */
export const trialCrms = pgTable(
  "trial_crms",
  {
    id: idColumn(),
    accountId: uuid().notNull(),
    name: text().notNull(),
    tokenHash: bytea().notNull().unique(),
    faults: jsonb().$type<TrialFaults>().notNull().default({}),
    ...timestamps,
  },
  (table) => [
    unique("trial_crms_account_id_key").on(table.accountId, table.id),
    foreignKey({ columns: [table.accountId], foreignColumns: [accounts.id] }).onDelete("cascade"),
    accountPolicy(),
  ],
);

/** Every table of a trial CRM belongs to one, and to its account. */
const toTrialCrm = (table: { accountId: AnyPgColumn; trialCrmId: AnyPgColumn }) =>
  foreignKey({
    columns: [table.accountId, table.trialCrmId],
    foreignColumns: [trialCrms.accountId, trialCrms.id],
  }).onDelete("cascade");

export const trialUsers = pgTable(
  "trial_users",
  {
    id: text().notNull(),
    accountId: uuid().notNull(),
    trialCrmId: uuid().notNull(),
    name: text().notNull(),
    email: text(),
    isActive: boolean().notNull().default(true),
    position: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.trialCrmId, table.id] }), toTrialCrm(table), accountPolicy()],
);

export const trialPipelines = pgTable(
  "trial_pipelines",
  {
    id: text().notNull(),
    accountId: uuid().notNull(),
    trialCrmId: uuid().notNull(),
    name: text().notNull(),
    position: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.trialCrmId, table.id] }), toTrialCrm(table), accountPolicy()],
);

export const trialStages = pgTable(
  "trial_stages",
  {
    id: text().notNull(),
    accountId: uuid().notNull(),
    trialCrmId: uuid().notNull(),
    pipelineId: text().notNull(),
    name: text().notNull(),
    kind: text().$type<"open" | "won" | "lost">().notNull(),
    position: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.trialCrmId, table.id] }), toTrialCrm(table), accountPolicy()],
);

export const trialFields = pgTable(
  "trial_fields",
  {
    accountId: uuid().notNull(),
    trialCrmId: uuid().notNull(),
    entity: text().$type<CrmEntity>().notNull(),
    key: text().notNull(),
    label: text().notNull(),
    type: text().$type<FieldType>().notNull(),
    isBuiltIn: boolean().notNull().default(false),
    isRequired: boolean().notNull().default(false),
    options: jsonb().$type<FieldOption[]>(),
    position: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.trialCrmId, table.entity, table.key] }), toTrialCrm(table), accountPolicy()],
);

const recordColumns = {
  id: text().notNull(),
  accountId: uuid().notNull(),
  trialCrmId: uuid().notNull(),
  responsibleId: text(),
  /** Given by the caller; the same request makes one record. */
  requestId: text(),
  createdAt: timestamptz().notNull().defaultNow(),
  updatedAt: timestamptz().notNull().defaultNow(),
};

export const trialContacts = pgTable(
  "trial_contacts",
  {
    ...recordColumns,
    values: jsonb().$type<Record<string, FieldValue>>().notNull(),
    /** Digits of every phone and every e-mail in lower case: what search compares. */
    searchKeys: text().array().notNull(),
    /** When search begins to find it. */
    searchableAt: timestamptz().notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.trialCrmId, table.id] }),
    unique("trial_contacts_request_key").on(table.trialCrmId, table.requestId),
    index("trial_contacts_search_idx").using("gin", table.searchKeys),
    toTrialCrm(table),
    accountPolicy(),
  ],
);

export const trialDeals = pgTable(
  "trial_deals",
  {
    ...recordColumns,
    contactId: text().notNull(),
    pipelineId: text().notNull(),
    stageId: text().notNull(),
    values: jsonb().$type<Record<string, FieldValue>>().notNull(),
    searchableAt: timestamptz().notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.trialCrmId, table.id] }),
    unique("trial_deals_request_key").on(table.trialCrmId, table.requestId),
    index("trial_deals_contact_idx").on(table.trialCrmId, table.contactId),
    toTrialCrm(table),
    accountPolicy(),
  ],
);

export const trialTasks = pgTable(
  "trial_tasks",
  {
    ...recordColumns,
    contactId: text().notNull(),
    dealId: text(),
    text: text().notNull(),
    dueAt: timestamptz().notNull(),
    isDone: boolean().notNull().default(false),
  },
  (table) => [
    primaryKey({ columns: [table.trialCrmId, table.id] }),
    unique("trial_tasks_request_key").on(table.trialCrmId, table.requestId),
    index("trial_tasks_deal_idx").on(table.trialCrmId, table.dealId),
    toTrialCrm(table),
    accountPolicy(),
  ],
);
