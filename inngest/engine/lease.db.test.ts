import { setTimeout as pause } from "node:timers/promises";
import pg from "pg";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createTestDatabase, type TestDatabase } from "@/db/testing";
import { createEngineClient } from "./engine-client";
import { startTestEngine, type TestEngine } from "./test-harness";

const SILENT = { info() {}, warn() {}, error() {}, debug() {} };

describe("a worker that was declared lost", () => {
  let database: TestDatabase;
  let stale: TestEngine;
  let fresh: TestEngine | null = null;

  beforeEach(async () => {
    database = await createTestDatabase();
  });
  afterEach(async () => {
    await fresh?.stop();
    fresh = null;
    await stale.stop();
    await database.drop();
  });

  /** The same functions in two processes' worth of engines; `who` tells which of them ran a step. */
  function newWorker(who: string, ran: string[], hold: Promise<void>) {
    const client = createEngineClient({
      id: "lease",
      signingKey: `signkey-test-${"12".repeat(32)}`,
      pool: async () => stale.pool,
      logger: SILENT,
    });
    const fn = client.createFunction({ id: "f", triggers: [{ event: "lease/go" }] }, async ({ step }) => {
      const first = await step.run("one", async () => {
        ran.push(`one by ${who}`);
        if (who === "stale") await hold;
        return who;
      });
      const second = await step.run("two", () => {
        ran.push(`two by ${who}`);
        return who;
      });
      return [first, second];
    });
    return { client, functions: [fn] };
  }

  it("writes nothing any more, and its runs are finished by another", async () => {
    const ran: string[] = [];
    let release = () => {};
    const hold = new Promise<void>((resolve) => {
      release = resolve;
    });
    stale = await startTestEngine({ ...newWorker("stale", ran, hold), databaseUrl: database.queueUrl });
    await stale.send({ name: "lease/go" });
    await vi.waitUntil(() => ran.length === 1, { timeout: 15_000 });

    await stale.pool.query("update engine.workers set beat_at = now() - interval '1 hour'");
    fresh = await startTestEngine({ ...newWorker("fresh", ran, hold), databaseUrl: database.queueUrl });
    await fresh.waitUntilIdle();
    release();
    await vi.waitUntil(async () => (await jobsLocked(stale)) === 0, { timeout: 15_000 });

    expect(ran).toEqual(["one by stale", "one by fresh", "two by fresh"]);
    expect(await stale.listRuns()).toMatchObject([{ state: "completed", data: ["fresh", "fresh"] }]);
  });

  it("begins anew under another name and works on", async () => {
    const ran: string[] = [];
    stale = await startTestEngine({ ...newWorker("only", ran, Promise.resolve()), databaseUrl: database.queueUrl });
    const [before] = await listWorkers(stale);
    await stale.pool.query("delete from engine.workers");
    const after = await vi.waitUntil(async () => (await listWorkers(stale))[0], { timeout: 10_000 });
    expect(after).not.toBe(before);

    await stale.send({ name: "lease/go" });
    await stale.waitUntilIdle();
    expect(ran).toEqual(["one by only", "two by only"]);
  });
});

describe("a worker whose connections are all cut", () => {
  it("connects again and finishes what it began", async () => {
    const database = await createTestDatabase();
    const admin = new pg.Client({ connectionString: database.adminUrl });
    await admin.connect();
    const client = createEngineClient({
      id: "cut",
      signingKey: `signkey-test-${"78".repeat(32)}`,
      pool: async () => engine.pool,
      logger: SILENT,
    });
    let began = 0;
    const fn = client.createFunction({ id: "f", triggers: [{ event: "cut/go" }] }, async ({ step }) => {
      for (const id of ["one", "two", "three"]) {
        await step.run(id, () => {
          began++;
          return pause(150);
        });
      }
    });
    const engine = await startTestEngine({ client, functions: [fn], databaseUrl: database.queueUrl });
    await engine.send([1, 2, 3].map(() => ({ name: "cut/go" })));
    await vi.waitUntil(() => began === 3, { timeout: 15_000 });
    await admin.query(
      "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()",
    );

    const states = async () => (await engine.listRuns().catch(() => [])).map(({ state }) => state);
    await expect.poll(states, { timeout: 20_000 }).toEqual(["completed", "completed", "completed"]);
    await engine.stop();
    await admin.end();
    await database.drop();
  });
});

async function listWorkers({ pool }: TestEngine): Promise<string[]> {
  const { rows } = await pool.query<{ id: string }>("select id from engine.workers");
  return rows.map(({ id }) => id);
}

async function jobsLocked({ pool }: TestEngine): Promise<number> {
  const { rows } = await pool.query<{ n: number }>(
    "select count(*)::int as n from graphile_worker.jobs where locked_by is not null",
  );
  return rows[0]?.n ?? 0;
}
