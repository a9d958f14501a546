import { setTimeout as pause } from "node:timers/promises";
import pg from "pg";
import { createEngine } from "./engine";
import { createEngineClient } from "./engine-client";

/**
 * A worker process for `crash.db.test.ts`: runs functions until it is killed. Each step returns a number of its own
 * making, so that a result which was memoised and one which was made again are told apart.
 */
const pool = new pg.Pool({ connectionString: process.argv[2], max: 10 });
const silent = { info() {}, warn() {}, error() {}, debug() {} };
const client = createEngineClient({
  id: "crash",
  signingKey: `signkey-test-${"56".repeat(32)}`,
  pool: async () => pool,
  logger: silent,
});

const work = async () => {
  await pause(Math.random() * 20);
  return Math.random();
};

const sequence = client.createFunction({ id: "sequence", triggers: [{ event: "crash/lead" }] }, async ({ step }) => {
  const results: number[] = [];
  for (const id of ["map", "match", "contact", "deal"]) results.push(await step.run(id, work));
  return results;
});

const gated = client.createFunction(
  {
    id: "gated",
    concurrency: [
      { limit: 1, key: "event.data.person" },
      { limit: 6, key: "event.data.connection" },
    ],
    throttle: { limit: 100, period: "1s", burst: 20, key: "event.data.connection" },
    triggers: [{ event: "crash/lead" }],
  },
  async ({ step }) => {
    const first = await step.run("map", work);
    const both = await Promise.all([step.run("contact", work), step.run("deal", work)]);
    return [first, ...both, await step.run("task", work)];
  },
);

const engine = createEngine({
  client,
  functions: [sequence, gated],
  pool,
  concurrency: 16,
  retryScale: 0,
  log: silent,
});
await engine.start();
process.stdout.write("started\n");
