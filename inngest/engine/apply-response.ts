import { retryDelayMs } from "./backoff";
import { delayMs } from "./duration";
import { type LedgerTransaction, type LockedRun, timerKey } from "./ledger-transaction";
import { headerOf, type SdkResponse } from "./sdk-handler";
import type { SerializedError, StepMemo } from "./types";

/** One operation that a function asks for. */
export type Op = {
  id: string;
  op: string;
  name?: string;
  opts?: { timeout?: string; if?: string; function_id?: string; payload?: { data?: unknown }; parallelMode?: string };
  data?: unknown;
  error?: Partial<SerializedError>;
};

/** The call that a response answers: a run's continuation, or one planned step of it. */
export type AnsweredCall = {
  runId: string;
  /** The turn that the continuation belonged to. */
  turn: number;
  /** The planned step that was to run; null for a continuation. */
  stepId: string | null;
  attempt: number;
  attemptsMax: number;
  retryScale: number;
};

/** Does what the function's answer asks for; nothing when the run ended, or went on, without this call. */
export async function applyResponse(tx: LedgerTransaction, call: AnsweredCall, response: SdkResponse): Promise<void> {
  const run = await tx.lockRun(call.runId);
  if (!run || (call.stepId === null && run.turn !== call.turn)) return;

  if (response.status === 206) return applyOps(tx, call, run, response);
  if (response.status === 200)
    return tx.endRun(run.id, { state: "completed", data: JSON.parse(response.body || "null") });

  const error = toError(JSON.parse(response.body || "{}"));
  const isFinal = headerOf(response, "x-inngest-no-retry") !== "false" || call.attempt + 1 >= call.attemptsMax;
  if (isFinal) return tx.endRun(run.id, { state: "failed", error });
  await retry(tx, call, run, headerOf(response, "retry-after"));
}

async function applyOps(
  tx: LedgerTransaction,
  call: AnsweredCall,
  run: LockedRun,
  response: SdkResponse,
): Promise<void> {
  const ops = [JSON.parse(response.body)].flat() as Op[];
  const isFinal = headerOf(response, "x-inngest-no-retry") === "true" || call.attempt + 1 >= call.attemptsMax;
  const isEveryDiscovery = headerOf(response, "x-inngest-req-version") === "1";
  const planned: Op[] = [];
  let finished = 0;

  for (const op of ops) {
    const error = toError(op.error ?? {});
    if (op.op === "RunComplete") return tx.endRun(run.id, { state: "completed", data: op.data ?? null });
    if (op.op === "StepError" && !isFinal) return retry(tx, call, run, headerOf(response, "retry-after"));
    if (op.op === "StepRun" || op.op === "Step") finished += await memoise(tx, call, op.id, { data: op.data ?? null });
    else if (op.op === "StepError" || op.op === "StepFailed") finished += await memoise(tx, call, op.id, { error });
    else if (op.op === "DiscoveryRequest") finished++;
    else if (PLANNED_OPS[op.op]) planned.push(op);
    else return tx.endRun(run.id, { state: "failed", error: unsupported(op) });
  }

  for (const op of planned) await plan(tx, run, op, isEveryDiscovery);
  if (call.stepId !== null) return;
  const { pending } = await tx.countPending(run.id);
  if (finished > 0) return tx.resume({ runId: run.id, attempt: 0, forcePlan: pending > 0 });
  if (pending === 0) return afterPlanning(tx, call, run);
  await tx.setPlanned(run.id, pending > 1 || run.force_plan);
}

const PLANNED_OPS: Record<string, string> = {
  StepPlanned: "run",
  Sleep: "sleep",
  WaitForEvent: "wait",
  InvokeFunction: "invoke",
};

/** Everything asked for was done meanwhile, as when an invoked function does not exist; or nothing was, which is tried again. */
async function afterPlanning(tx: LedgerTransaction, call: AnsweredCall, run: LockedRun): Promise<void> {
  const current = await tx.lockRun(run.id);
  if (!current || current.turn !== run.turn) return;
  if (call.attempt + 1 < call.attemptsMax) return retry(tx, call, run, null);
  const error = {
    name: "Error",
    message: "The function ended its call without a result and without a step to go on with.",
  };
  await tx.endRun(run.id, { state: "failed", error });
}

async function retry(
  tx: LedgerTransaction,
  call: AnsweredCall,
  run: LockedRun,
  retryAfter: string | null,
): Promise<void> {
  const delay = retryDelayMs({ attempt: call.attempt, retryAfter, scale: call.retryScale });
  if (call.stepId === null) {
    return tx.resume({ runId: run.id, attempt: call.attempt + 1, forcePlan: run.force_plan, delayMs: delay });
  }
  await tx.addStepJob({ runId: run.id, stepId: call.stepId, attempt: call.attempt + 1, delayMs: delay });
}

/** Keeps a step's result; a planned step's own job may thereby go on with the run. */
async function memoise(tx: LedgerTransaction, call: AnsweredCall, stepId: string, memo: StepMemo): Promise<number> {
  if (call.stepId !== null) await tx.finishStep({ runId: call.runId, stepId, memo });
  else await tx.addFinishedStep({ runId: call.runId, stepId, memo });
  return 1;
}

async function plan(tx: LedgerTransaction, run: LockedRun, op: Op, isEveryDiscovery: boolean): Promise<void> {
  const isNew = await tx.addPendingStep({
    runId: run.id,
    stepId: op.id,
    op: PLANNED_OPS[op.op] ?? "run",
    race: isEveryDiscovery || op.opts?.parallelMode === "race",
    eventName: op.op === "WaitForEvent" ? (op.name ?? "") : null,
    expression: op.op === "WaitForEvent" ? (op.opts?.if ?? null) : null,
  });
  if (!isNew) return;

  if (op.op === "StepPlanned") return tx.addStepJob({ runId: run.id, stepId: op.id, attempt: 0, delayMs: 0 });
  const limit = op.op === "Sleep" ? op.name : op.opts?.timeout;
  if (limit)
    await tx.addTimer({
      key: timerKey(run.id, op.id),
      runId: run.id,
      stepId: op.id,
      kind: op.op,
      delayMs: delayMs(limit),
    });
  if (op.op !== "InvokeFunction") return;
  await tx.invoke({
    functionId: op.opts?.function_id ?? "",
    payload: op.opts?.payload ?? {},
    runId: run.id,
    stepId: op.id,
  });
}

function toError(raw: unknown): SerializedError {
  const { name, message, stack } = (
    typeof raw === "object" && raw !== null ? raw : { message: String(raw) }
  ) as Partial<SerializedError>;
  return { name: name ?? "Error", message: message ?? "The function failed without a message.", stack };
}

function unsupported(op: Op): SerializedError {
  return {
    name: "Error",
    message: `The embedded engine does not support ${op.op} (step "${op.name ?? op.id}"); run the functions on an Inngest server.`,
  };
}
