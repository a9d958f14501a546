import "server-only";
import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/with-account";
import { LEAD_STATUSES, type LeadStatus } from "@/lib/leads/status";

/** The newest row of the registry of one integration, as far as its settings page shows it. */
export type LatestLead = { id: string; status: LeadStatus; name: string | null; receivedAt: string; isTest: boolean };

/** The newest lead of the integration, or null while none has come. Reads one entry of the index for each status. */
export async function findLatestLead(
  tx: Transaction,
  { accountId, integrationId }: { accountId: string; integrationId: string },
): Promise<LatestLead | null> {
  const [row] = await tx.execute<LatestLead>(sql`
    select leads.id, leads.status, leads.name, leads.is_test as "isTest",
      to_char(leads.received_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "receivedAt"
    from (
      select newest.id from unnest(${sql.param([...LEAD_STATUSES])}::text[]) as wanted
      cross join lateral (
        select id from leads
        where account_id = ${accountId}::uuid and integration_id = ${integrationId}::uuid and status = wanted
        order by id desc limit 1) as newest
      order by newest.id desc limit 1) as latest
    join leads on leads.account_id = ${accountId}::uuid and leads.id = latest.id`);
  return row ?? null;
}
