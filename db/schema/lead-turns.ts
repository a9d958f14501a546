import { bigint, foreignKey, jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import type { JsonValue } from "@/lib/json";
import { accountPolicy, timestamptz } from "./columns";
import { leads } from "./leads";

/** The turn of a collection that a lead took. Tied to the lead, so that a retry gets the same manager. */
export const leadTurns = pgTable(
  "lead_turns",
  {
    accountId: uuid().notNull(),
    leadId: uuid().notNull(),
    collectionId: uuid().notNull(),
    turn: bigint({ mode: "number" }).notNull(),
    crmUserId: text().notNull(),
    /** Every candidate, and why it was chosen or not. */
    candidates: jsonb().$type<JsonValue>().notNull(),
    takenAt: timestamptz().notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.leadId, table.collectionId] }),
    foreignKey({ columns: [table.accountId, table.leadId], foreignColumns: [leads.accountId, leads.id] }).onDelete(
      "cascade",
    ),
    accountPolicy(),
  ],
);
