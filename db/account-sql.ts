import type { Sql, TransactionSql } from "postgres";
import { getDatabase } from "./index";

/**
 * `withAccount` for the worker's busiest paths: plain SQL as prepared statements, and the account is set in the same
 * round trip as the first statement.
 *
 * `lockKeys` are taken as transaction locks, in ascending order and before anything else, so that transactions which
 * name several never wait for each other in a circle.
 */
export async function withAccountSql<T>(
  accountId: string,
  work: (sql: TransactionSql) => Promise<T>,
  { lockKeys = [], client = getDatabase().client }: { lockKeys?: readonly bigint[]; client?: Sql } = {},
): Promise<T> {
  const result = await client.begin(async (sql) => {
    const opened = open(sql, accountId, lockKeys);
    // A failure of the first statement is that of the transaction; it must not count as unhandled while the work goes on.
    const [, done] = await Promise.all([opened, work(sql)]);
    return [done] as const;
  });
  return result[0] as T;
}

function open(sql: TransactionSql, accountId: string, lockKeys: readonly bigint[]) {
  if (lockKeys.length === 0) return sql`select set_config('app.account_id', ${accountId}, true)`.execute();
  const ascending = [...new Set(lockKeys)].sort((a, b) => (a < b ? -1 : 1)).map(String);
  return sql`
    select set_config('app.account_id', ${accountId}, true), pg_advisory_xact_lock(key)
    from unnest(${ascending}::bigint[]) as key`.execute();
}
