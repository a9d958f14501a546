import { bigint, foreignKey, index, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { bytea } from "./bytea";
import { accountPolicy, timestamptz } from "./columns";
import { connections } from "./connections";
import { leads } from "./leads";

/** Which contact and deal a connection created or matched for an identifier, so that they are found while the CRM's search lags. */
export const rememberedPeople = pgTable(
  "remembered_people",
  {
    accountId: uuid().notNull(),
    connectionId: uuid().notNull(),
    /** SHA-256 of kind and value: no phone or e-mail is kept here. */
    identifierHash: bytea().notNull(),
    contactId: text().notNull(),
    dealId: text(),
    updatedAt: timestamptz().notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.connectionId, table.identifierHash] }),
    foreignKey({
      columns: [table.accountId, table.connectionId],
      foreignColumns: [connections.accountId, connections.id],
    }).onDelete("cascade"),
    accountPolicy(),
  ],
);

/**
 * Whose turn it is for a person (connection + identifier). A lead stands in the queue of each of its identifiers and is
 * worked on only while it is first in all of them; it leaves them at its end.
 */
export const personQueue = pgTable(
  "person_queue",
  {
    accountId: uuid().notNull(),
    connectionId: uuid().notNull(),
    identifierHash: bytea().notNull(),
    leadId: uuid().notNull(),
    position: bigint({ mode: "number" }).notNull().generatedAlwaysAsIdentity(),
    /** The engine's run that works on the lead, and when it last showed life. */
    runId: text(),
    aliveAt: timestamptz(),
    queuedAt: timestamptz().notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.connectionId, table.identifierHash, table.leadId] }),
    foreignKey({ columns: [table.accountId, table.leadId], foreignColumns: [leads.accountId, leads.id] }).onDelete(
      "cascade",
    ),
    foreignKey({
      columns: [table.accountId, table.connectionId],
      foreignColumns: [connections.accountId, connections.id],
    }).onDelete("cascade"),
    index("person_queue_lead_idx").on(table.leadId),
    accountPolicy(),
  ],
);
