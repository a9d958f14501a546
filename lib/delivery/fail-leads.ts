import { withAccountSql } from "@/db/account-sql";
import type { LeadReason } from "@/lib/leads/reasons";

/** Ends leads that never got as far as a queue, for a reason of ours. */
export async function failLeads({
  accountId,
  leadIds,
  reason,
}: {
  accountId: string;
  leadIds: readonly string[];
  reason: LeadReason;
}): Promise<void> {
  await withAccountSql(
    accountId,
    (sql) => sql`
      update leads set status = 'failed', reason = ${reason}, reason_detail = null, finished_at = now(), updated_at = now()
      where id = any(${leadIds}::uuid[]) and status = 'received'`,
  );
}
