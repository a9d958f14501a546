import { randomUUID } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { Inngest } from "inngest";
import { serve } from "inngest/node";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { createTestDatabase } from "@/db/testing";
import { getEnv } from "@/lib/env";
import { createEngineClient } from "./engine-client";
import { CANCELLED_NAP_MS, createParityFunctions, Journal, PARITY_OUTCOMES } from "./parity-functions";
import { startTestEngine, type TestEngine } from "./test-harness";

type Backend = { send: Inngest["send"]; stop(): Promise<void> };

const APP_ID = "parity";
const SILENT = { info() {}, warn() {}, error() {}, debug() {} };
const { INNGEST_BASE_URL } = getEnv();

describe("on the embedded engine", () => describeParity(startEmbedded));

// What the outcomes were taken from. It must be able to reach this machine's loopback address.
describe.skipIf(!INNGEST_BASE_URL)("on the Inngest server that INNGEST_BASE_URL names", () =>
  describeParity(startOnServer),
);

function describeParity(start: (journal: Journal) => Promise<Backend>): void {
  const journal = new Journal();
  let backend: Backend;

  beforeAll(async () => {
    backend = await start(journal);
    const tag = randomUUID();
    await cancelOne(backend, journal, tag);
    // What must not happen would have happened then.
    const past = pause(CANCELLED_NAP_MS + 1_500);
    await sendAll(backend, tag);
    while (!isDone(journal)) await answer(backend, tag);
    await past;
  }, 60_000);

  afterAll(() => backend.stop());

  it.each(Object.entries(PARITY_OUTCOMES))("%s", (name, outcome) => {
    expect(journal.outcomes[name]).toEqual(outcome);
  });

  it("runs each step of a parallel function once", () => {
    const chains = ["x", "y"].flatMap((chain) => [0, 1, 2].map((i) => `chain ${chain} ${i}`));
    const counts = ["parallel 1", "parallel 2", "parallel 3", ...chains].map((what) => journal.countOf(what));
    expect(new Set(counts)).toEqual(new Set([1]));
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
}

function isDone(journal: Journal): boolean {
  return Object.keys(PARITY_OUTCOMES).every((name) => name in journal.outcomes) && journal.countOf("crowd") === 8;
}

async function startEmbedded(journal: Journal): Promise<Backend> {
  const database = await createTestDatabase();
  const pool = async () => engine.pool;
  const client = createEngineClient({
    id: APP_ID,
    signingKey: `signkey-test-${"ab".repeat(32)}`,
    pool,
    logger: SILENT,
  });
  const functions = createParityFunctions(client, journal);
  const engine: TestEngine = await startTestEngine({
    client,
    functions,
    databaseUrl: database.queueUrl,
    retryScale: 0,
  });
  return {
    send: engine.send,
    async stop() {
      await engine.stop();
      await database.drop();
    },
  };
}

async function startOnServer(journal: Journal): Promise<Backend> {
  const client = new Inngest({ id: APP_ID, logger: SILENT });
  const server = createServer(serve({ client, functions: createParityFunctions(client, journal) }));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const synced = await fetch(`http://127.0.0.1:${port}/api/inngest`, { method: "PUT" });
  if (!synced.ok) throw new Error(`The Inngest server did not take the functions: ${await synced.text()}`);
  return {
    send: (payload) => client.send(payload),
    stop: () => new Promise((resolve) => void server.close(() => resolve())),
  };
}

async function cancelOne({ send }: Backend, journal: Journal, tag: string): Promise<void> {
  await send({ name: "parity/cancelled", data: { tag } });
  await vi.waitUntil(() => journal.countOf("cancelled before") > 0, { timeout: 10_000 });
  await pause(300);
  await send({ name: "parity/cancel", data: { tag } });
}

/** Again and again, as nobody tells when the function has begun to wait. */
async function answer({ send }: Backend, tag: string): Promise<void> {
  await pause(500);
  await send({ name: "parity/answer", data: { tag: "another", value: "no" } });
  await send({ name: "parity/answer", data: { tag, value: "hi" } });
}

/** The tag is new each time, since a server remembers what earlier tests sent. */
async function sendAll({ send }: Backend, tag: string): Promise<void> {
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
    "sender",
  ];
  for (const name of names) await send({ name: `parity/${name}`, data: { tag } });
  await send({ name: "parity/repeated", data: { tag: "first" } });
  await send({ name: "parity/picky", data: { n: 5 } });
  await send({ name: "parity/picky", data: { n: 11 } });
  await send([1, 2, 3].map(() => ({ name: "parity/once", data: { key: tag } })));
  for (let i = 0; i < 2; i++) await send({ id: `twice-${tag}`, name: "parity/repeated", data: { tag: "twice" } });
  await send(Array.from({ length: 8 }, () => ({ name: "parity/crowd", data: { group: tag } })));
}
