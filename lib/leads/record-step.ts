import { v7 as uuidv7 } from "uuid";
import type { AccountSql } from "@/db/account-sql";
import type { LEAD_STAGES } from "@/db/schema/lead-steps";
import type { CrmCall } from "@/lib/crm/types";
import type { JsonValue } from "@/lib/json";

/** One stage of a lead's way, as it is shown on the lead. Times in milliseconds. */
export type LeadStep = {
  leadId: string;
  run: number;
  stage: (typeof LEAD_STAGES)[number];
  /** Which write it was; for the other stages the stage itself. */
  name?: string;
  /** Counted from 1. */
  attempt?: number;
  status: "done" | "failed" | "stopped";
  input?: JsonValue;
  output?: JsonValue;
  error?: JsonValue;
  crmCalls?: readonly CrmCall[];
  startedAt: Date;
  durationMs: number;
};

/** The part of a statement that adds steps: one round trip for any number of leads and stages. */
export function insertSteps(sql: AccountSql, accountId: string, steps: readonly LeadStep[]) {
  return sql`
    insert into lead_steps (id, account_id, lead_id, run, stage, name, attempt, status, input, output, error, crm_calls,
      started_at, duration_ms)
    select id, ${accountId}::uuid, lead_id, run, stage::lead_step_stage, name, attempt, status::lead_step_status,
      input, output, error, crm_calls, started_at, duration_ms
    from json_to_recordset(${JSON.stringify(steps.map(toRow))}::json) as step(id uuid, lead_id uuid, run int, stage text,
      name text, attempt int, status text, input jsonb, output jsonb, error jsonb, crm_calls jsonb, started_at timestamptz,
      duration_ms int)`;
}

function toRow(step: LeadStep) {
  return {
    id: uuidv7(),
    lead_id: step.leadId,
    run: step.run,
    stage: step.stage,
    name: step.name ?? step.stage,
    attempt: step.attempt ?? 1,
    status: step.status,
    input: step.input,
    output: step.output,
    error: step.error,
    crm_calls: step.crmCalls?.length ? step.crmCalls : undefined,
    started_at: step.startedAt,
    duration_ms: Math.round(step.durationMs),
  };
}
