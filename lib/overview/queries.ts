import "server-only";
import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/with-account";
import type { LeadStatus } from "@/lib/leads/status";
import { firstIdAt } from "@/lib/leads/uuid-bounds";

/** What the first page of an account says. */
export type Overview = {
  /** Leads received since the given time, by status; statuses without leads are absent. */
  counts: Partial<Record<LeadStatus, number>>;
  brokenConnections: { id: string; name: string; reason: string | null }[];
  /** What is done of the way to the first delivered lead. */
  steps: { hasConnection: boolean; integrationId: string | null; hasLead: boolean; hasDelivered: boolean };
};

/** Reads the overview of the account that the transaction is open for. */
export async function getOverview(
  tx: Transaction,
  { accountId, since }: { accountId: string; since: Date },
): Promise<Overview> {
  // Ids begin with the time, so that the count reads one end of the registry's index.
  const counts = await tx.execute<{ status: LeadStatus; leads: number }>(sql`
    select status, count(*)::int as leads from leads
    where account_id = ${accountId} and id >= ${firstIdAt(since)}::uuid group by status`);
  const brokenConnections = await tx.execute<{ id: string; name: string; reason: string | null }>(sql`
    select id, name, broken_reason as reason from connections
    where account_id = ${accountId} and status = 'broken' and deleted_at is null order by broken_at desc limit 20`);
  const [steps] = await tx.execute<Overview["steps"]>(sql`
    select
      exists (select from connections where account_id = ${accountId} and deleted_at is null) as "hasConnection",
      (select id from integrations where account_id = ${accountId} and deleted_at is null order by id limit 1) as "integrationId",
      exists (select from leads where account_id = ${accountId}) as "hasLead",
      exists (select from leads where account_id = ${accountId} and status = 'delivered') as "hasDelivered"`);
  return {
    counts: Object.fromEntries(counts.map(({ status, leads }) => [status, leads])),
    brokenConnections: [...brokenConnections],
    steps: steps ?? { hasConnection: false, integrationId: null, hasLead: false, hasDelivered: false },
  };
}
