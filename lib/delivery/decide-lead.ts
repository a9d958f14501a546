import { v7 as uuidv7 } from "uuid";
import { runAsAccount } from "@/db/account-sql";
import { takeTurn } from "@/lib/collections/take-turn";
import { loadSettings } from "@/lib/integrations/load-settings";
import type { IntegrationSettings } from "@/lib/integrations/schema";
import { insertSteps, type LeadStep } from "@/lib/leads/record-step";
import type { PlanWrite } from "@/lib/rules/decide";
import type { DeliveryTask, StepStop } from "./delivery-types";
import { finishDelivered } from "./finish-delivered";
import { finishLead } from "./finish-lead";
import { keepWork, type LeadPlan, type LeadWork, takeWork } from "./lead-work";
import { queueHashes } from "./person-hash";
import { findResponsible, type LeadDecision, planLead, toDecideTrace, toLeadPlan } from "./plan-lead";

/**
 * Decides what is written for a matched lead, and who gets it. The plan is stored to the last value before anything is written,
 * so that every later try writes the same; one that is stored already is kept.
 */
export async function decideLead(task: DeliveryTask): Promise<{ outcome: "decided"; writes: PlanWrite[] } | StepStop> {
  const work = await takeWork(task);
  if (!work) return { outcome: "gone" };
  if (work.plan) {
    keepWork(task, work);
    return work.plan.writes.length > 0
      ? { outcome: "decided", writes: work.plan.writes }
      : finishDelivered(task, work, []);
  }

  const { prepared, match, connection } = work;
  const key = { integrationId: prepared.integrationId, version: prepared.version, directoryAt: connection.directoryAt };
  const compiled = await loadSettings(task.accountId, key);
  if (!compiled) throw new Error("The settings of a lead are gone");
  const startedAt = new Date();
  const { settings } = compiled;
  const decision = planLead({ prepared, match, settings, directory: connection.directory });
  return store(task, work, { ...decision, settings, startedAt });
}

type Decision = LeadDecision & { settings: IntegrationSettings; startedAt: Date };

async function store(task: DeliveryTask, work: LeadWork, decision: Decision) {
  const { accountId, leadId, run, runId } = task;
  const { plan, settings } = decision;
  if (plan.kind === "skip") return skip(task, work, decision);

  const requestId = uuidv7();
  const assigned = await assign(task, work, decision);
  const { directory } = work.connection;
  const userId = assigned?.userId ?? null;
  const stored = toLeadPlan({ run, decision, prepared: work.prepared, settings, directory, userId });
  const [first] = stored.writes;
  const rows = await runAsAccount(accountId, (sql) => [
    sql`
      with fence as (select from person_queue where lead_id = ${leadId} and run_id = ${runId} limit 1),
      steps as (${insertSteps(sql, accountId, toSteps(task, decision, stored, assigned))}),
      journal as (
        insert into crm_writes (id, account_id, lead_id, run, kind)
        select ${requestId}, ${accountId}, ${leadId}, ${run}, ${first ?? "create_task"}::crm_write_kind
        from fence where ${first !== undefined}
      )
      update lead_work set plan = ${JSON.stringify(stored)}::jsonb, updated_at = now()
      where lead_id = ${leadId} and exists (select from fence)
      returning lead_id`,
  ]);
  if (rows.length === 0) return { outcome: "gone" as const };

  const decided: LeadWork = { ...work, plan: stored, started: first ? { kind: first, requestId } : null };
  if (!first) return finishDelivered(task, decided, []);
  keepWork(task, decided);
  return { outcome: "decided" as const, writes: stored.writes };
}

async function skip(task: DeliveryTask, work: LeadWork, decision: Decision): Promise<StepStop> {
  const next = await finishLead(task, {
    end: { status: "skipped", reason: "update_only" },
    steps: [toDecideStep(task, decision, "stopped")],
    connectionId: work.connection.id,
    queues: queueHashes(task.leadId, work.prepared.identifiers),
    columns: { plan: decision.plan.kind },
  });
  return next ? { outcome: "skipped", reason: "update_only", next } : { outcome: "gone" };
}

type Assigned = { userId: string | null; step: LeadStep } | null;

/** Names the responsible of what is created; a turn is taken only where it is needed. */
async function assign(task: DeliveryTask, { connection }: LeadWork, decision: Decision): Promise<Assigned> {
  const startedAt = new Date();
  const mark = performance.now();
  const { accountId, leadId, run, attempt } = task;
  const { directory } = connection;
  const { collectionId, rules } = decision.settings;
  const defaultUserId = rules.defaultResponsibleId ?? connection.defaultUserId;
  const found = await findResponsible(decision, directory, () =>
    takeTurn({ accountId, leadId, collectionId, directory, defaultUserId }),
  );
  if (!found) return null;
  const { userId, output } = found;
  const durationMs = performance.now() - mark;
  return { userId, step: { leadId, run, stage: "assign", attempt, status: "done", output, startedAt, durationMs } };
}

function toSteps(task: DeliveryTask, decision: Decision, plan: LeadPlan, assigned: Assigned): LeadStep[] {
  const step = toDecideStep(task, decision, "done", plan.writes);
  return assigned ? [step, assigned.step] : [step];
}

function toDecideStep(
  { leadId, run, attempt }: DeliveryTask,
  decision: Decision,
  status: LeadStep["status"],
  kinds: readonly PlanWrite[] = [],
): LeadStep {
  const { settings, startedAt } = decision;
  const durationMs = Date.now() - startedAt.getTime();
  return {
    leadId,
    run,
    stage: "decide",
    attempt,
    status,
    ...toDecideTrace(decision, settings, kinds),
    startedAt,
    durationMs,
  };
}
