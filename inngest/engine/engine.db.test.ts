import { NonRetriableError, RetryAfterError } from "inngest";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { createTestDatabase, type TestDatabase } from "@/db/testing";
import { createEngineClient } from "./engine-client";
import { startTestEngine, type TestEngine } from "./test-harness";

let database: TestDatabase;
let engines: TestEngine[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
});
afterEach(async () => {
  for (const engine of engines) await engine.stop();
  engines = [];
});
afterAll(() => database.drop());

const SILENT = { info() {}, warn() {}, error() {}, debug() {} };

function newClient(id: string) {
  return createEngineClient({
    id,
    signingKey: `signkey-test-${"cd".repeat(32)}`,
    pool: async () => start.pool(),
    logger: SILENT,
  });
}

async function start(options: Omit<Parameters<typeof startTestEngine>[0], "databaseUrl">): Promise<TestEngine> {
  const engine = await startTestEngine({ ...options, databaseUrl: database.queueUrl });
  engines.push(engine);
  return engine;
}
start.pool = () => {
  const [engine] = engines;
  if (!engine) throw new Error("No engine runs.");
  return engine.pool;
};

describe("a run", () => {
  it("counts attempts from 0 for each step and waits as the server's table says", async () => {
    const client = newClient("attempts");
    const attempts: string[] = [];
    const fn = client.createFunction(
      { id: "f", retries: 2, triggers: [{ event: "attempts/go" }] },
      async ({ step, attempt }) => {
        for (const id of ["one", "two"]) {
          await step.run(id, () => {
            attempts.push(`${id} ${attempt}`);
            if (attempt < 2) throw new Error("again");
          });
        }
      },
    );
    const engine = await start({ client, functions: [fn] });
    await engine.send({ name: "attempts/go" });
    await engine.waitUntilIdle();
    expect(attempts).toEqual(["one 0", "one 1", "one 2", "two 0", "two 1", "two 2"]);
  });

  it("is parked for as long as Retry-After asks", async () => {
    const client = newClient("later");
    const fn = client.createFunction({ id: "f", retries: 1, triggers: [{ event: "later/go" }] }, async ({ step }) => {
      await step.run("one", () => {
        throw new RetryAfterError("come back", 120_000);
      });
    });
    const engine = await start({ client, functions: [fn], retryScale: 0.5 });
    await engine.send({ name: "later/go" });
    const due = await vi.waitUntil(
      async () => {
        const { rows } = await engine.pool.query<{ seconds: number }>(
          `select extract(epoch from run_at - now())::float8 as seconds from graphile_worker.jobs
         where task_identifier = 'inngest-run' and run_at > now() + interval '1 second'`,
        );
        return rows[0]?.seconds;
      },
      { timeout: 15_000 },
    );
    expect(due).toBeGreaterThan(55);
    expect(due).toBeLessThan(61);
    expect(await engine.listRuns()).toContainEqual(expect.objectContaining({ fnId: "later-f", state: "parked" }));
    await engine.pool.query("select graphile_worker.complete_jobs(array_agg(id)) from graphile_worker.jobs");
  });

  it("fails with the error that nobody caught", async () => {
    const client = newClient("failing");
    const fn = client.createFunction({ id: "f", triggers: [{ event: "failing/go" }] }, async ({ step }) => {
      await step.run("one", () => {
        throw new NonRetriableError("no use");
      });
    });
    const engine = await start({ client, functions: [fn] });
    await engine.send({ name: "failing/go" });
    await engine.waitUntilIdle();
    const run = (await engine.listRuns()).find(({ fnId }) => fnId === "failing-f");
    expect(run).toMatchObject({ state: "failed", error: { message: "no use" } });
  });

  it("keeps what its steps return exactly as they returned it", async () => {
    const client = newClient("exact");
    const value = { z: 1, a: [null, "\u0000", "\ud800", "Ґанок"], nested: { y: true, b: 1e21 } };
    let seen: unknown;
    const fn = client.createFunction({ id: "f", triggers: [{ event: "exact/go" }] }, async ({ step }) => {
      await step.run("one", () => value);
      await step.sleep("nap", "1s");
      seen = await step.run("one", () => value);
    });
    const engine = await start({ client, functions: [fn] });
    await engine.send({ name: "exact/go" });
    await engine.waitUntilIdle();
    expect(JSON.stringify(seen)).toBe(JSON.stringify(value));
  });

  it("goes on after a stop in order, without running a finished step again", async () => {
    const client = newClient("stopped");
    const ran: string[] = [];
    let finish = () => {};
    const held = new Promise<void>((resolve) => {
      finish = resolve;
    });
    const fn = client.createFunction({ id: "f", triggers: [{ event: "stopped/go" }] }, async ({ step }) => {
      for (const id of ["one", "two", "three"]) {
        await step.run(id, async () => {
          ran.push(id);
          await held;
        });
      }
    });
    const engine = await start({ client, functions: [fn] });
    await engine.send({ name: "stopped/go" });
    await vi.waitUntil(() => ran.length === 1, { timeout: 15_000 });
    const stopped = engine.stop();
    finish();
    await stopped;
    engines = [];
    expect(ran).toEqual(["one"]);

    const next = await start({ client, functions: [fn] });
    await next.waitUntilIdle();
    expect(ran).toEqual(["one", "two", "three"]);
  });

  it("starts by its schedule, once for each moment", async () => {
    const client = newClient("scheduled");
    const fn = client.createFunction({ id: "f", triggers: [{ cron: "0 3 * * *" }] }, async ({ event }) => event.name);
    const engine = await start({ client, functions: [fn] });
    const payload = { fn: "scheduled-f", cron: "0 3 * * *", _cron: { ts: "2026-01-02T03:00:00.000Z" } };
    for (let i = 0; i < 2; i++)
      await engine.pool.query("select graphile_worker.add_job('inngest-cron', $1)", [payload]);
    await engine.waitUntilIdle();
    const runs = (await engine.listRuns()).filter(({ fnId }) => fnId === "scheduled-f");
    expect(runs.map(({ state, data }) => [state, data])).toEqual([["completed", "inngest/scheduled.timer"]]);
  });

  it("is spaced from the others of its throttle key", async () => {
    const client = newClient("throttled");
    const startedAt: number[] = [];
    const fn = client.createFunction(
      {
        id: "f",
        throttle: { limit: 2, period: "2s", key: "event.data.connection" },
        triggers: [{ event: "throttled/go" }],
      },
      async () => {
        startedAt.push(Date.now());
      },
    );
    const engine = await start({ client, functions: [fn] });
    const sentAt = Date.now();
    await engine.send([1, 2, 3].map(() => ({ name: "throttled/go", data: { connection: "a" } })));
    await engine.waitUntilIdle();
    expect(startedAt.map((at, i) => at - sentAt >= i * 1_000 - 10)).toEqual([true, true, true]);
  });
});

