import type { TakenTurn } from "@/lib/collections/take-turn";
import type { CrmDirectory } from "@/lib/crm/types";
import type { IntegrationSettings } from "@/lib/integrations/schema";
import type { JsonObject } from "@/lib/json";
import { decide, type Plan, type PlanWrite } from "@/lib/rules/decide";
import { fillNames } from "@/lib/rules/fill-names";
import { findOwner, type Owner } from "@/lib/rules/find-owner";
import { type PlannedWrites, planWrites } from "@/lib/rules/plan-writes";
import type { LeadMatch, PreparedLead } from "./delivery-types";
import type { LeadPlan } from "./lead-work";

/** What is done with a matched lead, before it is known whose turn it is. */
export type LeadDecision = {
  plan: Plan;
  writes: PlannedWrites;
  /** Null when the plan creates nothing. */
  owner: Owner | null;
  /** Whom the mapping names for everything that is created: then nobody is asked. */
  mappedId: string | null;
};

/** Whose the new records are, with the reasons as the step «assign» keeps them. */
export type Responsible = { userId: string | null; output: JsonObject };

/**
 * Decides what is written for a lead by its values, the rules, and what the CRM has of its person. Pure: the delivery and
 * whoever tries settings out come to the same.
 */
export function planLead({
  prepared,
  match: { contact, deal },
  settings: { rules },
  directory,
}: {
  prepared: Pick<PreparedLead, "values" | "policies" | "integrationName">;
  match: Pick<LeadMatch, "contact" | "deal">;
  settings: Pick<IntegrationSettings, "rules">;
  directory: Pick<CrmDirectory, "users">;
}): LeadDecision {
  const plan = decide({ contact, activeDeal: deal, rules });
  const writes = planWrites({
    plan,
    mapped: { values: withNames(plan, prepared), policies: prepared.policies },
    update: rules.update,
    contact,
    deal,
  });
  const owner = plan.responsible && findOwner(plan.responsible, directory.users);
  return { plan, writes, owner, mappedId: owner && mappedResponsible(plan, writes) };
}

/** Names are made up for records that are created, never for those that exist. */
function withNames(plan: Plan, { values, integrationName }: Pick<PreparedLead, "values" | "integrationName">) {
  if (plan.kind !== "create_contact_and_deal" && plan.kind !== "update_contact_create_deal") return values;
  const filled = fillNames(values, integrationName);
  if (plan.kind === "create_contact_and_deal") return filled;
  return { ...values, "deal.name": filled["deal.name"] ?? integrationName };
}

/** Whom the mapping names for every record that the plan creates; a task is nothing that a mapping row could fill. */
function mappedResponsible({ writes: kinds }: Plan, writes: PlannedWrites): string | null {
  const creates: readonly PlanWrite[] = kinds;
  if (creates.includes("create_task")) return null;
  const isContactGiven = !creates.includes("create_contact") || writes.contact?.responsibleId;
  return isContactGiven ? (writes.deal?.responsibleId ?? null) : null;
}

/**
 * Names the responsible of what is created, with the reasons as the step «assign» keeps them; null when nothing is. `askTurn`
 * is called only when it is needed: not for an owner, nor when the mapping names somebody for all.
 */
export async function findResponsible(
  { owner, mappedId }: LeadDecision,
  { users }: Pick<CrmDirectory, "users">,
  askTurn: () => Promise<TakenTurn>,
): Promise<Responsible | null> {
  if (!owner) return null;
  const nameOf = (id: string | null) => users.find((user) => user.id === id)?.name ?? null;
  if (mappedId) return { userId: mappedId, output: { from: "mapping", userId: mappedId, name: nameOf(mappedId) } };
  if (owner.kind === "owner") {
    const { from, userId } = owner;
    return { userId, output: { from, userId, name: nameOf(userId) } };
  }
  const { crmUserId: userId, from, note, turn, candidates } = await askTurn();
  return { userId, output: { from, userId, name: nameOf(userId), because: owner.because, note, turn, candidates } };
}

/** The plan to the last value: what each write sends, and to whom the new records go. */
export function toLeadPlan({
  run,
  decision: { plan, writes },
  prepared,
  settings,
  directory,
  userId,
}: {
  run: number;
  decision: LeadDecision;
  prepared: Pick<PreparedLead, "taskText">;
  settings: Pick<IntegrationSettings, "rules">;
  directory: Pick<CrmDirectory, "users">;
  userId: string | null;
}): LeadPlan {
  const kinds: readonly PlanWrite[] = plan.writes;
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
      ? { id: responsibleId, name: directory.users.find(({ id }) => id === responsibleId)?.name ?? null }
      : null,
  };
}

function hasSomething(kind: PlanWrite, { contact, deal }: PlannedWrites): boolean {
  if (kind === "update_contact") return contact !== null;
  if (kind === "update_deal") return deal !== null;
  return true;
}

/** What the step «decide» keeps: the rules that it met, and what came of them. */
export function toDecideTrace(
  { plan, writes }: LeadDecision,
  { rules }: Pick<IntegrationSettings, "rules">,
  kinds: readonly PlanWrite[],
) {
  const { isDealForbidden, isTaskForbidden, update } = rules;
  return {
    input: { rules: { isDealForbidden, isTaskForbidden, update } },
    output: { plan: plan.kind, writes: [...kinds], changes: writes.changes },
  };
}
