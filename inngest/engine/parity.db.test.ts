import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { createTestDatabase, type TestDatabase } from "@/db/testing";
import { createEngineClient } from "./engine-client";
import { createParityFunctions, Journal, PARITY_OUTCOMES } from "./parity-functions";
import { startTestEngine, type TestEngine } from "./test-harness";

describe("functions end on the embedded engine as on an Inngest server", () => {
  const journal = new Journal();
  let database: TestDatabase;
  let engine: TestEngine;

  beforeAll(async () => {
    database = await createTestDatabase();
    const pool = async () => engine.pool;
    const client = createEngineClient({
      id: "parity",
      signingKey: `signkey-test-${"ab".repeat(32)}`,
      pool,
      logger: SILENT,
    });
    engine = await startTestEngine({
      client,
      functions: createParityFunctions(client, journal),
      databaseUrl: database.queueUrl,
    });
    await sendAll(engine);
    await engine.waitUntilIdle();
    // What waits for an event alone counts as idle; this wait ends by its time limit.
    await vi.waitUntil(() => "race" in journal.outcomes, 10_000);
  });

  afterAll(async () => {
    await engine.stop();
    await database.drop();
  });

  it.each(Object.entries(PARITY_OUTCOMES))("%s", (name, outcome) => {
    expect(journal.outcomes[name]).toEqual(outcome);
  });

  it("runs each step of a parallel function once", () => {
    const counts = [
      "parallel 1",
      "parallel 2",
      "parallel 3",
      ...["x", "y"].flatMap((c) => [0, 1, 2].map((i) => `chain ${c} ${i}`)),
    ];
    expect(counts.map((what) => journal.countOf(what))).toEqual(counts.map(() => 1));
  });

  it("cancels a run by an event that matches", () => {
    expect(journal.countOf("cancelled before")).toBe(1);
    expect(journal.outcomes.cancelled).toBeUndefined();
  });

  it("starts nothing where the trigger's condition does not hold", () => {
    expect(journal.outcomes["picky 5"]).toBeUndefined();
  });

  it("starts one run for one idempotency key", () => {
    expect(journal.countOf("once")).toBe(1);
  });

  it("starts one run for an event id that is sent twice", () => {
    expect(journal.countOf("repeated twice 0")).toBe(1);
    expect(journal.outcomes["repeated twice"]).toBe(10);
  });

  it("runs no more at a time than a concurrency key allows", () => {
    expect(journal.countOf("crowd")).toBe(8);
    expect(journal.activeMax).toBe(2);
  });
});

const SILENT = { info() {}, warn() {}, error() {}, debug() {} };

async function sendAll({ send }: TestEngine): Promise<void> {
  const names = [
    "parallel",
    "chains",
    "race",
    "quick-race",
    "sleeper",
    "waiter",
    "impatient",
    "invoker",
    "flaky",
    "caught",
    "hopeless",
    "thrower",
    "cancelled",
    "sender",
  ];
  for (const name of names) await send({ name: `parity/${name}`, data: { tag: "mine" } });
  await send({ name: "parity/repeated", data: { tag: "first" } });
  await send({ name: "parity/picky", data: { n: 5 } });
  await send({ name: "parity/picky", data: { n: 11 } });
  await send([1, 2, 3].map(() => ({ name: "parity/once", data: { key: "same" } })));
  for (let i = 0; i < 2; i++) await send({ id: "sent-twice", name: "parity/repeated", data: { tag: "twice" } });
  await send(Array.from({ length: 8 }, () => ({ name: "parity/crowd", data: { group: "a" } })));

  await pause(500);
  await send({ name: "parity/answer", data: { tag: "other", value: "no" } });
  await send({ name: "parity/answer", data: { tag: "mine", value: "hi" } });
  await send({ name: "parity/cancel", data: { tag: "mine" } });
}