describe("an event", () => {
  it("sent where no engine runs is stored, and taken in by the next one", async () => {
    const client = newClient("stored");
    const fn = client.createFunction(
      { id: "f", triggers: [{ event: "stored/go" }] },
      async ({ event }) => event.data.n,
    );
    const other = newClient("other");
    const keeper = await start({ client: other, functions: [] });
    await client.send({ id: "stored-1", name: "stored/go", data: { n: 5 } });
    expect((await keeper.listRuns()).filter(({ fnId }) => fnId === "stored-f")).toEqual([]);

    const engine = await start({ client, functions: [fn] });
    await engine.waitUntilIdle();
    expect((await engine.listRuns()).filter(({ fnId }) => fnId === "stored-f")).toMatchObject([
      { state: "completed", data: 5 },
    ]);
  });

  it.each([
    ["of more than 512 KiB", { name: "refused/go", data: { text: "x".repeat(600_000) } }],
    ["without a name", { name: "" }],
    ["with an id that cannot be stored", { name: "refused/go", id: "a\u0000b" }],
  ])("%s is refused", async (_, event) => {
    const client = newClient("refused");
    await start({ client: newClient("keeper"), functions: [] });
    await expect(client.send(event)).rejects.toThrow();
  });
});

describe("tasks", () => {
  beforeEach(async () => {
    await start({ client: newClient("keeper"), functions: [] });
  });

  it("run beside the functions, and the outbox's job carries the leads", async () => {
    const relayed: unknown[] = [];
    const engine = await start({
      client: newClient("outbox"),
      functions: [],
      tasks: {
        outbox: (payload) => {
          relayed.push(payload);
        },
      },
    });
    const account = "00000000-0000-4000-8000-000000000001";
    const leads = ["00000000-0000-4000-8000-000000000002", "00000000-0000-4000-8000-000000000003"];
    await engine.pool.query("select engine.add_outbox_job($1, $2)", [[account, account], leads]);
    await engine.waitUntilIdle();
    expect(relayed).toEqual([{ leads: leads.map((leadId) => ({ accountId: account, leadId })) }]);
  });
});
