import type { CrmDirectory, FieldKey, FieldValue, Identifier } from "@/lib/crm/types";
import type { LeadMatch } from "@/lib/delivery/delivery-types";
import { type LeadDecision, planLead } from "@/lib/delivery/plan-lead";
import { prepareLead, type ReceivedLead } from "@/lib/delivery/prepare-lead";
import type { CompiledSettings } from "@/lib/integrations/compile-settings";
import type { JsonObject } from "@/lib/json";
import type { LeadReason } from "@/lib/leads/reasons";
import type { Plan } from "@/lib/rules/decide";
import { isSameValue } from "@/lib/rules/same-value";

/** A lead as it came, with what was found for it in a CRM; `found` is null where nobody looked. */
export type ComparedLead = {
  lead: Omit<ReceivedLead, "isConnected" | "integrationName">;
  found: {
    match: Pick<LeadMatch, "contact" | "deal" | "knownDealIds">;
    connectionId: string;
    /** What the person was looked for by. */
    identifiers: Identifier[];
  } | null;
};

/** One of the two settings, with what they need of their connection. */
export type ComparedSettings = {
  compiled: CompiledSettings;
  integrationName: string;
  directory: CrmDirectory;
  defaultUserId: string | null;
};

/** Who would get what is created: somebody by name, or whoever is next in a collection. */
export type ComparedResponsible =
  | { from: "collection"; collectionId: string }
  | { from: "contact" | "deal" | "mapping" | "default"; userId: string | null };

type Verdict = {
  status: "delivered" | "skipped" | "filtered" | "held";
  reason: LeadReason | null;
  detail: JsonObject | null;
};
type Pair<T> = { before: T; after: T };

/** What would be otherwise for one lead; null stands for what stays as it is. */
export type LeadDifference = {
  verdict: Pair<Verdict> | null;
  identifiers: Pair<string[]> | null;
  plan: Pair<Plan["kind"]> | null;
  /** What is written into a field, null for nothing; without a known match, the values before it is decided what is written. */
  fields: ({ field: FieldKey } & Pair<FieldValue | null>)[];
  responsible: Pair<ComparedResponsible> | null;
  task: Pair<string | null> | null;
};

export type LeadComparison = {
  /** Null when nothing would change. */
  difference: LeadDifference | null;
  /** False when the decision could not be compared, because it is not known what the CRM has for the lead. */
  isDecisionKnown: boolean;
};

/**
 * Sends one lead through two settings and tells what would be otherwise, without asking a CRM: the decision is made with the match
 * that the lead really had, as far as the settings would have come to the same one.
 */
export function compareSettings(compared: ComparedLead, { before, after }: Pair<ComparedSettings>): LeadComparison {
  const isSamePipelines = isEqual(pipelinesOf(before), pipelinesOf(after));
  const [old, next] = [toOutcome(compared, before, isSamePipelines), toOutcome(compared, after, isSamePipelines)];
  const bothGoOn = old.verdict.status === "delivered" && next.verdict.status === "delivered";
  const isDecisionKnown = [old, next].every(({ isOpen }) => !isOpen);
  const isPlanned = old.decision !== null && next.decision !== null;

  const difference: LeadDifference = {
    verdict: pairIf(old.verdict, next.verdict),
    identifiers: pairIf(old.identifiers, next.identifiers),
    plan: isPlanned && old.decision && next.decision ? pairIf(old.decision.plan.kind, next.decision.plan.kind) : null,
    fields: bothGoOn ? listFields(isPlanned ? "written" : "values", old, next) : [],
    responsible: isPlanned && old.responsible && next.responsible ? pairIf(old.responsible, next.responsible) : null,
    task: bothGoOn && isPlanned ? pairIf(old.task, next.task) : null,
  };
  const isSame = Object.values(difference).every((part) => part === null || (Array.isArray(part) && part.length === 0));
  return { difference: isSame ? null : difference, isDecisionKnown };
}

type Outcome = {
  verdict: Verdict;
  identifiers: string[];
  values: Record<FieldKey, FieldValue>;
  /** It goes on to the CRM, and nobody knows what is there. */
  isOpen: boolean;
  decision: LeadDecision | null;
  written: Record<FieldKey, FieldValue>;
  responsible: ComparedResponsible | null;
  task: string | null;
};

