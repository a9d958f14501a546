import { type AccountSql, runAsAccount, type Statement } from "@/db/account-sql";
import { CrmError } from "@/lib/crm/error";
import { getEnv } from "@/lib/env";
import type { JsonObject } from "@/lib/json";
import { insertSteps, type LeadStep } from "@/lib/leads/record-step";
import type { DeliveryTask, PreparedLead, StepStop } from "./delivery-types";
import { finishLead, type LeadColumns } from "./finish-lead";
import { holdLead } from "./hold-lead";
import { dropWork } from "./lead-work";
import type { OpenConnection } from "./open-connection";
import { queueHashes } from "./person-hash";
import { retryDelaySeconds } from "./retry-schedule";

/** What a step was doing when the CRM failed it. */
export type FailedStep = {
  task: DeliveryTask;
  prepared: PreparedLead;
  connection: OpenConnection;
  /** The trace of this attempt, without its outcome. */
  step: Omit<LeadStep, "status" | "error">;
  /** What is known of the result so far. */
  columns?: LeadColumns;
  /** Statements for the transaction that stores the failure. */
  and?: (sql: AccountSql) => Statement[];
};

/**
 * Stores what a failed call to the CRM means for the lead and tells the function how to go on: come back later, wait until the
 * connection works again, or give up. Whatever is not a `CrmError` is thrown on.
 */
export async function settleFailure(error: unknown, failed: FailedStep): Promise<StepStop> {
  if (!(error instanceof CrmError)) throw error;
  const { task, connection } = failed;
  const step: LeadStep = { ...failed.step, status: "failed", error: toDetail(error) };

  if (error.kind === "hold") {
    const broken = { words: error.message, version: connection.version };
    const isHeld = await holdLead(task, { connectionId: connection.id, broken, steps: [step], and: failed.and });
    return isHeld ? { outcome: "held" } : { outcome: "retry", delaySeconds: 1 };
  }
  if (error.kind === "reject") return giveUp("crm_rejected", error, { ...failed, step });

  const isLast = task.attempt >= task.attemptsMax;
  const delay = isLast ? null : retryDelaySeconds(task.attempt, Math.random(), error.retryAfterSeconds);
  if (delay === null) return giveUp("retries_exhausted", error, { ...failed, step });
  // Only our own schedule may be made shorter; what the CRM asks for is kept.
  const delaySeconds = error.retryAfterSeconds === null ? delay * getEnv().RETRY_SCALE : delay;
  return postpone(error, delaySeconds, { ...failed, step });
}

type Settled = Omit<FailedStep, "step"> & { step: LeadStep };

async function giveUp(
  reason: "crm_rejected" | "retries_exhausted",
  error: CrmError,
  { task, prepared, connection, step, columns, and }: Settled,
): Promise<StepStop> {
  dropWork(task);
  const next = await finishLead(task, {
    end: { status: "failed", reason, detail: toDetail(error) },
    steps: [step],
    connectionId: connection.id,
    queues: queueHashes(task.leadId, prepared.identifiers),
    columns,
    and,
  });
  return next ? { outcome: "failed", reason, next } : { outcome: "gone" };
}

async function postpone(
  error: CrmError,
  delaySeconds: number,
  { task, step, and = () => [] }: Settled,
): Promise<StepStop> {
  await runAsAccount(task.accountId, (sql) => [
    sql`
      with steps as (${insertSteps(sql, task.accountId, [step])})
      update leads set status = 'waiting', reason = 'crm_unavailable',
        reason_detail = ${JSON.stringify(toDetail(error))}::jsonb,
        next_try_at = now() + make_interval(secs => ${delaySeconds}), updated_at = now()
      where id = ${task.leadId} and run = ${task.run} and status = 'processing'
        and exists (select from person_queue where lead_id = ${task.leadId} and run_id = ${task.runId})`,
    ...and(sql),
  ]);
  return { outcome: "retry", delaySeconds };
}

/** The CRM's own words are free of secrets and personal data already. */
function toDetail(error: CrmError): JsonObject {
  return { kind: error.kind, code: error.code, status: error.status, words: error.message };
}
