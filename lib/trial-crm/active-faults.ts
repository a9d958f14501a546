import type { TrialFaults } from "./schema";

/** The faults that still have an effect: one whose calls are used up has none. */
export function listActiveFaults({
  delayMs,
  searchLagMs,
  failure,
  loseAnswers,
  allowsRepeats,
}: TrialFaults): (keyof TrialFaults)[] {
  const isActive: Record<keyof TrialFaults, boolean> = {
    delayMs: Boolean(delayMs),
    searchLagMs: Boolean(searchLagMs),
    failure: failure !== undefined && (failure.nextCalls ?? failure.share) !== 0,
    loseAnswers: Boolean(loseAnswers?.nextCalls),
    allowsRepeats: Boolean(allowsRepeats),
  };
  return ALL.filter((fault) => isActive[fault]);
}

const ALL = ["delayMs", "searchLagMs", "failure", "loseAnswers", "allowsRepeats"] as const;
