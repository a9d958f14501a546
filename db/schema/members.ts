import { foreignKey, index, pgEnum, pgTable, primaryKey, uuid } from "drizzle-orm/pg-core";
import { accounts } from "./accounts";
import { accountPolicy, timestamps } from "./columns";
import { users } from "./users";

export const memberRole = pgEnum("member_role", ["owner", "admin", "manager"]);

/** A user in an account, with a role. */
export const members = pgTable(
  "members",
  {
    accountId: uuid().notNull(),
    userId: uuid().notNull(),
    role: memberRole().notNull(),
    ...timestamps,
  },
  (table) => [
    primaryKey({ columns: [table.accountId, table.userId] }),
    foreignKey({ columns: [table.accountId], foreignColumns: [accounts.id] }).onDelete("cascade"),
    foreignKey({ columns: [table.userId], foreignColumns: [users.id] }).onDelete("cascade"),
    index("members_user_idx").on(table.userId),
    accountPolicy(),
  ],
);
