import { type AccountSql, type Statement, withAccountSql } from "@/db/account-sql";
import { insertSteps, type LeadStep } from "@/lib/leads/record-step";
import type { DeliveryTask } from "./delivery-types";

/**
 * Puts a lead on hold in its place because its connection does not work. `broken` is what the CRM said when it refused the
 * credentials: the connection is marked, unless it was changed since (`version`).
 *
 * False when the connection works by now: the lead is not held and may be tried again. The connection's row is locked meanwhile, so
 * that whoever mends it either finds the lead held or is seen here.
 */
export async function holdLead(
  { accountId, leadId, run }: Pick<DeliveryTask, "accountId" | "leadId" | "run">,
  {
    connectionId,
    broken,
    steps = [],
    and = () => [],
  }: {
    connectionId: string;
    broken?: { words: string; version: string };
    steps?: readonly LeadStep[];
    and?: (sql: AccountSql) => Statement[];
  },
): Promise<boolean> {
  return withAccountSql(accountId, async (sql) => {
    if (broken) {
      // updated_at stays: it is the version of the settings, and these did not change.
      await sql`
        update connections set status = 'broken', broken_reason = ${broken.words}, broken_at = now()
        where id = ${connectionId} and status = 'connected' and updated_at::text = ${broken.version}`;
    }
    const [connection] = await sql<{ status: string; isDeleted: boolean }[]>`
      select status, deleted_at is not null as "isDeleted" from connections where id = ${connectionId} for share`;
    if (steps.length > 0) await insertSteps(sql, accountId, steps);
    await Promise.all(and(sql));
    if (connection?.status === "connected" && !connection.isDeleted) return false;

    const reason = connection?.status === "broken" ? "connection_broken" : "connection_disabled";
    const isMissing = !connection || connection.isDeleted;
    await sql`
      with rested as (update person_queue set run_id = null, alive_at = null where lead_id = ${leadId})
      update leads set status = 'held', reason = ${isMissing ? "no_connection" : reason}, reason_detail = null,
        next_try_at = null, updated_at = now()
      where id = ${leadId} and run = ${run} and status in ('received', 'processing', 'waiting')`;
    return true;
  });
}
