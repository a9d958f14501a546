import { setTimeout as pause } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { createTestDatabase, type TestDatabase } from "@/db/testing";
import { createEngineClient } from "./engine-client";
import { purgeEndedRuns } from "./retention";
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
  return createEngineClient({ id, signingKey: `signkey-test-${"9a".repeat(32)}`, pool: noPool, logger: SILENT });
}

async function noPool(): Promise<never> {
  throw new Error("Nothing is sent here while no engine runs.");
}

async function start(options: Omit<Parameters<typeof startTestEngine>[0], "databaseUrl">): Promise<TestEngine> {
  const engine = await startTestEngine({ ...options, databaseUrl: database.queueUrl });
  engines.push(engine);
  return engine;
}

describe("a function", () => {
  it.each([
    ["without checkpoints", { checkpointing: false }],
    ["that reports parallel steps one by one", { optimizeParallelism: false }],
    ["that runs for longer than one call may take", { checkpointing: { maxRuntime: 20 } }],
  ])("%s runs each step once", async (_, options) => {
    const id = `mode-${JSON.stringify(options).replace(/\W+/g, "-").toLowerCase()}`;
    const client = newClient(id);
    const ran: string[] = [];
    const fn = client.createFunction({ id: "f", ...options, triggers: [{ event: `${id}/go` }] }, async ({ step }) => {
      const work = (name: string) =>
        step.run(name, async () => {
          ran.push(name);
          await pause(15);
          return name;
        });
      const first = await work("a");
      const chain = async (name: string) => (await work(`${name}1`)) + (await work(`${name}2`));
      return [first, ...(await Promise.all([chain("b"), chain("c")])), await work("d")].join(" ");
    });
    const engine = await start({ client, functions: [fn] });
    await engine.send({ name: `${id}/go` });
    await engine.waitUntilIdle();
    expect((await engine.listRuns()).filter(({ fnId }) => fnId === `${id}-f`)).toMatchObject([
      { data: "a b1b2 c1c2 d" },
    ]);
    expect(ran.sort()).toEqual(["a", "b1", "b2", "c1", "c2", "d"]);
  });

  it("that is not registered any more fails its runs and says so", async () => {
    const client = newClient("removed");
    const removed = client.createFunction({ id: "f", triggers: [{ event: "removed/go" }] }, async ({ step }) => {
      await step.sleep("nap", "1s");
    });
    const kept = client.createFunction({ id: "kept", triggers: [{ event: "removed/other" }] }, async () => null);
    const before = await start({ client, functions: [removed] });
    await before.send({ name: "removed/go" });
    await vi.waitUntil(
      async () => (await before.listRuns()).some(({ state, fnId }) => state === "parked" && fnId === "removed-f"),
      { timeout: 15_000 },
    );
    await before.stop();
    engines = [];

    const after = await start({ client, functions: [kept] });
    await after.waitUntilIdle();
    expect((await after.listRuns()).find(({ fnId }) => fnId === "removed-f")).toMatchObject({
      state: "failed",
      error: { message: "Function removed-f is not registered any more." },
    });
  });
});

describe("retention", () => {
  it("deletes runs that ended long ago, and nothing else", async () => {
    const client = newClient("old");
    const fn = client.createFunction({ id: "f", triggers: [{ event: "old/go" }] }, ({ step }) =>
      step.run("one", () => 1),
    );
    const engine = await start({ client, functions: [fn] });
    await engine.send([{ name: "old/go" }, { name: "old/go" }]);
    await engine.waitUntilIdle();
    const [old, recent] = (await engine.listRuns()).filter(({ fnId }) => fnId === "old-f");
    const agedId = `00${old?.id.slice(2)}`;
    await engine.pool.query("update engine.steps set run_id = $2 where run_id = $1", [old?.id, agedId]);
    await engine.pool.query("update engine.runs set id = $2, ended_at = now() - interval '4 days' where id = $1", [
      old?.id,
      agedId,
    ]);

    expect(await purgeEndedRuns(engine.pool, 72)).toBe(1);
    expect((await engine.listRuns()).filter(({ fnId }) => fnId === "old-f").map(({ id }) => id)).toEqual([recent?.id]);
    const { rows } = await engine.pool.query("select run_id from engine.steps where run_id = any($1)", [
      [agedId, recent?.id],
    ]);
    expect(rows).toEqual([{ run_id: recent?.id }]);
  });
});
