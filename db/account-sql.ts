import postgres, { type ReservedSql, type Sql, type TransactionSql } from "postgres";
import { getDatabase } from "./index";

/** What statements for an account are written with. */
export type AccountSql = ReservedSql | TransactionSql;

/** A statement that was written and not sent yet. */
export type Statement<T = unknown> = Promise<readonly T[]> & { execute(): unknown };

type Options = {
  /**
   * Taken as transaction locks, in ascending order and before anything else, so that transactions which name several
   * never wait for each other in a circle.
   */
  lockKeys?: readonly bigint[];
  /**
   * Nothing outside of the database follows from the commit, so that it need not wait for the disk: should the machine
   * fail within that moment, it is lost together with all that came after it, and is done again.
   */
  isRepeatable?: boolean;
  client?: Sql;
};

/**
 * `withAccount` for the worker's busy paths: plain SQL as prepared statements, which must not depend on each other's
 * results. All of them travel together with the transaction around them, in one round trip. Gives the rows of the first.
 */
export async function runAsAccount<T>(
  accountId: string,
  build: (sql: ReservedSql) => readonly [Statement<T>, ...Statement[]],
  { lockKeys = [], isRepeatable = false, client = getDatabase().client }: Options = {},
): Promise<readonly T[]> {
  const connection = await client.reserve();
  const [first, ...others] = build(connection);
  const begun = connection`begin`.execute();
  const opened = open(connection, { accountId, lockKeys, isRepeatable });
  for (const statement of [first, ...others]) statement.execute();
  // After a failure this takes everything back.
  const ended = connection`commit`.execute();

  const outcomes = await Promise.allSettled([begun, opened, first, ...others, ended]);
  const failure = outcomes.find((outcome) => outcome.status === "rejected");
  // A connection that broke has left the pool by itself.
  if (!failure || !isBroken(failure.reason)) connection.release();
  if (failure) throw failure.reason;
  return first;
}

/** The same for work whose statements depend on each other; the account is set in the round trip of the first one. */
export async function withAccountSql<T>(
  accountId: string,
  work: (sql: TransactionSql) => Promise<T>,
  { lockKeys = [], isRepeatable = false, client = getDatabase().client }: Options = {},
): Promise<T> {
  const result = await client.begin(async (sql) => {
    // A failure of the first statement is that of the transaction; it must not count as unhandled while the work goes on.
    const [, done] = await Promise.all([open(sql, { accountId, lockKeys, isRepeatable }), work(sql)]);
    return [done] as const;
  });
  return result[0] as T;
}

function open(
  sql: AccountSql,
  { accountId, lockKeys, isRepeatable }: { accountId: string; lockKeys: readonly bigint[]; isRepeatable: boolean },
) {
  const commit = isRepeatable ? "off" : "on";
  if (lockKeys.length === 0) {
    return sql`
      select set_config('app.account_id', ${accountId}, true), set_config('synchronous_commit', ${commit}, true)`.execute();
  }
  const ascending = [...new Set(lockKeys)].sort((a, b) => (a < b ? -1 : 1)).map(String);
  return sql`
    select set_config('app.account_id', ${accountId}, true), set_config('synchronous_commit', ${commit}, true),
      pg_advisory_xact_lock(key)
    from unnest(${ascending}::bigint[]) as key`.execute();
}

function isBroken(error: unknown): boolean {
  if (error instanceof postgres.PostgresError || !(error instanceof Error) || !("code" in error)) return false;
  return /^(CONNECT|ECONN|EPIPE|ETIMEDOUT)/.test(String(error.code));
}
