import { randomInt } from "node:crypto";
import type { Pool, PoolClient } from "pg";
import type { EngineLog } from "./types";

/** A worker's right to write. It holds while the worker's connection holds an advisory lock and its heart beats. */
export interface Lease {
  /** False once another worker has declared this one lost; its jobs are then given to others. */
  beat(): Promise<boolean>;
  release(): Promise<void>;
}

const LOCK_CLASS = 7_310_578;
const SILENT_SECONDS_MAX = 45;
const UNKNOWN_SECONDS_MAX = 60;

/** Registers a worker under the id by which the queue knows it. `onLost` is called when its connection breaks. */
export async function takeLease(pool: Pool, workerId: string, onLost: () => void): Promise<Lease> {
  const client: PoolClient = await pool.connect();
  let isReleased = false;
  client.on("error", () => {
    if (!isReleased) onLost();
  });
  const lockKey = randomInt(1, 2 ** 31 - 1);
  await client.query("select pg_advisory_lock($1, $2)", [LOCK_CLASS, lockKey]);
  await client.query("insert into engine.workers (id, lock_key) values ($1, $2)", [workerId, lockKey]);

  return {
    async beat() {
      const { rowCount } = await client.query("update engine.workers set beat_at = now() where id = $1", [workerId]);
      return rowCount === 1;
    },
    async release() {
      isReleased = true;
      try {
        await client.query("delete from engine.workers where id = $1", [workerId]);
      } finally {
        // Closing the connection frees the advisory lock, whatever state it is in.
        client.release(true);
      }
    },
  };
}

/**
 * Gives the jobs of lost workers back to the queue and takes their right to write away, in one transaction. A worker is
 * lost when its lock is free, because its connection ended, or when it has been silent for too long, or is not registered.
 */
export async function recoverLostWorkers(pool: Pool, log: EngineLog): Promise<void> {
  const { rows } = await pool.query<{ id: string }>(RECOVER, [LOCK_CLASS, SILENT_SECONDS_MAX, UNKNOWN_SECONDS_MAX]);
  if (rows.length > 0)
    log.warn({ workers: rows.map(({ id }) => id) }, "Workers were lost; their jobs go back to the queue");
}

const RECOVER = `
with lost as (
  delete from engine.workers
  where beat_at < now() - make_interval(secs => $2) or pg_try_advisory_xact_lock($1, lock_key::int)
  returning id),
unknown as (
  select distinct locked_by as id from graphile_worker.jobs j
  where locked_at < now() - make_interval(secs => $3)
    and not exists (select from engine.workers w where w.id = j.locked_by)),
gone as (select id from lost union select id from unknown)
select id, graphile_worker.force_unlock_workers(array[id]) from gone`;
