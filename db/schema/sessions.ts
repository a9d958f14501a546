import { foreignKey, index, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { bytea } from "./bytea";
import { accountPolicy, idColumn, timestamptz } from "./columns";
import { members } from "./members";

/** A signed-in browser. The cookie holds a random token, the row only its SHA-256. Reached through the sign-in doors alone. */
export const sessions = pgTable(
  "sessions",
  {
    id: idColumn(),
    accountId: uuid().notNull(),
    userId: uuid().notNull(),
    tokenHash: bytea().notNull().unique(),
    userAgent: text(),
    createdAt: timestamptz().notNull().defaultNow(),
    lastSeenAt: timestamptz().notNull().defaultNow(),
    expiresAt: timestamptz().notNull(),
  },
  (table) => [
    foreignKey({
      columns: [table.accountId, table.userId],
      foreignColumns: [members.accountId, members.userId],
    }).onDelete("cascade"),
    index("sessions_user_idx").on(table.userId),
    accountPolicy(),
  ],
);
