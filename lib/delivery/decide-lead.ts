import { v7 as uuidv7 } from "uuid";
import { runAsAccount } from "@/db/account-sql";
import { type TakenTurn, takeTurn } from "@/lib/collections/take-turn";
import { loadSettings } from "@/lib/integrations/load-settings";
import type { IntegrationSettings } from "@/lib/integrations/schema";
import { insertSteps, type LeadStep } from "@/lib/leads/record-step";
import { decide, type Plan, type PlanWrite } from "@/lib/rules/decide";
import { fillNames } from "@/lib/rules/fill-names";
import { findOwner, type Owner } from "@/lib/rules/find-owner";
import { type PlannedWrites, planWrites } from "@/lib/rules/plan-writes";
import type { DeliveryTask, StepStop } from "./delivery-types";
import { finishDelivered } from "./finish-delivered";
import { finishLead } from "./finish-lead";
import { keepWork, type LeadPlan, type LeadWork, takeWork } from "./lead-work";
import { queueHashes } from "./person-hash";

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
  return store(task, work, prepare(task, work, compiled.settings, match));
}

type Decision = {
  plan: Plan;
  writes: PlannedWrites;
  settings: IntegrationSettings;
  owner: Owner | null;
  startedAt: Date;
};

function prepare(
  _task: DeliveryTask,
  { prepared, connection }: LeadWork,
  settings: IntegrationSettings,
  { contact, deal }: LeadWork["match"],
): Decision {
  const startedAt = new Date();
  const plan = decide({ contact, activeDeal: deal, rules: settings.rules });
  const isNew = plan.kind === "create_contact_and_deal" || plan.kind === "update_contact_create_deal";
  const values = isNew ? withNames(plan, prepared) : prepared.values;
  const writes = planWrites({
    plan,
    mapped: { values, policies: prepared.policies },
    update: settings.rules.update,
    contact,
    deal,
  });
  const owner = plan.responsible && findOwner(plan.responsible, connection.directory.users);
  return { plan, writes, settings, owner, startedAt };
}

/** Names are made up for records that are created, never for those that exist. */
function withNames(plan: Plan, { values, integrationName }: LeadWork["prepared"]) {
  const filled = fillNames(values, integrationName);
  if (plan.kind === "create_contact_and_deal") return filled;
  return { ...values, "deal.name": filled["deal.name"] ?? integrationName };
}

async function store(task: DeliveryTask, work: LeadWork, decision: Decision) {
  const { accountId, leadId, run, runId } = task;
  const { plan } = decision;
  if (plan.kind === "skip") return skip(task, work, decision);

  const requestId = uuidv7();
  const assigned = await assign(task, work, decision);
  const stored = toLeadPlan(run, decision, work, assigned);
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

/** Names the responsible of what is created. A turn is taken only when it is needed: not for an owner, nor when the mapping names somebody for all. */
async function assign(
  task: DeliveryTask,
  { connection }: LeadWork,
  { plan, writes, settings, owner }: Decision,
): Promise<Assigned> {
  if (!owner) return null;
  const startedAt = new Date();
  const mark = performance.now();
  const toStep = (output: LeadStep["output"]): LeadStep => ({
    leadId: task.leadId,
    run: task.run,
    stage: "assign",
    attempt: task.attempt,
    status: "done",
    output,
    startedAt,
    durationMs: performance.now() - mark,
  });
  const nameOf = (id: string | null) => connection.directory.users.find((user) => user.id === id)?.name ?? null;

  const mappedId = mappedResponsible(plan, writes);
  if (mappedId)
    return { userId: mappedId, step: toStep({ from: "mapping", userId: mappedId, name: nameOf(mappedId) }) };
  if (owner.kind === "owner") {
    const { from, userId } = owner;
    return { userId, step: toStep({ from, userId, name: nameOf(userId) }) };
  }

  const taken: TakenTurn = await takeTurn({
    accountId: task.accountId,
    leadId: task.leadId,
    collectionId: settings.collectionId,
    directory: connection.directory,
    defaultUserId: settings.rules.defaultResponsibleId ?? connection.defaultUserId,
  });
  const { crmUserId: userId, from, note, turn, candidates } = taken;
  const output = { from, userId, name: nameOf(userId), because: owner.because, note, turn, candidates };
  return { userId, step: toStep(output) };
}

/** Whom the mapping names for every record that the plan creates; a task is nothing that a mapping row could fill. */
function mappedResponsible({ writes: kinds }: Plan, writes: PlannedWrites): string | null {
  const creates: readonly PlanWrite[] = kinds;
  if (creates.includes("create_task")) return null;
  const isContactGiven = !creates.includes("create_contact") || writes.contact?.responsibleId;
  return isContactGiven ? (writes.deal?.responsibleId ?? null) : null;
}

function toLeadPlan(run: number, decision: Decision, { connection, prepared }: LeadWork, assigned: Assigned): LeadPlan {
  const { plan, writes, settings } = decision;
  const kinds: readonly PlanWrite[] = plan.writes;
  const userId = assigned?.userId ?? null;
  const owned = <T extends { responsibleId: string | null }>(record: T | null, create: PlanWrite) =>
    record && kinds.includes(create) ? { ...record, responsibleId: record.responsibleId ?? userId } : record;
  const dueAt = new Date(Date.now() + settings.rules.taskDueMinutes * 60_000).toISOString();
  const task = kinds.includes("create_task") ? { text: prepared.taskText, dueAt, responsibleId: userId } : null;
  const deal = owned(writes.deal, "create_deal");
  const responsibleId = kinds.includes("create_deal") ? (deal?.responsibleId ?? null) : (task?.responsibleId ?? null);
  return {
    run,
    kind: plan.kind,
    writes: kinds.filter((kind) => hasSomething(kind, writes)),
    contact: owned(writes.contact, "create_contact"),
    deal,
    task,
    responsible: responsibleId
      ? { id: responsibleId, name: connection.directory.users.find(({ id }) => id === responsibleId)?.name ?? null }
      : null,
  };
}

function hasSomething(kind: PlanWrite, { contact, deal }: PlannedWrites): boolean {
  if (kind === "update_contact") return contact !== null;
  if (kind === "update_deal") return deal !== null;
  return true;
}

function toSteps(task: DeliveryTask, decision: Decision, plan: LeadPlan, assigned: Assigned): LeadStep[] {
  const step = toDecideStep(task, decision, "done", plan.writes);
  return assigned ? [step, assigned.step] : [step];
}

function toDecideStep(
  task: DeliveryTask,
  { plan, writes, settings, startedAt }: Decision,
  status: LeadStep["status"],
  kinds: readonly PlanWrite[] = [],
): LeadStep {
  const { isDealForbidden, isTaskForbidden, update } = settings.rules;
  return {
    leadId: task.leadId,
    run: task.run,
    stage: "decide",
    attempt: task.attempt,
    status,
    input: { rules: { isDealForbidden, isTaskForbidden, update } },
    output: { plan: plan.kind, writes: [...kinds], changes: writes.changes },
    startedAt,
    durationMs: Date.now() - startedAt.getTime(),
  };
}
