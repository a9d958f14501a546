import type { StoppedBy, TriedLead } from "./try-lead";

/** What a filter made of the last events. `leads` are those that reached it, `stoppedAt` counts by `groupIndex.conditionIndex`. */
export type TrialSummary = {
  leads: number;
  passed: number;
  notLeads: number;
  stopped: { key: string; by: StoppedBy }[];
  stoppedAt: ReadonlyMap<string, number>;
};

/** Sums up what became of the events, in their order. */
export function sumUpTrial(tried: readonly TriedLead[]): TrialSummary {
  const stopped = tried.flatMap(({ key, verdict }) => (verdict.kind === "stopped" ? [{ key, by: verdict.by }] : []));
  const notLeads = tried.filter(({ verdict }) => verdict.kind === "not_a_lead").length;
  const leads = tried.length - notLeads;
  const stoppedAt = new Map<string, number>();
  for (const { by } of stopped) {
    const place = `${by.groupIndex}.${by.conditionIndex}`;
    stoppedAt.set(place, (stoppedAt.get(place) ?? 0) + 1);
  }
  return { leads, passed: leads - stopped.length, notLeads, stopped, stoppedAt };
}
