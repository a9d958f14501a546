import { withAccountSql } from "@/db/account-sql";

/**
 * Puts the leads that wait for a connection back on their way, in order of receipt. Call it once the connection works
 * again and that is committed. Gives their number.
 */
export async function releaseHeldLeads({
  accountId,
  connectionId,
}: {
  accountId: string;
  connectionId: string;
}): Promise<number> {
  return withAccountSql(accountId, async (sql) => {
    const rows = await sql<{ id: string }[]>`
      update leads set status = 'received', reason = null, reason_detail = null, next_try_at = null, updated_at = now()
      from connections
      where leads.connection_id = ${connectionId} and leads.status = 'held'
        and leads.reason in ('connection_broken', 'connection_disabled')
        and connections.id = leads.connection_id and connections.status = 'connected' and connections.deleted_at is null
      returning leads.id`;
    if (rows.length === 0) return 0;
    const ids = rows.map(({ id }) => id).sort();
    await sql`select engine.add_outbox_job(${ids.map(() => accountId)}::uuid[], ${ids}::uuid[])`;
    return ids.length;
  });
}
