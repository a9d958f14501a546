import { setTimeout as pause } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "@/db/testing";
import { createEngineClient } from "./engine-client";
import { startTestEngine, type TestEngine } from "./test-harness";

describe("concurrency keys", () => {
  let database: TestDatabase;
  let engine: TestEngine;
  const client = createEngineClient({
    id: "keys",
    signingKey: `signkey-test-${"ef".repeat(32)}`,
    pool: async () => engine.pool,
  });

  beforeEach(async () => {
    database = await createTestDatabase();
  });
  afterEach(async () => {
    await engine.stop();
    await database.drop();
  });

  it("hold both rules at once, and keep the order of a person's events", async () => {
    const active = new Map<string, number>();
    const most = new Map<string, number>();
    const order = new Map<string, number[]>();
    const change = (key: string, by: number) => {
      active.set(key, (active.get(key) ?? 0) + by);
      most.set(key, Math.max(most.get(key) ?? 0, active.get(key) ?? 0));
    };
    const deliver = client.createFunction(
      {
        id: "deliver",
        concurrency: [
          { limit: 1, key: "event.data.person" },
          { limit: 3, key: "event.data.connection" },
        ],
        triggers: [{ event: "keys/lead" }],
      },
      async ({ event, step }) => {
        const { person, connection, n } = event.data;
        for (const id of ["one", "two"]) {
          await step.run(id, async () => {
            for (const key of [person, connection]) change(key, 1);
            if (id === "one") order.set(person, [...(order.get(person) ?? []), n]);
            await pause(3);
            for (const key of [person, connection]) change(key, -1);
          });
        }
      },
    );
    engine = await startTestEngine({ client, functions: [deliver], databaseUrl: database.queueUrl, concurrency: 20 });
    const leads = Array.from({ length: 120 }, (_, n) => ({
      n,
      person: `person ${n % 15}`,
      connection: `connection ${n % 3}`,
    }));
    for (let from = 0; from < leads.length; from += 10) {
      await engine.send(leads.slice(from, from + 10).map((data) => ({ name: "keys/lead", data })));
    }
    await engine.waitUntilIdle();

    expect([...most].filter(([key]) => key.startsWith("person")).map(([, n]) => n)).toEqual(Array(15).fill(1));
    expect([...most].filter(([key]) => key.startsWith("connection")).map(([, n]) => n)).toEqual(Array(3).fill(3));
    for (const numbers of order.values()) expect(numbers).toEqual([...numbers].sort((a, b) => a - b));
    expect((await engine.listRuns()).every(({ state }) => state === "completed")).toBe(true);
  });

  it("are free while a run sleeps or backs off, as on the server", async () => {
    const ended: string[] = [];
    const slow = client.createFunction(
      { id: "slow", concurrency: { limit: 1, key: "event.data.person" }, triggers: [{ event: "keys/slow" }] },
      async ({ event, step }) => {
        if (event.data.sleeps) await step.sleep("nap", "1s");
        ended.push(event.data.name);
      },
    );
    engine = await startTestEngine({ client, functions: [slow], databaseUrl: database.queueUrl });
    await engine.send({ name: "keys/slow", data: { person: "p", name: "sleeper", sleeps: true } });
    await engine.send({ name: "keys/slow", data: { person: "p", name: "next" } });
    await engine.waitUntilIdle();
    expect(ended).toEqual(["next", "sleeper"]);
  });

  it("give way to a higher priority first", async () => {
    const ended: number[] = [];
    let finish = () => {};
    const held = new Promise<void>((resolve) => {
      finish = resolve;
    });
    const ranked = client.createFunction(
      { id: "ranked", concurrency: 1, priority: { run: "event.data.rank" }, triggers: [{ event: "keys/ranked" }] },
      async ({ event, step }) => {
        await step.run("work", () => held);
        ended.push(event.data.rank);
      },
    );
    engine = await startTestEngine({ client, functions: [ranked], databaseUrl: database.queueUrl });
    await engine.send({ name: "keys/ranked", data: { rank: 0 } });
    await engine.send([10, 300, -10].map((rank) => ({ name: "keys/ranked", data: { rank } })));
    finish();
    await engine.waitUntilIdle();
    expect(ended).toEqual([0, 300, 10, -10]);
  });

  it("leave nothing behind for the many persons who came once", async () => {
    const once = client.createFunction(
      { id: "once", concurrency: { limit: 1, key: "event.data.person" }, triggers: [{ event: "keys/once" }] },
      async () => null,
    );
    engine = await startTestEngine({ client, functions: [once], databaseUrl: database.queueUrl });
    await engine.send(Array.from({ length: 300 }, (_, n) => ({ name: "keys/once", data: { person: n } })));
    await engine.waitUntilIdle();
    const { rows } = await engine.pool.query(
      "select count(*)::int as open, (select count(*)::int from graphile_worker._private_job_queues) as queues from engine.runs where ended_at is null",
    );
    expect(rows).toEqual([{ open: 0, queues: 0 }]);
  });
});
