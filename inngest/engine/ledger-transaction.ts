import type { PoolClient } from "pg";
import { type EventRouter, type RunSpec, toRunSpec } from "./event-router";
import type { FunctionConfig } from "./function-config";
import type { EngineEvent, SerializedError, StepMemo } from "./types";
import { ulid } from "./ulid";

export type RunEnd =
  | { state: "completed"; data: unknown }
  | { state: "failed"; error: SerializedError }
  | { state: "cancelled" };

export type PendingStep = {
  runId: string;
  stepId: string;
  op: string;
  race: boolean;
  eventName: string | null;
  expression: string | null;
};

export type Timer = { key: string; runId: string; stepId: string; kind: string; delayMs: number };

export type LockedRun = {
  id: string;
  fn_id: string;
  event: string;
  turn: number;
  state: string;
  force_plan: boolean;
  parent_run: string | null;
  parent_step: string | null;
};

const JOB_ATTEMPTS_MAX = 1_000;
const FAILED_EVENT = "inngest/function.failed";
const INVOKED_EVENT = "inngest/function.invoked";

/** One transaction over runs and their steps. Nothing of it is visible to others before it ends. */
export class LedgerTransaction {
  constructor(
    readonly db: PoolClient,
    private readonly router: EventRouter,
    private readonly configs: ReadonlyMap<string, FunctionConfig>,
    private readonly gated: boolean,
  ) {}

  /** Locks a run; null when it has ended or does not exist. */
  async lockRun(runId: string): Promise<LockedRun | null> {
    const { rows } = await this.db.query<LockedRun>(
      `select id, fn_id, event, turn, state, force_plan, parent_run, parent_step
       from engine.runs where id = $1 and ended_at is null for update`,
      [runId],
    );
    return rows[0] ?? null;
  }

  /** Memoises a pending step and goes on with its run when nothing else of it is pending. */
  async finishStep({ runId, stepId, memo }: { runId: string; stepId: string; memo: StepMemo }): Promise<void> {
    const run = await this.lockRun(runId);
    if (!run) return;
    const { rows } = await this.db.query<{ op: string; race: boolean }>(
      `update engine.steps set done = true, memo = $3, event_name = null, expression = null,
         seq = default
       where run_id = $1 and id = $2 and not done returning op, race`,
      [runId, stepId, JSON.stringify(memo)],
    );
    const step = rows[0];
    if (!step) return;
    if (step.op !== "run") await this.db.query("select graphile_worker.remove_job($1)", [timerKey(runId, stepId)]);
    // What lost a race is left pending, and holds up nothing but the end of its run.
    const { pending, awaited } = await this.countPending(runId);
    if (awaited > 0 && !step.race) return;
    await this.resume({ runId, attempt: 0, forcePlan: pending > 0 });
  }

  /** Enqueues a run's continuation, now or after a delay during which it holds no concurrency slot. */
  async resume({
    runId,
    attempt,
    forcePlan,
    delayMs,
  }: {
    runId: string;
    attempt: number;
    forcePlan: boolean;
    delayMs?: number;
  }): Promise<void> {
    await this.db.query("select engine.resume($1, $2, $3, make_interval(secs => $4::float8))", [
      runId,
      attempt,
      forcePlan,
      delayMs === undefined ? null : delayMs / 1_000,
    ]);
  }

  /** Adds a step that is to come; false when the run has it already. */
  async addPendingStep({ runId, stepId, op, race, eventName, expression }: PendingStep): Promise<boolean> {
    const { rowCount } = await this.db.query(
      `insert into engine.steps (run_id, id, op, done, race, event_name, expression) values ($1, $2, $3, false, $4, $5, $6)
       on conflict (run_id, id) do nothing`,
      [runId, stepId, op, race, eventName, expression],
    );
    return rowCount === 1;
  }

  /** Adds a step that ran within a continuation. */
  async addFinishedStep({ runId, stepId, memo }: { runId: string; stepId: string; memo: StepMemo }): Promise<void> {
    await this.db.query(
      `insert into engine.steps (run_id, id, op, done, memo) values ($1, $2, 'run', true, $3)
       on conflict (run_id, id) do nothing`,
      [runId, stepId, JSON.stringify(memo)],
    );
  }

  /** Enqueues the job that runs one planned step. */
  async addStepJob({
    runId,
    stepId,
    attempt,
    delayMs,
  }: {
    runId: string;
    stepId: string;
    attempt: number;
    delayMs: number;
  }): Promise<void> {
    await this.db.query("update engine.steps set attempt = $3 where run_id = $1 and id = $2", [runId, stepId, attempt]);
    await this.addJob("inngest-step", { run: runId, step: stepId, attempt }, delayMs);
  }

