import { EventEmitter } from "node:events";
import { Logger, type ParsedCronItem, type Runner, run, type TaskList, type WorkerEvents } from "graphile-worker";
import type { Pool } from "pg";
import { type Lease, recoverLostWorkers, takeLease } from "./lease";
import type { EngineLog } from "./types";

/** A graphile-worker runner that holds a lease, and that begins anew under another name when it lost it. */
export interface QueueWorker {
  /** The name under which this worker may write now. */
  id(): string;
  start(): Promise<void>;
  /** Takes no further jobs and waits for those that run. */
  stop(): Promise<void>;
}

export type QueueWorkerOptions = {
  pool: Pool;
  tasks: TaskList;
  cronItems: ParsedCronItem[];
  concurrency: number;
  log: EngineLog;
};

const SWEEP_MS = 15_000;
const BEAT_MS = 5_000;
const NEVER_MS = 2_000_000_000;

type Session = { id: string; runner: Runner; lease: Promise<Lease> };

export function createQueueWorker({ pool, tasks, cronItems, concurrency, log }: QueueWorkerOptions): QueueWorker {
  const timers: NodeJS.Timeout[] = [];
  let session: Session | null = null;
  let replacing: Promise<void> | null = null;
  let isStopped = true;

  async function open(): Promise<void> {
    const events: WorkerEvents = new EventEmitter();
    let id = "";
    let lease: Promise<Lease> | null = null;
    events.once("pool:create", ({ workerPool }) => {
      id = workerPool.id;
      lease = takeLease(pool, id, () => void replace());
      lease.catch((error: Error) => log.error({ err: error }, "The worker could not register itself"));
    });
    const runner = await run(
      {
        pgPool: pool,
        noHandleSignals: true,
        events,
        preset: {
          worker: {
            concurrentJobs: concurrency,
            pollInterval: 500,
            localQueue: { size: concurrency + 1 },
            completeJobBatchDelay: 1,
            failJobBatchDelay: 1,
            // The locks of a lost worker end with its lease, not by age.
            minResetLockedInterval: NEVER_MS,
            maxResetLockedInterval: NEVER_MS,
            logger: toGraphileLogger(log),
          },
        },
      },
      registeredFirst(tasks, () => lease),
      cronItems,
    );
    runner.promise.catch((error: Error) => log.error({ err: error }, "The queue's runner ended with an error"));
    if (lease === null) throw new Error("graphile-worker made no worker pool.");
    session = { id, runner, lease };
    try {
      await lease;
    } catch (error) {
      await close();
      throw error;
    }
  }

  async function close(): Promise<void> {
    const closing = session;
    if (!closing) return;
    await closing.runner
      .stop()
      .catch((error: Error) => log.warn({ err: error }, "The queue's runner did not stop in order"));
    await closing.lease
      .then((lease) => lease.release())
      .catch((error: Error) => log.warn({ err: error }, "The lease was lost"));
    // Not before: what still ran wrote, or was refused, under this name.
    session = null;
  }

  /** What the lost session still runs may not write any more: it only has to come to its end. */
  function replace(): Promise<void> {
    replacing ??= (async () => {
      if (isStopped) return;
      log.error({ worker: session?.id }, "This worker was declared lost or lost its connection; it begins anew");
      await close();
      while (!isStopped) {
        try {
          await recoverLostWorkers(pool, log);
          return await open();
        } catch (error) {
          log.error({ err: error }, "The worker could not begin anew; it tries again");
          await new Promise((resolve) => setTimeout(resolve, SWEEP_MS / 5));
        }
      }
    })().finally(() => {
      replacing = null;
    });
    return replacing;
  }

  async function beat(): Promise<void> {
    const lease = await session?.lease;
    if (lease && !(await lease.beat())) await replace();
  }

  function every(ms: number, work: () => Promise<void>, what: string): void {
    const timer = setInterval(() => {
      work().catch((error: Error) => log.warn({ err: error }, what));
    }, ms);
    timers.push(timer.unref());
  }

  return {
    id: () => session?.id ?? "",
    async start() {
      isStopped = false;
      await recoverLostWorkers(pool, log);
      await open();
      every(BEAT_MS, beat, "A heartbeat failed");
      every(SWEEP_MS, () => recoverLostWorkers(pool, log), "The search for lost workers failed");
    },
    async stop() {
      isStopped = true;
      await replacing;
      // The heart beats until the last step is done, however long that takes.
      await close();
      for (const timer of timers.splice(0)) clearInterval(timer);
    },
  };
}

/** A job may come before its worker is registered; it waits until then. */
function registeredFirst(tasks: TaskList, lease: () => Promise<Lease> | null): TaskList {
  const wrapped: TaskList = {};
  for (const [name, task] of Object.entries(tasks)) {
    if (!task) continue;
    wrapped[name] = async (payload: unknown, helpers) => {
      await lease();
      return task(payload, helpers);
    };
  }
  return wrapped;
}

/** The queue's own messages: its failures name a job and its error; its advice on settings is no warning. */
function toGraphileLogger(log: EngineLog): Logger {
  return new Logger((scope) => (level, message) => {
    const fields = { label: scope.label, task: scope.taskIdentifier };
    if (level === "error") log.error(fields, message);
    else if (level === "warning") log.info(fields, message);
  });
}
