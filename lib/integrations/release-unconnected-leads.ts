import "server-only";
import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/with-account";

/**
 * Puts the leads that an integration holds for want of a connection back into the queue, in order of receipt, with the
 * settings of now. The job that delivers them is committed with the caller's transaction. Gives their number.
 */
export async function releaseUnconnectedLeads(
  tx: Transaction,
  { accountId, integrationId }: { accountId: string; integrationId: string },
): Promise<number> {
  const rows = await tx.execute<{ id: string }>(sql`
    update leads set status = 'received', reason = null, reason_detail = null, version = null, connection_id = null,
      next_try_at = null, updated_at = now()
    where account_id = ${accountId}::uuid and integration_id = ${integrationId}::uuid
      and status = 'held' and reason = 'no_connection'
    returning id`);
  if (rows.length === 0) return 0;

  const ids = sql.param(rows.map(({ id }) => id).sort());
  // Those whose connection was deleted under them were prepared for it and stand in its queues.
  await tx.execute(sql`delete from person_queue where lead_id = any(${ids}::uuid[])`);
  await tx.execute(sql`delete from lead_work where lead_id = any(${ids}::uuid[])`);
  await tx.execute(sql`
    select engine.add_outbox_job(array(select ${accountId}::uuid from unnest(${ids}::uuid[])), ${ids}::uuid[])`);
  return rows.length;
}