  /** Enqueues the end of a sleep, or of the time that a wait has. */
  async addTimer({ key, runId, stepId, kind, delayMs }: Timer): Promise<void> {
    await this.addJob(
      kind === "Sleep" ? "inngest-wake" : "inngest-timeout",
      { run: runId, step: stepId, kind },
      delayMs,
      key,
    );
  }

  /** Lets a run wait for its pending steps: one that only sleeps or waits gives its concurrency slots back. */
  async setPlanned(runId: string, forcePlan: boolean): Promise<void> {
    await this.db.query(`update engine.runs set force_plan = $2 where id = $1 and force_plan <> $2`, [
      runId,
      forcePlan,
    ]);
    await this.db.query(
      "select engine.park($1) where not exists (select from engine.steps where run_id = $1 and not done and op = 'run')",
      [runId],
    );
  }

  /** Ends a run, tells its parent and, when it failed, starts what waits for `inngest/function.failed`. */
  async endRun(runId: string, end: RunEnd): Promise<void> {
    const run = await this.lockRun(runId);
    if (!run) return;
    const outcome =
      end.state === "completed" ? { data: end.data } : end.state === "failed" ? { error: end.error } : null;
    await this.db.query("select engine.park($1)", [runId]);
    await this.db.query("update engine.runs set state = $2, outcome = $3, ended_at = now() where id = $1", [
      runId,
      end.state,
      outcome && JSON.stringify(outcome),
    ]);
    await this.dropPending(runId);
    if (run.parent_run && run.parent_step) {
      const memo = outcome ?? { error: { name: "Error", message: `Function ${run.fn_id} was cancelled.` } };
      await this.finishStep({ runId: run.parent_run, stepId: run.parent_step, memo });
    }
    if (end.state === "failed") await this.announceFailure(run, end.error);
  }

  /** Starts the run that a step invokes. */
  async invoke({
    functionId,
    payload,
    runId,
    stepId,
  }: {
    functionId: string;
    payload: { data?: unknown };
    runId: string;
    stepId: string;
  }): Promise<void> {
    const config = this.configs.get(functionId);
    if (!config) {
      const error = { name: "Error", message: `Function ${functionId} does not exist, so that it cannot be invoked.` };
      return this.finishStep({ runId, stepId, memo: { error } });
    }
    const event: EngineEvent = {
      id: ulid(),
      name: INVOKED_EVENT,
      data: (payload.data ?? {}) as EngineEvent["data"],
      ts: Date.now(),
    };
    const over = { idem: `${runId}:${stepId}`, parent_run: runId, parent_step: stepId };
    await this.startRuns([toRunSpec(config, event, over)]);
  }

  /** How many steps of the run are yet to end, and how many of them it cannot go on without. */
  async countPending(runId: string): Promise<{ pending: number; awaited: number }> {
    const { rows } = await this.db.query<{ pending: number; awaited: number }>(
      `select count(*)::int as pending, count(*) filter (where not race)::int as awaited
       from engine.steps where run_id = $1 and not done`,
      [runId],
    );
    return rows[0] ?? { pending: 0, awaited: 0 };
  }

  private async addJob(task: string, payload: object, delayMs: number, key: string | null = null): Promise<void> {
    await this.db.query(
      `select graphile_worker.add_job($1, $2::json, run_at := now() + make_interval(secs => $3::float8), max_attempts := $4, job_key := $5)`,
      [task, JSON.stringify(payload), delayMs / 1_000, JOB_ATTEMPTS_MAX, key],
    );
  }

  /** Starts a run for each spec whose function does not know its idempotency key yet. */
  async startRuns(specs: RunSpec[]): Promise<void> {
    if (specs.length > 0) await this.db.query("select engine.start_runs($1, $2)", [JSON.stringify(specs), this.gated]);
  }

  private async dropPending(runId: string): Promise<void> {
    const { rows } = await this.db.query<{ id: string }>(
      "delete from engine.steps where run_id = $1 and not done returning id",
      [runId],
    );
    for (const { id } of rows) await this.db.query("select graphile_worker.remove_job($1)", [timerKey(runId, id)]);
  }

  private async announceFailure(run: LockedRun, error: SerializedError): Promise<void> {
    const event = JSON.parse(run.event) as EngineEvent;
    if (event.name === FAILED_EVENT) return;
    const data = {
      function_id: run.fn_id,
      run_id: run.id,
      event,
      events: [event],
      error,
      _inngest: { status: "Failed" },
    };
    await this.startRuns(this.router.route({ id: run.id, name: FAILED_EVENT, data, ts: Date.now() }));
  }
}

/** The key of the job that ends a sleep or a wait. */
export function timerKey(runId: string, stepId: string): string {
  return `${runId}:${stepId}`;
}
