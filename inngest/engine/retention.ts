import type { Pool } from "pg";
import { ulidAt } from "./ulid";

const BATCH = 1_000;
const HOUR_MS = 3_600_000;
/** The shortest time for which an event that is sent again must be recognised. */
export const RETENTION_HOURS_MIN = 24;

/**
 * Deletes runs that ended, with their steps, once they are older than this many hours; with them goes the memory that
 * recognises an event sent again. Small batches, so that nothing waits for it.
 */
export async function purgeEndedRuns(pool: Pool, hours: number): Promise<number> {
  const before = ulidAt(Date.now() - Math.max(hours, RETENTION_HOURS_MIN) * HOUR_MS);
  let purged = 0;
  for (let deleted = BATCH; deleted === BATCH; purged += deleted) {
    const { rows } = await pool.query<{ n: number }>(PURGE, [before, BATCH]);
    deleted = rows[0]?.n ?? 0;
  }
  await pool.query("delete from engine.throttles where next_at < now() - interval '1 day'");
  return purged;
}

// The age of a run is in its id; a run that began long ago but ended lately stays for as long again.
const PURGE = `
with old as (
  select id from engine.runs
  where id < $1 and ended_at < now() - interval '${RETENTION_HOURS_MIN} hours' order by id limit $2),
steps as (delete from engine.steps s using old where s.run_id = old.id),
runs as (delete from engine.runs r using old where r.id = old.id returning 1)
select count(*)::int as n from runs`;
