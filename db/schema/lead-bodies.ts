import { foreignKey, integer, jsonb, pgTable, unique, uuid } from "drizzle-orm/pg-core";
import { bytea } from "./bytea";
import { accountPolicy, idColumn, timestamptz } from "./columns";
import { integrations } from "./integrations";

/** A request body as it was received: bytes (after inflating) and headers. One body may hold several leads. */
export const leadBodies = pgTable(
  "lead_bodies",
  {
    id: idColumn(),
    accountId: uuid().notNull(),
    integrationId: uuid().notNull(),
    /** Null when it was too large to keep. */
    bytes: bytea(),
    size: integer().notNull(),
    headers: jsonb().$type<Record<string, string>>().notNull(),
    receivedAt: timestamptz().notNull().defaultNow(),
  },
  (table) => [
    unique("lead_bodies_account_id_key").on(table.accountId, table.id),
    foreignKey({
      columns: [table.accountId, table.integrationId],
      foreignColumns: [integrations.accountId, integrations.id],
    }).onDelete("cascade"),
    accountPolicy(),
  ],
);
