import type { Sql } from "postgres";
import { getDatabase } from "@/db";
import { RUN_LIFE_SECONDS } from "@/lib/delivery/run-life";

/** What one sweep did, in numbers. */
export type Reconciled = { resent: number; released: number; ended: number };

/** How many leads of each kind one sweep takes: the rest is taken by the next. */
const LEADS_MAX = 1_000;

/**
 * Finds leads that nobody is going to work on any more, in all accounts, and puts them back on their way: the event was lost
 * between a crash and the next start, or by an Inngest server that forgot it. Harmless for a lead that is on its way.
 *
 * `idleSeconds`: how long a lead has to show no life. The embedded engine keeps its events in the same database as
 * the leads, and loses none; an Inngest server may.
 */
export async function reconcile({
  idleSeconds,
  lifeSeconds = RUN_LIFE_SECONDS,
  client = getDatabase().client,
}: {
  idleSeconds: number;
  lifeSeconds?: number;
  client?: Sql;
}): Promise<Reconciled> {
  const [row] = await client<Reconciled[]>`
    select door.release_mended_leads(${LEADS_MAX}) as released, door.end_unidentified_leads(${LEADS_MAX}) as ended,
      door.resend_stuck_leads(now() - make_interval(secs => ${idleSeconds}), now() - make_interval(secs => ${lifeSeconds}),
        ${LEADS_MAX}) as resent`;
  return row ?? { resent: 0, released: 0, ended: 0 };
}

/** Forgets the fingerprints of events older than a day: repeats are looked for within minutes. */
export async function purgeFingerprints(client: Sql = getDatabase().client): Promise<number> {
  const [row] = await client<{ purged: number }[]>`
    select door.purge_fingerprints(now() - interval '1 day') as purged`;
  return row?.purged ?? 0;
}
