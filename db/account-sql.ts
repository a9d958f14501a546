import postgres, { type ReservedSql, type Sql, type TransactionSql } from "postgres";
import { createBatcher } from "@/lib/batcher";
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
 * results. All of them are done or none. Gives the rows of the first.
 *
 * What is asked for at the same time for one account shares a transaction and a round trip; where that fails, each is
 * tried by itself.
 */
export async function runAsAccount<T>(
  accountId: string,
  build: Build<T>,
  { lockKeys = [], isRepeatable = false }: Omit<Options, "client"> = {},
): Promise<readonly T[]> {
  const rows = await batcherOf(accountId)({ build, lockKeys, isRepeatable });
  return rows as readonly T[];
}

type Build<T> = (sql: ReservedSql) => readonly [Statement<T>, ...Statement[]];
type Asked = { build: Build<unknown>; lockKeys: readonly bigint[]; isRepeatable: boolean };

const BATCH_MAX = 50;
const IN_FLIGHT_MAX = 2;
const ACCOUNTS_MAX = 1_000;
const batchers = new Map<string, (asked: Asked) => Promise<readonly unknown[]>>();

function batcherOf(accountId: string) {
  const batcher =
    batchers.get(accountId) ??
    createBatcher((asked: Asked[]) => runTogether(accountId, asked), {
      batchMax: BATCH_MAX,
      inFlightMax: IN_FLIGHT_MAX,
    });
  // A map keeps the order of insertion, so that the first one is the one unused for longest.
  batchers.delete(accountId);
  batchers.set(accountId, batcher);
  const [oldest] = batchers.keys();
  if (batchers.size > ACCOUNTS_MAX && oldest) batchers.delete(oldest);
  return batcher;
}

async function runTogether(accountId: string, asked: Asked[]): Promise<(readonly unknown[])[]> {
  const connection = await getDatabase().client.reserve();
  const outcomes = await Promise.allSettled(send(connection, accountId, build(connection, asked), asked));
  const failure = outcomes.find((outcome) => outcome.status === "rejected");
  // A connection that broke has left the pool by itself.
  if (!failure || !isBroken(failure.reason)) connection.release();
  if (failure) throw failure.reason;
  const firsts = outcomes.slice(0, asked.length);
  return firsts.map((outcome) => (outcome.status === "fulfilled" ? (outcome.value as readonly unknown[]) : []));
}

type Built = ReturnType<Build<unknown>>;

function build(connection: ReservedSql, asked: Asked[]): Built[] {
  try {
    return asked.map(({ build }) => build(connection));
  } catch (error) {
    connection.release();
    throw error;
  }
}

/** Sends the whole transaction at once. Gives the first statement of each that asked, then everything else. */
function send(connection: ReservedSql, accountId: string, built: Built[], asked: Asked[]): Promise<unknown>[] {
  const begun = connection`begin`.execute();
  const opened = open(connection, {
    accountId,
    lockKeys: asked.flatMap(({ lockKeys }) => lockKeys),
    isRepeatable: asked.every(({ isRepeatable }) => isRepeatable),
  });
  for (const statement of built.flat()) statement.execute();
  // After a failure this takes everything back.
  const ended = connection`commit`.execute();
  const firsts = built.map(([first]) => first);
  const others = built.flatMap(([, ...rest]) => rest);
  return [...firsts, begun, opened, ...others, ended];
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
