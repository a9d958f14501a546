import { v7 as uuidv7 } from "uuid";
import { type AccountSql, runAsAccount } from "@/db/account-sql";
import type { PlanWrite } from "@/lib/rules/decide";
import type { DeliveryTask } from "./delivery-types";
import type { RecordLink } from "./lead-work";

/** What the journal says of a write that is about to be made. */
export type JournalEntry =
  /** Nothing was sent yet, or what was sent was refused: write. */
  | { state: "new"; requestId: string; earlier: SentWrite[] }
  /** It was sent and no answer came: look before writing again. */
  | ({ state: "unknown"; earlier: SentWrite[] } & SentWrite)
  /** It is in the CRM. Updates have no record of their own. */
  | { state: "done"; record: RecordLink | null };

/** A write whose outcome was never learnt, and when it was sent last. */
type SentWrite = { requestId: string; sentAt: Date };

type EntryRow = {
  isMine: boolean;
  id: string | null;
  status: "started" | "done" | "rejected" | null;
  externalId: string | null;
  url: string | null;
  sentAt: string | null;
  earlier: { requestId: string; sentAt: string }[] | null;
};

/**
 * Enters a write as started, before its request leaves. Null when another run has taken the lead over.
 *
 * `earlier` names the same write of earlier runs of the lead whose outcome was never learnt.
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
        select id, status, external_id, url, started_at from crm_writes
        where lead_id = ${leadId} and run = ${run} and kind = ${kind}::crm_write_kind
      ),
      started as (
        insert into crm_writes (id, account_id, lead_id, run, kind)
        select distinct ${newId}::uuid, ${accountId}::uuid, ${leadId}::uuid, ${run}::int, ${kind}::crm_write_kind from fence
        on conflict (lead_id, run, kind) do update
          set status = 'started', attempts = crm_writes.attempts + 1, finished_at = null,
            started_at = case crm_writes.status when 'started' then crm_writes.started_at else now() end
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
        (select url from known) as url, (select started_at::text from known) as "sentAt", (
          select json_agg(json_build_object('requestId', id, 'sentAt', started_at)) from crm_writes
          where lead_id = ${leadId} and run < ${run} and kind = ${kind}::crm_write_kind and status = 'started'
        ) as earlier`,
  ]);
  if (!row?.isMine || !row.id) return null;
  if (row.status === "done") {
    return { state: "done", record: row.externalId === null ? null : { id: row.externalId, url: row.url } };
  }
  const earlier = (row.earlier ?? []).map(({ requestId, sentAt }) => ({ requestId, sentAt: new Date(sentAt) }));
  if (row.status !== "started" || row.sentAt === null) return { state: "new", requestId: row.id, earlier };
  return { state: "unknown", requestId: row.id, sentAt: new Date(row.sentAt), earlier };
}

/** Whether a record of the CRM was made by the write of another lead of the connection. */
export async function isMadeByAnother(
  { accountId, leadId }: DeliveryTask,
  { kind, connectionId, recordId }: { kind: PlanWrite; connectionId: string; recordId: string },
): Promise<boolean> {
  const [row] = await runAsAccount(accountId, (sql) => [
    sql<{ isMade: boolean }[]>`
      select exists (
        select from crm_writes
        join leads on (leads.account_id, leads.id) = (crm_writes.account_id, crm_writes.lead_id)
        where crm_writes.external_id = ${recordId} and crm_writes.kind = ${kind}::crm_write_kind
          and crm_writes.lead_id <> ${leadId} and leads.connection_id = ${connectionId}
      ) as "isMade"`,
  ]);
  return row?.isMade ?? false;
}

/** Enters that a write whose outcome is unknown is sent once more. */
export async function startAgain({ accountId }: DeliveryTask, requestId: string): Promise<void> {
  await runAsAccount(accountId, (sql) => [
    sql`update crm_writes set started_at = now() where id = ${requestId} and status = 'started'`,
  ]);
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
