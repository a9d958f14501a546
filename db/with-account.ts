import { sql } from "drizzle-orm";
import { type Database, getDatabase } from "./index";

export type Transaction = Parameters<Parameters<Database["transaction"]>[0]>[0];

/**
 * Runs `work` in a transaction that sees and writes the rows of one account and no others.
 *
 * It is the only way to the tenant tables: the account is set for this transaction alone, so that a connection
 * that goes back to the pool carries nothing over.
 */
export function withAccount<T>(
  accountId: string,
  work: (tx: Transaction) => Promise<T>,
  database: Database = getDatabase().db,
): Promise<T> {
  return database.transaction(async (tx) => {
    await tx.execute(sql`select set_config('app.account_id', ${accountId}, true)`);
    return work(tx);
  });
}
