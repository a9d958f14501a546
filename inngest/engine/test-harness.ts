import { setTimeout as sleep } from "node:timers/promises";
import type { TaskList } from "graphile-worker";
import type { Inngest, InngestFunction } from "inngest";
import pg from "pg";
import { createEngine } from "./engine";
import type { EngineLog } from "./types";

export type TestEngineOptions = {
  /** The client that the functions belong to. */
  client: Inngest.Any;
  functions: readonly InngestFunction.Any[];
  /** A migrated database, as the queue role. */
  databaseUrl: string;
  tasks?: TaskList;
  concurrency?: number;
  /** Factor on the delays between attempts; at once by default. */
  retryScale?: number;
  log?: EngineLog;
};

/** What became of a run, for assertions. */
type RunOutcome = {
  id: string;
  fnId: string;
  state: string;
  data: unknown;
  error: { name: string; message: string } | null;
};

export interface TestEngine {
  /** Sends events as the product does; resolves when they are stored. */
  send: Inngest["send"];
  /** Resolves when no job is left: every run has ended or waits for an event that nobody has sent. */
  waitUntilIdle(timeoutMs?: number): Promise<void>;
  /** All runs, in the order of their start. */
  listRuns(): Promise<RunOutcome[]>;
  readonly pool: pg.Pool;
  stop(): Promise<void>;
}

/**
 * Starts the embedded engine in this process, without delays between attempts: the functions run by the true protocol,
 * on a true queue.
 */
export async function startTestEngine(options: TestEngineOptions): Promise<TestEngine> {
  const { client, functions, databaseUrl, tasks, concurrency = 10, retryScale = 0, log = SILENT } = options;
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 10 });
  const engine = createEngine({ client, functions, pool, concurrency, tasks, retryScale, log });
  await engine.start();

  return {
    pool,
    send: (payload) => client.send(payload),
    async waitUntilIdle(timeoutMs = 20_000) {
      for (const until = Date.now() + timeoutMs; Date.now() < until; await sleep(10)) {
        const { rows } = await pool.query<{ jobs: number }>(COUNT_JOBS);
        if (rows[0]?.jobs === 0) return;
      }
      const { rows } = await pool.query(LIST_JOBS);
      throw new Error(`The engine is not idle after ${timeoutMs} ms: ${JSON.stringify(rows)}`);
    },
    async listRuns() {
      const { rows } = await pool.query<{ id: string; fn_id: string; state: string; outcome: string | null }>(
        "select id, fn_id, state, outcome from engine.runs order by seq",
      );
      return rows.map(({ id, fn_id, state, outcome }) => ({
        id,
        fnId: fn_id,
        state,
        data: undefined,
        error: null,
        ...JSON.parse(outcome ?? "{}"),
      }));
    },
    async stop() {
      await engine.stop();
      await pool.end();
    },
  };
}

const SILENT: EngineLog = { info() {}, warn() {}, error() {} };

const OPEN_JOBS = "from graphile_worker.jobs where task_identifier <> 'inngest-timeout' and attempts < max_attempts";
const COUNT_JOBS = `select count(*)::int as jobs ${OPEN_JOBS}`;
const LIST_JOBS = `select task_identifier, attempts, run_at, last_error ${OPEN_JOBS} limit 20`;
