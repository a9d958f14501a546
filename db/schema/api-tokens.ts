import { foreignKey, index, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { accounts } from "./accounts";
import { bytea } from "./bytea";
import { accountPolicy, idColumn, timestamptz } from "./columns";

/** A token of the public API. It is shown once; the row holds its SHA-256, and its last characters to tell it by. */
export const apiTokens = pgTable(
  "api_tokens",
  {
    id: idColumn(),
    accountId: uuid().notNull(),
    name: text().notNull(),
    tokenHash: bytea().notNull().unique(),
    tail: text().notNull(),
    scopes: text().array().notNull(),
    createdBy: uuid(),
    createdAt: timestamptz().notNull().defaultNow(),
    lastUsedAt: timestamptz(),
    expiresAt: timestamptz(),
    revokedAt: timestamptz(),
  },
  (table) => [
    foreignKey({ columns: [table.accountId], foreignColumns: [accounts.id] }).onDelete("cascade"),
    index("api_tokens_account_idx").on(table.accountId, table.id),
    accountPolicy(),
  ],
);
