import type { Pool } from "pg";
import { applyResponse, type Op } from "./apply-response";
import { toCallBody } from "./call-body";
import type { FunctionConfig } from "./function-config";
import type { LedgerTransaction } from "./ledger-transaction";
import { LostLeaseError, type RunLedger } from "./run-ledger";
import type { RunStore } from "./run-store";
import { headerOf, type SdkHandler, type SdkResponse } from "./sdk-handler";
import type { TimerPayload } from "./tasks";
import type { Checkpoint } from "./transport";
import type { EngineLog, LoadedRun } from "./types";

/** A job as the queue delivers it: `generation` grows with each delivery. */
type Delivery = { id: string; generation: number };

export type RunJobs = {
  /** Goes on with a run: calls its function, which replays what is memoised and runs what is next. */
  continueRun(payload: { run: string; turn: number }, delivery: Delivery): Promise<void>;
  /** Runs one planned step. */
  runStep(payload: { run: string; step: string; attempt: number }, delivery: Delivery): Promise<void>;
  /** Ends a sleep, or the time that a wait or an invocation had. */
  endWait(payload: TimerPayload): Promise<void>;
  /** Memoises steps of a call that is under way; false tells the SDK to stop it. */
  checkpoint(checkpoint: Checkpoint): Promise<boolean>;
};

export type RunJobsOptions = {
  pool: Pool;
  store: RunStore;
  ledger: RunLedger;
  handler: SdkHandler;
  configs: ReadonlyMap<string, FunctionConfig>;
  workerId: () => string;
  /** While the engine stops, a function is halted at its next finished step and goes on after the next start. */
  isStopping: () => boolean;
  retryScale: number;
  log: EngineLog;
};

type CallUnderWay = { runId: string; turn: number; generation: number; verdict: "goes on" | "halted" | "refused" };

export function createRunJobs({
  pool,
  store,
  ledger,
  handler,
  configs,
  workerId,
  isStopping,
  retryScale,
  log,
}: RunJobsOptions): RunJobs {
  const underWay = new Map<string, CallUnderWay>();

  async function callFunction(
    run: LoadedRun,
    step: { id: string | null; attempt: number },
    delivery: Delivery,
  ): Promise<void> {
    const config = configs.get(run.fnId);
    if (!config) return failUnknown(run);

    const { attemptsMax } = config;
    const fence = { workerId: workerId() };
    const call: CallUnderWay = { runId: run.id, turn: run.turn, generation: delivery.generation, verdict: "goes on" };
    underWay.set(delivery.id, call);
    let response: SdkResponse;
    try {
      const body = toCallBody(run, {
        jobId: delivery.id,
        generation: delivery.generation,
        attempt: step.attempt,
        attemptsMax,
      });
      response = await handler.call({
        fnId: run.fnId,
        stepId: step.id ?? "step",
        runId: run.id,
        jobId: delivery.id,
        generation: delivery.generation,
        body,
      });
    } finally {
      underWay.delete(delivery.id);
    }

    // The SDK answers a call that was stopped as if it had failed for good.
    if (call.verdict === "refused") return ledger.transaction((tx) => requireOvertaken(tx, run), fence);
    if (call.verdict === "halted") return ledger.transaction((tx) => resumeHalted(tx, run), fence);
    const outcome = step.id === null ? completedOutcome(response) : null;
    const isWholeAnswer = outcome !== null && run.parentRun === null;
    if (isWholeAnswer && (await store.complete({ runId: run.id, turn: run.turn, outcome }))) return;
    if (!isFromFunction(response))
      throw new Error(`The Inngest SDK refused the call of ${run.fnId}: status ${response.status}.`);
    const answered = { runId: run.id, turn: run.turn, stepId: step.id, attempt: step.attempt, attemptsMax, retryScale };
    await ledger.transaction((tx) => applyResponse(tx, answered, response), fence);
  }

  async function failUnknown(run: LoadedRun): Promise<void> {
    log.error(
      { runId: run.id, functionId: run.fnId },
      "A run belongs to a function that is not registered any more; it is ended as failed",
    );
    const error = { name: "Error", message: `Function ${run.fnId} is not registered any more.` };
    await ledger.transaction((tx) => tx.endRun(run.id, { state: "failed", error }), { workerId: workerId() });
  }

  return {
    async continueRun({ run: runId, turn }, delivery) {
      const run = await store.load(runId);
      // A job that was overtaken, as after a worker was lost between its last write and the end of its job.
      if (!run || run.turn !== turn || (run.state !== "active" && run.state !== "parked")) return;
      if (run.state === "parked" && !(await store.enter({ runId, turn }))) return;
      await callFunction(run, { id: null, attempt: run.attempt }, delivery);
    },

    async runStep({ run: runId, step, attempt }, delivery) {
      const run = await store.load(runId);
      if (!run || isEnded(run) || !(await isPending(pool, { runId, step, attempt }))) return;
      await callFunction(run, { id: step, attempt }, delivery);
    },

    async endWait({ run, step, kind }) {
      const memo =
        kind === "InvokeFunction" ? { error: { name: "Error", message: "The invoked function took too long." } } : null;
      await ledger.transaction((tx) => tx.finishStep({ runId: run, stepId: step, memo }));
    },

    async checkpoint({ jobId, generation, steps }) {
      const call = underWay.get(jobId);
      if (!call || call.generation !== generation) return false;
      const finished = steps.filter(({ op }) => op === "StepRun");
      const memos = finished.map(({ id, data }) => ({
        runId: call.runId,
        turn: call.turn,
        stepId: id,
        memo: JSON.stringify({ data: data ?? null }),
      }));
      if (memos.length < steps.length)
        throw new Error("The embedded engine memoises finished steps only; defer() needs an Inngest server.");
      const accepted = memos.length === 0 || (await store.checkpoint(memos));
      if (!accepted) call.verdict = "refused";
      else if (isStopping()) call.verdict = "halted";
      return call.verdict === "goes on";
    },
  };
}

