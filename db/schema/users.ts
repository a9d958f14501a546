import { sql } from "drizzle-orm";
import { boolean, pgPolicy, pgTable, text, uniqueIndex } from "drizzle-orm/pg-core";
import { idColumn, timestamps } from "./columns";

/** A person who signs in. Not a tenant table: seen only by members of an account that the person belongs to, and by the sign-in doors. */
export const users = pgTable(
  "users",
  {
    id: idColumn(),
    email: text().notNull(),
    name: text().notNull(),
    passwordHash: text().notNull(),
    locale: text().notNull().default("uk"),
    isDisabled: boolean().notNull().default(false),
    ...timestamps,
  },
  (table) => [
    uniqueIndex("users_email_key").on(sql`lower(${table.email})`),
    pgPolicy("fellow_members", {
      for: "all",
      to: "public",
      using: sql`exists (select 1 from members where members.user_id = users.id)`,
      withCheck: sql`exists (select 1 from members where members.user_id = users.id)`,
    }),
  ],
);
