import type { CrmDeal } from "@/lib/crm/types";
import type { Rules } from "@/lib/rules/schema";
import { isNewer, newestFirst } from "./newest-first";

/** `only_one`, `changed_last` and `smallest_id` are the chosen one's reasons, the others those of the rest. */
type DealReason = "only_one" | "changed_last" | "smallest_id" | "other_pipeline" | "changed_earlier" | "larger_id";

type DealCandidate = {
  id: string;
  url: string | null;
  pipelineId: string | null;
  updatedAt: string | null;
  isChosen: boolean;
  reason: DealReason;
};

export type DealChoice = { deal: CrmDeal | null; candidates: DealCandidate[] };

/**
 * Chooses a contact's active deal among its open ones: in the pipelines that the rules name (any, when they name none), the most
 * recently changed. Every deal is listed with the reason why it was or was not chosen, the chosen one first.
 */
export function chooseDeal(deals: readonly CrmDeal[], rules: Pick<Rules, "activePipelineIds">): DealChoice {
  const isInPipelines = ({ pipelineId }: CrmDeal) =>
    rules.activePipelineIds.length === 0 || (pipelineId !== null && rules.activePipelineIds.includes(pipelineId));

  const active = deals.filter(isInPipelines).sort(newestFirst);
  const others = deals.filter((deal) => !isInPipelines(deal)).sort(newestFirst);
  const [chosen, second] = active;

  const candidates = [
    ...active.map((deal) => toCandidate(deal, chosen, reasonOf(deal, chosen, second))),
    ...others.map((deal) => toCandidate(deal, chosen, "other_pipeline")),
  ];
  return { deal: chosen ?? null, candidates };
}

function reasonOf(deal: CrmDeal, chosen: CrmDeal | undefined, second: CrmDeal | undefined): DealReason {
  if (deal !== chosen) return chosen && isNewer(chosen, deal) ? "changed_earlier" : "larger_id";
  if (!second) return "only_one";
  return isNewer(deal, second) ? "changed_last" : "smallest_id";
}

function toCandidate(deal: CrmDeal, chosen: CrmDeal | undefined, reason: DealReason): DealCandidate {
  const { id, url, pipelineId, updatedAt } = deal;
  return { id, url, pipelineId, updatedAt, isChosen: deal === chosen, reason };
}
