import { Pool } from "pg";
import { inngest } from "@/inngest/client";
import { createEngine } from "@/inngest/engine/engine";
import { getEnv } from "@/lib/env";
import { log } from "@/lib/log";
import { sayReady, stopOnSignal, waitForGo } from "./supervised";

const env = getEnv();
await waitForGo();
const pool = new Pool({
  connectionString: env.DATABASE_QUEUE_URL,
  max: Math.max(6, env.WORKER_CONCURRENCY + 2),
  application_name: "leadbox-worker",
});
const noteLoss = (err: Error) => log.warn({ err }, "A connection to the database was lost");
pool.on("error", noteLoss).on("connect", (client) => client.on("error", noteLoss));
const engine = createEngine({
  client: inngest,
  functions: [],
  pool,
  concurrency: env.WORKER_CONCURRENCY,
  retryScale: env.RETRY_SCALE,
  log,
});
await engine.start();
stopOnSignal(async () => {
  await engine.stop();
  await pool.end();
});
sayReady();
