import { v7 as uuidv7 } from "uuid";
import { type AccountSql, runAsAccount } from "@/db/account-sql";
import type { PlanWrite } from "@/lib/rules/decide";
import type { DeliveryTask } from "./delivery-types";
import type { RecordLink } from "./lead-work";

/** What the journal says of a write that is about to be made. */
export type JournalEntry =
  /** Nothing was sent yet, or what was sent was refused: write. */
  | { state: "new"; requestId: string; earlierIds: string[] }
  /** It was sent and no answer came: look before writing again. */
  | { state: "unknown"; requestId: string; earlierIds: string[] }
  /** It is in the CRM. Updates have no record of their own. */
  | { state: "done"; record: RecordLink | null };

type EntryRow = {
  isMine: boolean;
  id: string | null;
  status: "started" | "done" | "rejected" | null;
  externalId: string | null;
  url: string | null;
  earlierIds: string[] | null;
};

/**
 * Enters a write as started, before its request leaves. Null when another run has taken the lead over.
 *
 * `earlierIds` name the same write of earlier runs of the lead whose outcome was never learnt.
 */
export async function startWrite(task: DeliveryTask, kind: PlanWrite): Promise<JournalEntry | null> {
  const { accountId, leadId, run, runId } = task;
  const newId = uuidv7();
  const [row] = await runAsAccount(accountId, (sql) => [
    sql<EntryRow[]>`
      with fence as (
        update person_queue set alive_at = now() where lead_id = ${leadId} and run_id = ${runId} returning lead_id
      ),
      known as (
        select id, status, external_id, url from crm_writes
        where lead_id = ${leadId} and run = ${run} and kind = ${kind}::crm_write_kind
      ),
      started as (
        insert into crm_writes (id, account_id, lead_id, run, kind)
        select distinct ${newId}::uuid, ${accountId}::uuid, ${leadId}::uuid, ${run}::int, ${kind}::crm_write_kind from fence
        on conflict (lead_id, run, kind) do update
          set status = 'started', attempts = crm_writes.attempts + 1, started_at = now(), finished_at = null
          where crm_writes.status <> 'done'
        returning id
      ),
      resumed as (
        update leads set status = 'processing', reason = null, reason_detail = null, next_try_at = null,
          attempts = attempts + 1, updated_at = now()
        where id = ${leadId} and run = ${run} and status = 'waiting' and exists (select from fence)
      )
      select exists (select from fence) as "isMine", coalesce((select id from known), (select id from started)) as id,
        (select status from known) as status, (select external_id from known) as "externalId",
        (select url from known) as url, (
          select json_agg(id) from crm_writes
          where lead_id = ${leadId} and run < ${run} and kind = ${kind}::crm_write_kind and status = 'started'
        ) as "earlierIds"`,
  ]);
  if (!row?.isMine || !row.id) return null;
  if (row.status === "done") {
    return { state: "done", record: row.externalId === null ? null : { id: row.externalId, url: row.url } };
  }
  const earlierIds = row.earlierIds ?? [];
  return { state: row.status === "started" ? "unknown" : "new", requestId: row.id, earlierIds };
}

/**
 * The statement that enters what a write made, and the one that follows it as started. Gives a row where the lead is still
 * this run's.
 */
export function endWrite(
  sql: AccountSql,
  { accountId, leadId, run, runId }: DeliveryTask,
  { requestId, record, next }: { requestId: string; record: RecordLink | null; next: NextWrite | null },
) {
  return sql`
    with fence as (select from person_queue where lead_id = ${leadId} and run_id = ${runId} limit 1),
    ended as (
      update crm_writes set status = 'done', external_id = ${record?.id ?? null}, url = ${record?.url ?? null},
        finished_at = now()
      where id = ${requestId}
    ),
    following as (
      insert into crm_writes (id, account_id, lead_id, run, kind)
      select ${next?.requestId ?? null}::uuid, ${accountId}, ${leadId}, ${run}, ${next?.kind ?? null}::crm_write_kind
      from fence where ${next !== null}
      on conflict do nothing
    )
    select from fence`;
}

export type NextWrite = { kind: PlanWrite; requestId: string };

/** The statement that enters that the CRM refused a write, or never got it. */
export function rejectWrite(sql: AccountSql, requestId: string) {
  return sql`update crm_writes set status = 'rejected', finished_at = now() where id = ${requestId} and status = 'started'`;
}
