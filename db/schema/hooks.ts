import { foreignKey, index, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { bytea } from "./bytea";
import { accountPolicy, idColumn, timestamptz } from "./columns";
import { integrations } from "./integrations";

/** A webhook address of an integration. The id in the address is found by its SHA-256; `sealedId` shows it to admins again. */
export const hooks = pgTable(
  "hooks",
  {
    id: idColumn(),
    accountId: uuid().notNull(),
    integrationId: uuid().notNull(),
    idHash: bytea().notNull().unique(),
    /** Sealed like credentials, with account and integration id as associated data. */
    sealedId: text().notNull(),
    keyId: text().notNull(),
    /** Set when the address was replaced: it goes on until then. */
    expiresAt: timestamptz(),
    /** When somebody first copied it on the settings page. */
    copiedAt: timestamptz(),
    createdAt: timestamptz().notNull().defaultNow(),
  },
  (table) => [
    foreignKey({
      columns: [table.accountId, table.integrationId],
      foreignColumns: [integrations.accountId, integrations.id],
    }).onDelete("cascade"),
    index("hooks_integration_idx").on(table.accountId, table.integrationId),
    accountPolicy(),
  ],
);
