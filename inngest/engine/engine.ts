import { parseCronItems, parseCrontab, type TaskList } from "graphile-worker";
import type { Inngest, InngestFunction } from "inngest";
import type { Pool } from "pg";
import { cronItemsOf, toCronRun } from "./cron";
import { transportOf } from "./engine-client";
import { EventRouter } from "./event-router";
import { guardPool } from "./guard-pool";
import { createIngest } from "./ingest";
import { createQueueWorker, type QueueWorker } from "./queue-worker";
import { purgeEndedRuns, RETENTION_HOURS_MIN } from "./retention";
import { createRunJobs } from "./run-job";
import { createRunLedger } from "./run-ledger";
import { createRunStore } from "./run-store";
import { createSdkHandler } from "./sdk-handler";
import type { TimerPayload } from "./tasks";
import type { EngineLog } from "./types";

export type EngineOptions = {
  /** The client that the functions belong to, made by `createInngestClient` for the embedded mode. */
  client: Inngest.Any;
  /** None where an Inngest server runs them and this process runs `tasks` alone. */
  functions: readonly InngestFunction.Any[];
  /** Connections of the queue role; at least four. */
  pool: Pool;
  /** How many jobs run at a time in this process. */
  concurrency: number;
  /** Further tasks for the same queue. */
  tasks?: TaskList;
  /** Lines of a crontab (UTC) for those tasks. */
  crontab?: string;
  /** Factor on the delays between attempts; 0 tries again at once. */
  retryScale?: number;
  /** For how many hours ended runs are kept, and events that are sent again are recognised; at least 24. */
  retentionHours?: number;
  log: EngineLog;
};

export interface Engine {
  /** Checks what the functions declare, recovers what an earlier process left, and begins to work. */
  start(): Promise<void>;
  /** Ends in order: the steps that run come to their end, and their functions go on after the next start. */
  stop(): Promise<void>;
}

const PURGE_MS = 600_000;

/** Runs Inngest functions, and other tasks, on graphile-worker and PostgreSQL. Several processes may share a database. */
export function createEngine(options: EngineOptions): Engine {
  const {
    pool,
    functions,
    tasks = {},
    crontab = "",
    concurrency,
    log,
    retentionHours = RETENTION_HOURS_MIN * 3,
  } = options;
  let isStopping = false;
  let worker: QueueWorker | null = null;
  let purge: NodeJS.Timeout | undefined;
  let detach = () => {};

  return {
    async start() {
      isStopping = false;
      guardPool(pool, (error) => log.warn({ err: error }, "A connection of the queue broke"));
      const workerId = () => worker?.id() ?? "";
      const embedded =
        functions.length > 0 ? await connectFunctions(options, { workerId, isStopping: () => isStopping }) : null;
      worker = createQueueWorker({
        pool,
        tasks: { ...tasks, ...embedded?.tasks },
        cronItems: [...parseCrontab(crontab), ...parseCronItems(embedded?.cronItems ?? [])],
        concurrency,
        log,
      });
      await worker.start();
      detach = embedded?.attach() ?? detach;
      purge = setInterval(() => {
        purgeEndedRuns(pool, retentionHours).catch((error: Error) =>
          log.warn({ err: error }, "Old runs could not be deleted"),
        );
      }, PURGE_MS).unref();
    },
    async stop() {
      isStopping = true;
      clearInterval(purge);
      await worker?.stop();
      detach();
    },
  };
}

type Surroundings = { workerId: () => string; isStopping: () => boolean };

async function connectFunctions(
  { client, functions, pool, retryScale = 1, log }: EngineOptions,
  { workerId, isStopping }: Surroundings,
) {
  const transport = transportOf(client);
  const handler = createSdkHandler(client, functions);
  const list = await handler.readConfigs();
  const configs = new Map(list.map((config) => [config.id, config]));
  const gated = list.some(({ concurrency }) => concurrency.length > 0);
  const router = new EventRouter(list);
  const ledger = createRunLedger({ pool, router, configs, gated });
  const store = createRunStore({ pool, workerId, gated });
  const ingest = createIngest({ pool, router, ledger, gated });
  const jobs = createRunJobs({ pool, store, ledger, handler, configs, workerId, isStopping, retryScale, log });

  const tasks: TaskList = {
    "inngest-run": (payload, { job }) => jobs.continueRun(payload, { id: String(job.id), generation: job.attempts }),
    "inngest-step": (payload, { job }) => jobs.runStep(payload, { id: String(job.id), generation: job.attempts }),
    "inngest-wake": (payload: TimerPayload) => jobs.endWait(payload),
    "inngest-timeout": (payload: TimerPayload) => jobs.endWait(payload),
    "inngest-events": ({ events }) => ingest(events),
    "inngest-cron": (payload) => ledger.transaction((tx) => tx.startRuns(toCronRun(configs, payload))),
  };
  return {
    tasks,
    cronItems: cronItemsOf(list),
    attach: () => transport.attach({ storeEvents: ingest, checkpoint: jobs.checkpoint }),
  };
}
