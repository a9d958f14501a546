import type { Pool } from "pg";
import { createBatcher } from "@/lib/batcher";
import type { LoadedRun } from "./types";

type MemoisedStep = { runId: string; turn: number; stepId: string; memo: string };
type CompletedRun = { runId: string; turn: number; outcome: string };

/** The statements of a run's ordinary way. Concurrent calls share a statement, and so a round trip and a commit. */
export interface RunStore {
  load(runId: string): Promise<LoadedRun | null>;
  /** Lets a parked run whose time has come go on; false where it queues for its concurrency slots instead. */
  enter(run: { runId: string; turn: number }): Promise<boolean>;
  /** Memoises finished steps; false when this worker, or this job, may no longer write. */
  checkpoint(steps: MemoisedStep[]): Promise<boolean>;
  /** Ends a run as completed; false when this worker, or this job, may no longer write. */
  complete(run: CompletedRun): Promise<boolean>;
}

export function createRunStore({
  pool,
  workerId,
  gated,
}: {
  pool: Pool;
  workerId: () => string;
  gated: boolean;
}): RunStore {
  const load = createBatcher(async (ids: string[]) => {
    const { rows } = await pool.query<RunRow>({ name: "engine-load", text: LOAD, values: [ids] });
    const byId = new Map(rows.map((row) => [row.id, row]));
    return ids.map((id) => toLoadedRun(byId.get(id)));
  });

  const enter = createBatcher(async (runs: { runId: string; turn: number }[]) => {
    const values = [workerId(), runs.map(({ runId }) => runId), runs.map(({ turn }) => turn), gated];
    const { rows } = await pool.query<{ id: string }>({ name: "engine-enter", text: ENTER, values });
    const entered = new Set(rows.map(({ id }) => id));
    return runs.map(({ runId }) => entered.has(runId));
  });

  const checkpoint = createBatcher(async (groups: MemoisedStep[][]) => {
    const steps = groups.flat();
    const values = [
      workerId(),
      steps.map(({ runId }) => runId),
      steps.map(({ turn }) => turn),
      steps.map(({ stepId }) => stepId),
      steps.map(({ memo }) => memo),
    ];
    const { rows } = await pool.query<{ id: string }>({ name: "engine-checkpoint", text: CHECKPOINT, values });
    const accepted = new Set(rows.map(({ id }) => id));
    return groups.map((group) => group.every(({ runId }) => accepted.has(runId)));
  });

  const complete = createBatcher(async (runs: CompletedRun[]) => {
    const values = [
      workerId(),
      runs.map(({ runId }) => runId),
      runs.map(({ turn }) => turn),
      runs.map(({ outcome }) => outcome),
      gated,
    ];
    const { rows } = await pool.query<{ id: string }>({ name: "engine-complete", text: COMPLETE, values });
    const accepted = new Set(rows.map(({ id }) => id));
    return runs.map(({ runId }) => accepted.has(runId));
  });

  return { load, enter, checkpoint, complete };
}

const LOAD = `
select r.id, r.fn_id, r.event, r.state, r.turn, r.attempt, r.force_plan, r.parent_run, r.parent_step, s.ids, s.memos
from unnest($1::text[]) as wanted(id)
join engine.runs r on r.id = wanted.id
left join lateral (
  select array_agg(id order by seq) as ids, array_agg(memo order by seq) as memos
  from engine.steps where run_id = r.id and done) s on true`;

const ENTER = "select engine.enter($1, $2::text[], $3::int[], $4) as id";

const CHECKPOINT = "select engine.checkpoint($1, $2::text[], $3::int[], $4::text[], $5::text[]) as id";

const COMPLETE = "select engine.complete_runs($1, $2::text[], $3::int[], $4::text[], $5) as id";

type RunRow = {
  id: string;
  fn_id: string;
  event: string;
  state: LoadedRun["state"];
  turn: number;
  attempt: number;
  force_plan: boolean;
  parent_run: string | null;
  parent_step: string | null;
  ids: string[] | null;
  memos: string[] | null;
};

function toLoadedRun(row: RunRow | undefined): LoadedRun | null {
  if (!row) return null;
  return {
    id: row.id,
    fnId: row.fn_id,
    event: row.event,
    state: row.state,
    turn: row.turn,
    attempt: row.attempt,
    forcePlan: row.force_plan,
    parentRun: row.parent_run,
    parentStep: row.parent_step,
    steps: (row.ids ?? []).map((id, i) => ({ id, memo: row.memos?.[i] ?? "null" })),
  };
}
