import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import pg from "pg";
import { startEmbeddedPostgres } from "@/db/embedded-postgres";
import { createEngine } from "@/inngest/engine/engine";
import { createEngineClient } from "@/inngest/engine/engine-client";
import { guardPool } from "@/inngest/engine/guard-pool";
import { migrateEngine } from "@/inngest/engine/migrate";
import { percentile } from "./percentile";
import { readCpuMs } from "./process-usage";

/**
 * The embedded engine beside a bare durable loop on the same PostgreSQL, in one run: functions of four steps that do
 * nothing but be remembered. Prints one JSON object.
 */
const RUNS = Number(process.argv[2] ?? 1_000);
const CONCURRENCY = Number(process.argv[3] ?? 32);
const PERSONS_SHARE = 2;

// Reading an environment variable of the real process.env costs a call into the system, and the SDK reads all of them
// for every request; a plain object, as the worker has it too, costs nothing.
process.env = { ...process.env };

const silent = { info() {}, warn() {}, error() {}, debug() {} };
const folder = await mkdtemp(path.join(tmpdir(), "leadbox-bench-"));
const server = await startEmbeddedPostgres({
  dataDir: path.join(folder, "postgres"),
  password: "bench",
  preferredPort: 56_400,
});
try {
  const bare = await measure(runBareLoop);
  const plain = await measure((pool) => runEngine(pool, {}));
  const gated = await measure((pool) =>
    runEngine(pool, {
      concurrency: [
        { limit: 1, key: "event.data.person" },
        { limit: 10, key: "event.data.connection" },
      ],
    }),
  );
  const latency = await withDatabase(measureLatency);
  const figures = { runs: RUNS, concurrency: CONCURRENCY, bare, plain, gated, latency };
  process.stdout.write(`${JSON.stringify({ ...figures, ratio: round(plain.perSecond / bare.perSecond) }, null, 2)}\n`);
} finally {
  await server.stop();
  await rm(folder, { recursive: true, force: true });
}

async function measure(work: (pool: pg.Pool) => Promise<() => Promise<void>>) {
  return withDatabase(async (pool) => {
    const execute = await work(pool);
    const before = readCpu();
    const startedAt = performance.now();
    await execute();
    const ms = performance.now() - startedAt;
    const after = readCpu();
    const node = after.node - before.node;
    return {
      perSecond: round((RUNS / ms) * 1_000),
      cpuMsPerRun: round((node + after.postgres - before.postgres) / RUNS),
      nodeCpuMsPerRun: round(node / RUNS),
    };
  });
}

/** What durable execution costs without an engine: claim a job, keep four results, end it. */
async function runBareLoop(pool: pg.Pool) {
  await pool.query(`create table jobs (id int primary key, done boolean not null default false);
    create table results (job_id int, step text, memo text, primary key (job_id, step))`);
  await pool.query("insert into jobs select generate_series(1, $1)", [RUNS]);
  const worker = async () => {
    for (;;) {
      const claimed = await pool.query<{ id: number }>(
        "update jobs set done = true where id = (select id from jobs where not done order by id limit 1 for update skip locked) returning id",
      );
      const [job] = claimed.rows;
      if (!job) return;
      for (const step of ["map", "match", "contact", "deal"]) {
        await pool.query("insert into results values ($1, $2, $3)", [job.id, step, '{"data":1}']);
      }
    }
  };
  return async () => void (await Promise.all(Array.from({ length: 10 }, worker)));
}

async function runEngine(
  pool: pg.Pool,
  options: { concurrency?: [{ limit: number; key: string }, { limit: number; key: string }] },
) {
  const client = newClient(pool);
  let ended = 0;
  let onEnd = () => {};
  const fn = client.createFunction(
    { id: "four", ...options, triggers: [{ event: "bench/lead" }] },
    async ({ event, step }) => {
      for (const id of ["map", "match", "contact", "deal"]) await step.run(id, () => ({ leadId: event.data.leadId }));
      if (++ended === RUNS) onEnd();
    },
  );
  const engine = createEngine({ client, functions: [fn], pool, concurrency: CONCURRENCY, log: silent });
  await engine.start();
  return async () => {
    const done = new Promise<void>((resolve) => {
      onEnd = resolve;
    });
    for (let from = 0; from < RUNS; from += 50) {
      await client.send(Array.from({ length: Math.min(50, RUNS - from) }, (_, i) => toEvent(from + i)));
    }
    await done;
    await engine.stop();
  };
}

/** From a `send` on an idle engine to the function's end, and from a run's end to the next one of its key. */
async function measureLatency(pool: pg.Pool) {
  const client = newClient(pool);
  const endedAt: number[] = [];
  const beganAt: number[] = [];
  const fn = client.createFunction(
    { id: "one", concurrency: { limit: 1, key: "event.data.connection" }, triggers: [{ event: "bench/lead" }] },
    async ({ step }) => {
      await step.run("map", () => void beganAt.push(performance.now()));
      for (const id of ["match", "contact", "deal"]) await step.run(id, () => null);
      endedAt.push(performance.now());
    },
  );
  const engine = createEngine({ client, functions: [fn], pool, concurrency: CONCURRENCY, log: silent });
  await engine.start();
  const alone: number[] = [];
  for (let n = 0; n < 50; n++) {
    const sentAt = performance.now();
    await client.send(toEvent(n));
    while (endedAt.length <= n) await pause(1);
    alone.push((endedAt[n] ?? 0) - sentAt);
    await pause(20);
  }
  endedAt.length = 0;
  beganAt.length = 0;
  await client.send(Array.from({ length: 50 }, (_, n) => ({ ...toEvent(1_000 + n), data: { connection: "one" } })));
  while (endedAt.length < 50) await pause(5);
  await engine.stop();
  const handOver = endedAt.slice(0, -1).map((end, i) => (beganAt[i + 1] ?? 0) - end);
  return {
    sendToEndMs: { p50: round(percentile(alone, 0.5)), p95: round(percentile(alone, 0.95)) },
    handOverMs: { p50: round(percentile(handOver, 0.5)), p95: round(percentile(handOver, 0.95)) },
  };
}

function newClient(pool: pg.Pool) {
  return createEngineClient({
    id: "bench",
    signingKey: `signkey-bench-${"ab".repeat(32)}`,
    pool: async () => pool,
    logger: silent,
  });
}

function toEvent(n: number) {
  const data = {
    accountId: "a",
    leadId: `lead ${n}`,
    person: `person ${n % Math.ceil(RUNS / PERSONS_SHARE)}`,
    connection: `${n % 3}`,
  };
  return { id: `lead-${n}`, name: "bench/lead", data };
}

async function withDatabase<T>(work: (pool: pg.Pool) => Promise<T>): Promise<T> {
  const name = `bench_${Date.now()}`;
  const admin = new pg.Pool({ connectionString: server.adminUrl(), max: 1 });
  await admin.query(`create database ${name}`);
  const pool = guardPool(new pg.Pool({ connectionString: server.adminUrl(name), max: 12 }), () => {});
  try {
    await migrateEngine(pool);
    return await work(pool);
  } finally {
    await pool.end();
    await admin.query(`drop database ${name} with (force)`);
    await admin.end();
  }
}

function readCpu() {
  const { user, system } = process.cpuUsage();
  return { node: (user + system) / 1_000, postgres: readCpuMs([server.identity.pid]) };
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
