import type { CrmContact, CrmDeal, Identifier } from "@/lib/crm/types";
import type { Rules } from "@/lib/rules/schema";
import { chooseDeal, type DealChoice } from "./choose-deal";
import { isNewer, newestFirst } from "./newest-first";

/** A contact that the CRM, or the memory of earlier leads, gave for the lead's identifiers. */
export type FoundContact = { contact: CrmContact; foundBy: readonly Identifier["kind"][] };

/** `only_one` to `smallest_id` are the chosen one's reasons, by the rule that decided; the others those of the rest. */
type ContactReason =
  | "only_one"
  | "found_by_phone"
  | "has_active_deal"
  | "changed_last"
  | "smallest_id"
  | "found_by_email_only"
  | "no_active_deal"
  | "changed_earlier"
  | "larger_id";

type ContactCandidate = {
  id: string;
  url: string | null;
  foundBy: Identifier["kind"][];
  hasActiveDeal: boolean;
  updatedAt: string | null;
  isChosen: boolean;
  reason: ContactReason;
};

export type ContactChoice = {
  contact: CrmContact | null;
  /** The chosen contact's active deal, with the reasons. */
  deals: DealChoice;
  /** The chosen one first, the others by how near they came. */
  candidates: ContactCandidate[];
  /** Set when the e-mail leads to other contacts than the phone: the phone won. */
  conflict: { phoneContactId: string; emailContactIds: string[] } | null;
};

/**
 * Chooses the contact that a lead belongs to. A contact found by phone wins over one found by e-mail only; of several, one with
 * an active deal, then the most recently changed, then the one with the smaller id. Each candidate is listed with its reason.
 *
 * `openDeals` are the open deals by contact id; which of them count as active is for the rules to say.
 */
export function chooseContact(input: {
  found: readonly FoundContact[];
  openDeals: Readonly<Record<string, readonly CrmDeal[]>>;
  rules: Pick<Rules, "activePipelineIds">;
}): ContactChoice {
  const ranked = mergeById(input.found)
    .map((found) => toRanked(found, input))
    .sort((left, right) => left.rank - right.rank || newestFirst(left.contact, right.contact));
  const [chosen, second] = ranked;
  if (!chosen) return { contact: null, deals: { deal: null, candidates: [] }, candidates: [], conflict: null };

  return {
    contact: chosen.contact,
    deals: chosen.deals,
    candidates: ranked.map((candidate) => toCandidate(candidate, chosen, second)),
    conflict: findConflict(ranked, chosen),
  };
}

type Ranked = FoundContact & { deals: DealChoice; isByPhone: boolean; hasActiveDeal: boolean; rank: number };

function toRanked(found: FoundContact, input: Parameters<typeof chooseContact>[0]): Ranked {
  const deals = chooseDeal(input.openDeals[found.contact.id] ?? [], input.rules);
  const isByPhone = found.foundBy.includes("phone");
  const hasActiveDeal = deals.deal !== null;
  return { ...found, deals, isByPhone, hasActiveDeal, rank: (isByPhone ? 0 : 2) + (hasActiveDeal ? 0 : 1) };
}

/** A contact that both searches gave is one candidate, found by both. */
function mergeById(found: readonly FoundContact[]): FoundContact[] {
  const byId = new Map<string, FoundContact>();
  for (const { contact, foundBy } of found) {
    const known = byId.get(contact.id);
    byId.set(contact.id, {
      contact: known?.contact ?? contact,
      foundBy: [...new Set([...(known?.foundBy ?? []), ...foundBy])],
    });
  }
  return [...byId.values()];
}

function toCandidate(candidate: Ranked, chosen: Ranked, second: Ranked | undefined): ContactCandidate {
  const { contact, foundBy, hasActiveDeal } = candidate;
  return {
    id: contact.id,
    url: contact.url,
    foundBy: [...foundBy],
    hasActiveDeal,
    updatedAt: contact.updatedAt,
    isChosen: candidate === chosen,
    reason: candidate === chosen ? whyChosen(chosen, second) : whyNot(candidate, chosen),
  };
}

function whyChosen(chosen: Ranked, second: Ranked | undefined): ContactReason {
  if (!second) return "only_one";
  if (chosen.isByPhone && !second.isByPhone) return "found_by_phone";
  if (chosen.hasActiveDeal && !second.hasActiveDeal) return "has_active_deal";
  return isNewer(chosen.contact, second.contact) ? "changed_last" : "smallest_id";
}

function whyNot(candidate: Ranked, chosen: Ranked): ContactReason {
  if (chosen.isByPhone && !candidate.isByPhone) return "found_by_email_only";
  if (chosen.hasActiveDeal && !candidate.hasActiveDeal) return "no_active_deal";
  return isNewer(chosen.contact, candidate.contact) ? "changed_earlier" : "larger_id";
}

function findConflict(ranked: readonly Ranked[], chosen: Ranked): ContactChoice["conflict"] {
  const emailContactIds = ranked.filter(({ isByPhone }) => !isByPhone).map(({ contact }) => contact.id);
  if (!chosen.isByPhone || emailContactIds.length === 0) return null;
  return { phoneContactId: chosen.contact.id, emailContactIds };
}