/** The outcome to keep when the answer ends the run as completed and asks for nothing else; null otherwise. */
function completedOutcome(response: SdkResponse): string | null {
  if (response.status !== 206) return null;
  const ops = JSON.parse(response.body) as Op[];
  const last = ops.at(-1);
  // Steps that come with the end were not memoised on the way, and nobody asks for them any more.
  const isEnd = last?.op === "RunComplete" && ops.slice(0, -1).every(({ op }) => op === "StepRun");
  return isEnd ? JSON.stringify({ data: last.data ?? null }) : null;
}

function isFromFunction(response: SdkResponse): boolean {
  if (response.status === 500) return headerOf(response, "x-inngest-no-retry") !== null;
  return [200, 206, 400].includes(response.status);
}

function isEnded({ state }: LoadedRun): boolean {
  return state === "completed" || state === "failed" || state === "cancelled";
}

/** A refused call is of no more use where its run ended or went on; else the lease was lost, and the job stays. */
async function requireOvertaken(tx: LedgerTransaction, run: LoadedRun): Promise<void> {
  const current = await tx.lockRun(run.id);
  if (current?.turn === run.turn && current.state === "active")
    throw new LostLeaseError("The worker lost its lease within the call.");
}

async function resumeHalted(tx: LedgerTransaction, run: LoadedRun): Promise<void> {
  const current = await tx.lockRun(run.id);
  if (current?.turn === run.turn) await tx.resume({ runId: run.id, attempt: 0, forcePlan: run.forcePlan });
}

async function isPending(
  pool: Pool,
  { runId, step, attempt }: { runId: string; step: string; attempt: number },
): Promise<boolean> {
  const { rowCount } = await pool.query(
    "select from engine.steps where run_id = $1 and id = $2 and attempt = $3 and not done",
    [runId, step, attempt],
  );
  return rowCount === 1;
}
