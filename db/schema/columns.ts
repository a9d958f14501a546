import { sql } from "drizzle-orm";
import { pgPolicy, timestamp, uuid } from "drizzle-orm/pg-core";
import { v7 as uuidv7 } from "uuid";

/** A primary key that sorts by the time it was made (UUID v7). */
export const idColumn = () => uuid().primaryKey().$defaultFn(uuidv7);

export const timestamptz = () => timestamp({ withTimezone: true, precision: 3 });

export const timestamps = {
  createdAt: timestamptz().notNull().defaultNow(),
  updatedAt: timestamptz()
    .notNull()
    .defaultNow()
    .$onUpdate(() => new Date()),
};

/** The account that the transaction was opened for; null outside of `withAccount`, so that every tenant table reads as empty. */
const currentAccountId = sql`(select nullif(current_setting('app.account_id', true), '')::uuid)`;

/** Rows of other accounts are neither seen nor written. Every tenant table has it; `FORCE` is set by the migrations. */
export const accountPolicy = () =>
  pgPolicy("account_isolation", {
    for: "all",
    to: "public",
    using: sql`account_id = ${currentAccountId}`,
    withCheck: sql`account_id = ${currentAccountId}`,
  });

/** The same for `accounts` itself, whose id is the account. */
export const ownAccountPolicy = () =>
  pgPolicy("account_isolation", {
    for: "all",
    to: "public",
    using: sql`id = ${currentAccountId}`,
    withCheck: sql`id = ${currentAccountId}`,
  });
