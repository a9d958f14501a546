import { v7 as uuidv7 } from "uuid";
import { withAccountSql } from "@/db/account-sql";
import { FINAL_STATUSES } from "./status";

export type ReplayResult = { ok: true; run: number } | { ok: false; reason: "not_found" | "not_final" };

/**
 * Runs a lead again from the beginning, with the settings of now. Legal from every final status; a lead that is still on its way goes
 * on by itself. What earlier runs wrote is known, so that nobody is created twice.
 */
export async function replayLead({
  accountId,
  leadId,
  userId,
}: {
  accountId: string;
  leadId: string;
  userId: string | null;
}): Promise<ReplayResult> {
  return withAccountSql(accountId, async (sql) => {
    const [lead] = await sql<{ status: string; kind: string }[]>`
      select status, kind from leads where id = ${leadId} for update`;
    if (lead?.kind !== "event") return { ok: false, reason: "not_found" };
    if (!FINAL_STATUSES.some((status) => status === lead.status)) return { ok: false, reason: "not_final" };

    const [started] = await sql<{ run: number }[]>`
      with work as (delete from lead_work where lead_id = ${leadId}),
      places as (delete from person_queue where lead_id = ${leadId})
      update leads set run = run + 1, status = 'received', reason = null, reason_detail = null, version = null, plan = null,
        attempts = 0, next_try_at = null, finished_at = null, responsible_id = null, responsible_name = null,
        contact_id = null, contact_url = null, deal_id = null, deal_url = null, task_id = null, task_url = null,
        updated_at = now()
      where id = ${leadId}
      returning run`;
    const run = started?.run ?? 1;
    await sql`
      insert into audit_log (id, account_id, user_id, action, subject_id, detail)
      values (${uuidv7()}, ${accountId}, ${userId}, 'lead.replayed', ${leadId}, ${JSON.stringify({ run })}::jsonb)`;
    await sql`select engine.add_outbox_job(array[${accountId}::uuid], array[${leadId}::uuid])`;
    return { ok: true, run };
  });
}
