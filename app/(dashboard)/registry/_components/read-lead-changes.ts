import { type RegistryFilter, toRegistryQuery } from "@/lib/leads/registry-filter";
import type { LeadRow } from "./lead-row";

/** What happened since the page was read; see `listLeadChanges`. */
export type LeadChanges = { newer: number; hasMore: boolean; leads: LeadRow[] };

/** Asks the server; null when it could not be asked now, which the next time may mend. */
export async function readLeadChanges({
  filter,
  firstId,
  ids,
}: {
  filter: RegistryFilter;
  firstId: string | undefined;
  ids: string[];
}): Promise<LeadChanges | "signed_out" | null> {
  const query = new URLSearchParams(toRegistryQuery({ ...filter, after: undefined, before: undefined }));
  if (firstId) query.set("first", firstId);
  if (ids.length > 0) query.set("open", ids.join(","));
  try {
    const response = await fetch(`/registry/live?${query}`);
    if (response.status === 401) return "signed_out";
    // Made by the route of this address, in the same version of the product.
    return response.ok ? ((await response.json()) as LeadChanges) : null;
  } catch {
    return null;
  }
}
