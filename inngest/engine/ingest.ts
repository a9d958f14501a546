import type { Pool } from "pg";
import { createBatcher } from "@/lib/batcher";
import type { EventRouter } from "./event-router";
import { matches } from "./expression";
import type { RunLedger } from "./run-ledger";
import type { EngineEvent } from "./types";

/**
 * Takes events in: starts runs, wakes those that wait for the event, and cancels those that it cancels. When it returns,
 * that is committed. Events that are sent again change nothing.
 */
export type Ingest = (events: EngineEvent[]) => Promise<void>;

export function createIngest({
  pool,
  router,
  ledger,
  gated,
}: {
  pool: Pool;
  router: EventRouter;
  ledger: RunLedger;
  gated: boolean;
}): Ingest {
  const ingest = createBatcher(async (groups: EngineEvent[][]) => {
    const events = groups.flat();
    const specs = events.flatMap((event) => router.route(event));
    const { rows } = await pool.query<{ waits: boolean }>({
      name: "engine-ingest",
      text: "select engine.start_runs($1, $2), exists (select from engine.steps where not done and event_name = any($3)) as waits",
      values: [JSON.stringify(specs), gated, [...new Set(events.map(({ name }) => name))]],
    });
    const isAwaited = rows[0]?.waits === true;
    for (const event of events) {
      if (isAwaited) await wakeWaiting(ledger, event);
      if (router.cancelsOf(event.name).length > 0) await cancelRuns({ ledger, router, event });
    }
    return groups.map(() => undefined);
  });
  return (events) => ingest(events);
}

async function wakeWaiting(ledger: RunLedger, event: EngineEvent): Promise<void> {
  await ledger.transaction(async (tx) => {
    const { rows } = await tx.db.query<{ run_id: string; id: string; expression: string | null; event: string }>(
      `select s.run_id, s.id, s.expression, r.event from engine.steps s join engine.runs r on r.id = s.run_id
       where s.event_name = $1 and not s.done`,
      [event.name],
    );
    for (const wait of rows) {
      const trigger = JSON.parse(wait.event) as EngineEvent;
      if (trigger.id === event.id || !matches(wait.expression, { event: trigger, async: event })) continue;
      await tx.finishStep({ runId: wait.run_id, stepId: wait.id, memo: { data: event } });
    }
  });
}

async function cancelRuns({
  ledger,
  router,
  event,
}: {
  ledger: RunLedger;
  router: EventRouter;
  event: EngineEvent;
}): Promise<void> {
  await ledger.transaction(async (tx) => {
    for (const { config, match } of router.cancelsOf(event.name)) {
      const { rows } = await tx.db.query<{ id: string; event: string; age_ms: number }>(
        `select id, event, extract(epoch from now() - created_at)::float8 * 1000 as age_ms
         from engine.runs where fn_id = $1 and cancellable and ended_at is null`,
        [config.id],
      );
      for (const run of rows) {
        const trigger = JSON.parse(run.event) as EngineEvent;
        if (trigger.id === event.id || run.age_ms > (match.timeoutMs ?? Number.POSITIVE_INFINITY)) continue;
        if (matches(match.if, { event: trigger, async: event })) await tx.endRun(run.id, { state: "cancelled" });
      }
    }
  });
}
