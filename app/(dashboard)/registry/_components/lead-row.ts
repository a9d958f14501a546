import type { LeadListItem } from "@/lib/leads/list-leads";

/** A lead of the list as the browser has it: times that came as JSON are text. */
export type LeadRow = Omit<LeadListItem, "receivedAt" | "nextTryAt"> & {
  receivedAt: Date | string;
  nextTryAt: Date | string | null;
};
