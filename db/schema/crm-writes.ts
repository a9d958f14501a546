import { sql } from "drizzle-orm";
import { foreignKey, index, integer, pgEnum, pgTable, text, unique, uuid } from "drizzle-orm/pg-core";
import { accountPolicy, idColumn, timestamptz } from "./columns";
import { leads } from "./leads";

export const crmWriteKind = pgEnum("crm_write_kind", [
  "create_contact",
  "update_contact",
  "create_deal",
  "update_deal",
  "create_task",
]);

/** `started`: sent, outcome unknown until answered; `rejected`: the CRM refused it, nothing was written. */
export const crmWriteStatus = pgEnum("crm_write_status", ["started", "done", "rejected"]);

/**
 * The journal of writes. A row is `started` before the request leaves and `done` at once when the answer is here, so that
 * a retry after a crash knows what was written, and looks before it writes again where the outcome is unknown.
 */
export const crmWrites = pgTable(
  "crm_writes",
  {
    /** Also the `requestId` given to the connector. */
    id: idColumn(),
    accountId: uuid().notNull(),
    leadId: uuid().notNull(),
    run: integer().notNull(),
    kind: crmWriteKind().notNull(),
    status: crmWriteStatus().notNull().default("started"),
    externalId: text(),
    url: text(),
    attempts: integer().notNull().default(1),
    startedAt: timestamptz().notNull().defaultNow(),
    finishedAt: timestamptz(),
  },
  (table) => [
    unique("crm_writes_once").on(table.leadId, table.run, table.kind),
    foreignKey({ columns: [table.accountId, table.leadId], foreignColumns: [leads.accountId, leads.id] }).onDelete(
      "cascade",
    ),
    // Which write made a record of the CRM.
    index("crm_writes_record_idx").on(table.accountId, table.externalId).where(sql`external_id is not null`),
    accountPolicy(),
  ],
);