function toOutcome({ lead, found }: ComparedLead, side: ComparedSettings, isSamePipelines: boolean): Outcome {
  const { compiled, integrationName, directory } = side;
  const { settings } = compiled;
  const received = { ...lead, integrationName, isConnected: settings.connectionId !== null };
  const { prepared, end } = prepareLead(received, compiled);
  const outcome: Outcome = {
    verdict: end ?? { status: "delivered", reason: null, detail: null },
    identifiers: prepared.identifiers.map(({ value }) => value),
    values: prepared.values,
    isOpen: false,
    decision: null,
    written: {},
    responsible: null,
    task: null,
  };
  if (end) return outcome;

  const isAsked = found?.connectionId === settings.connectionId && isEqual(found.identifiers, prepared.identifiers);
  const known = found && isAsked ? rematch(found.match, { ...settings.rules, isSamePipelines }) : null;
  if (!known) return { ...outcome, isOpen: true };
  const decision = planLead({ prepared, match: known, settings, directory });
  if (decision.plan.kind === "skip") {
    return { ...outcome, decision, verdict: { status: "skipped", reason: "update_only", detail: null } };
  }
  const sent = decision.writes.changes.filter(({ isSent }) => isSent);
  const createsTask = decision.plan.kind === "update_deal_create_task";
  return {
    ...outcome,
    decision,
    written: Object.fromEntries(sent.map(({ field, after }) => [field, after])),
    responsible: toResponsible(decision, side),
    task: createsTask ? prepared.taskText : null,
  };
}

/** The match as these settings would have come to it; null where only the CRM knows whether another deal would be the active one. */
function rematch(
  { contact, deal, knownDealIds }: NonNullable<ComparedLead["found"]>["match"],
  { activePipelineIds, isSamePipelines }: { activePipelineIds: readonly string[]; isSamePipelines: boolean },
): Pick<LeadMatch, "contact" | "deal"> | null {
  const isAnyPipeline = activePipelineIds.length === 0;
  if (!deal) {
    const mayBeActive = knownDealIds.length > 0 && (isAnyPipeline || !isSamePipelines);
    return mayBeActive ? null : { contact, deal };
  }
  const isActive = isAnyPipeline || activePipelineIds.includes(deal.pipelineId ?? "");
  const isOnlyOne = knownDealIds.length === 1;
  if (isActive) return isOnlyOne || isSamePipelines ? { contact, deal } : null;
  return isOnlyOne ? { contact, deal: null } : null;
}

function toResponsible(
  { owner, mappedId }: LeadDecision,
  { compiled: { settings }, defaultUserId }: ComparedSettings,
): ComparedResponsible | null {
  if (!owner) return null;
  if (mappedId) return { from: "mapping", userId: mappedId };
  if (owner.kind === "owner") return { from: owner.from, userId: owner.userId };
  if (settings.collectionId) return { from: "collection", collectionId: settings.collectionId };
  return { from: "default", userId: settings.rules.defaultResponsibleId ?? defaultUserId };
}

function listFields(of: "values" | "written", old: Outcome, next: Outcome): LeadDifference["fields"] {
  const fields = [...new Set([...keysOf(old[of]), ...keysOf(next[of])])];
  return fields.flatMap((field) => {
    const [before, after] = [old[of][field] ?? null, next[of][field] ?? null];
    const isSame = before !== null && after !== null ? isSameValue(before, after) : before === after;
    return isSame ? [] : [{ field, before, after }];
  });
}

function keysOf(values: Record<FieldKey, FieldValue>): FieldKey[] {
  return Object.keys(values) as FieldKey[];
}

function pipelinesOf({ compiled }: ComparedSettings): string[] {
  return [...compiled.settings.rules.activePipelineIds].sort();
}

function pairIf<T>(before: T, after: T): Pair<T> | null {
  return isEqual(before, after) ? null : { before, after };
}

/** For plain data whose keys stand in the same order. */
function isEqual(left: unknown, right: unknown): boolean {
  return JSON.stringify(left) === JSON.stringify(right);
}
