import { foreignKey, jsonb, pgTable, uuid } from "drizzle-orm/pg-core";
import type { JsonValue } from "@/lib/json";
import { accountPolicy, timestamps } from "./columns";
import { leads } from "./leads";

/** What the steps of a lead hand to each other. Payloads stay here; the engine's step results carry ids and outcomes only. */
export const leadWork = pgTable(
  "lead_work",
  {
    leadId: uuid().primaryKey(),
    accountId: uuid().notNull(),
    prepared: jsonb().$type<JsonValue>(),
    match: jsonb().$type<JsonValue>(),
    plan: jsonb().$type<JsonValue>(),
    ...timestamps,
  },
  (table) => [
    foreignKey({ columns: [table.accountId, table.leadId], foreignColumns: [leads.accountId, leads.id] }).onDelete(
      "cascade",
    ),
    accountPolicy(),
  ],
);
