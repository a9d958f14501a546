import { constants, setPriority } from "node:os";
import type { TaskList } from "graphile-worker";
import { Pool } from "pg";
import { getDatabase } from "@/db";
import { inngest } from "@/inngest/client";
import { createEngine } from "@/inngest/engine/engine";
import { createFunctions } from "@/inngest/functions";
import { createOutboxTask } from "@/inngest/outbox";
import { purgeFingerprints, reconcile } from "@/inngest/reconcile";
import { getEnv, makeEnvCheap } from "@/lib/env";
import { log } from "@/lib/log";
import { outliveLostConnections, sayReady, stopOnSignal, waitForGo } from "./supervised";

/** How long a lead shows no life before it is sent again: an Inngest server may have lost its event, the engine's are in our database. */
const IDLE_SECONDS = { server: 60, embedded: 600 };
/** The reconciler also says that the worker lives; fingerprints are cleaned up at night. */
const CRONTAB = ["* * * * * reconcile ?max=3", "17 3 * * * purge-fingerprints ?max=3"].join("\n");
/**
 * Jobs wait for a CRM most of the time, so that many share few connections. More would only crowd out the intake's: each is
 * a process that asks for the same processors.
 */
const CONNECTIONS_MAX = { queue: 6, app: 4 };

makeEnvCheap();
outliveLostConnections();
// SendPulse waits for the acknowledgement and nobody for a delivery: in a burst the web server goes first.
setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
const env = getEnv();
getDatabase({ max: CONNECTIONS_MAX.app });
await waitForGo();
const pool = new Pool({
  connectionString: env.DATABASE_QUEUE_URL,
  max: Math.min(env.WORKER_CONCURRENCY + 2, CONNECTIONS_MAX.queue),
  application_name: "leadbox-worker",
});
const noteLoss = (err: Error) => log.warn({ err }, "A connection to the database was lost");
pool.on("error", noteLoss).on("connect", (client) => client.on("error", noteLoss));

const sweep = async () => {
  const done = await reconcile({ idleSeconds: IDLE_SECONDS[env.INNGEST_MODE] });
  log.info(done, "worker alive");
};
const tasks: TaskList = {
  outbox: createOutboxTask(inngest),
  reconcile: sweep,
  "purge-fingerprints": async () => log.info({ purged: await purgeFingerprints() }, "fingerprints purged"),
};
const engine = createEngine({
  client: inngest,
  // On an Inngest server the functions run where /api/inngest is served; what stays here is handing leads over.
  functions: env.INNGEST_MODE === "embedded" ? createFunctions(inngest) : [],
  pool,
  concurrency: env.WORKER_CONCURRENCY,
  tasks,
  crontab: CRONTAB,
  log,
});
await engine.start();
stopOnSignal(async () => {
  await engine.stop();
  await Promise.all([pool.end(), getDatabase().close()]);
});
sayReady();
await sweep().catch((err: Error) => log.error({ err }, "The first sweep failed; the next one is due in a minute"));
