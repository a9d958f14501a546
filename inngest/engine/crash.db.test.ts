import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { rm } from "node:fs/promises";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { build } from "esbuild";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "@/db/testing";
import { createEngineClient } from "./engine-client";
import { guardPool } from "./guard-pool";

const LEADS = 100;
const KILLS = 6;

describe("workers that are killed in the middle of their work", () => {
  // Inside of the project, so that the bundle finds the packages.
  const bundle = path.join(import.meta.dirname, `../../node_modules/.cache/crash-worker-${process.pid}.mjs`);
  const workers = new Set<ChildProcess>();
  let database: TestDatabase;
  let pool: pg.Pool;

  beforeAll(async () => {
    database = await createTestDatabase();
    pool = guardPool(new pg.Pool({ connectionString: database.queueUrl, max: 2 }), () => {});
    await build({
      entryPoints: [path.join(import.meta.dirname, "crash-worker.ts")],
      outfile: bundle,
      bundle: true,
      platform: "node",
      format: "esm",
      packages: "external",
    });
  });
  afterAll(async () => {
    await Promise.all([...workers].map(kill));
    await pool.end();
    await database.drop();
    await rm(bundle, { force: true });
  });

  async function startWorker(): Promise<ChildProcess> {
    const worker = spawn(process.execPath, [bundle, database.queueUrl], { stdio: ["ignore", "pipe", "inherit"] });
    workers.add(worker);
    if (worker.stdout) await once(worker.stdout, "data");
    return worker;
  }

  async function kill(worker: ChildProcess): Promise<void> {
    workers.delete(worker);
    if (worker.exitCode !== null || worker.signalCode !== null) return;
    worker.kill("SIGKILL");
    await once(worker, "exit");
  }

  it("lose no run, and memoise each step once", { timeout: 180_000 }, async () => {
    const client = createEngineClient({
      id: "crash",
      signingKey: `signkey-test-${"56".repeat(32)}`,
      pool: async () => pool,
    });
    await client.send(
      Array.from({ length: LEADS }, (_, n) => ({
        id: `lead-${n}`,
        name: "crash/lead",
        data: { person: n % 40, connection: n % 3 },
      })),
    );

    let [first, second] = await Promise.all([startWorker(), startWorker()]);
    for (let i = 0; i < KILLS; i++) {
      await pause(300);
      await kill(first);
      [first, second] = [second, await startWorker()];
    }
    await waitForEnd(pool);

    const { rows } = await pool.query<{ fn_id: string; state: string; outcome: string; memos: string[] }>(
      `select r.fn_id, r.state, r.outcome,
         (select array_agg(s.memo order by s.seq) from engine.steps s where s.run_id = r.id) as memos
       from engine.runs r`,
    );
    expect(rows).toHaveLength(2 * LEADS);
    for (const { state, outcome, memos } of rows) {
      const returned: number[] = JSON.parse(outcome).data;
      const memoised = memos.map((memo) => JSON.parse(memo).data);
      expect([state, [...returned].sort()]).toEqual(["completed", memoised.sort()]);
    }
  });
});

async function waitForEnd(pool: pg.Pool): Promise<void> {
  for (const until = Date.now() + 120_000; Date.now() < until; await pause(100)) {
    const { rows } = await pool.query<{ open: number }>(
      `select (select count(*) from engine.runs where ended_at is null)::int
         + (select count(*) from graphile_worker.jobs)::int as open`,
    );
    if (rows[0]?.open === 0) return;
  }
  const { rows } = await pool.query(
    "select state, turn, attempt, force_plan from engine.runs where ended_at is null limit 10",
  );
  const { rows: jobs } = await pool.query(
    "select task_identifier, attempts, run_at, locked_by, last_error from graphile_worker.jobs limit 10",
  );
  throw new Error(`Some runs never end: ${JSON.stringify({ rows, jobs })}`);
}
