import { integer, pgTable, text } from "drizzle-orm/pg-core";
import { timestamptz } from "./columns";

/** Failed sign-ins per account name and per address; the key is a hash of either. Reached through the sign-in doors alone. */
export const signInThrottles = pgTable("sign_in_throttles", {
  key: text().primaryKey(),
  failures: integer().notNull().default(0),
  blockedUntil: timestamptz(),
  updatedAt: timestamptz().notNull().defaultNow(),
});
