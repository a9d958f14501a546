import { type AccountSql, runAsAccount, type Statement, withAccountSql } from "@/db/account-sql";
import type { CrmProvider } from "@/lib/crm/types";
import type { JsonObject } from "@/lib/json";
import type { LeadReason } from "@/lib/leads/reasons";
import { insertSteps, type LeadStep } from "@/lib/leads/record-step";
import type { DeliveryTask, NextLead } from "./delivery-types";
import { queueLockKey, toPersonKey } from "./person-hash";
import { startHeadsOfQueues } from "./start-heads-of-queues";

export type LeadEnd = {
  status: "delivered" | "skipped" | "failed";
  reason: LeadReason | null;
  detail?: JsonObject;
};

/** What the registry shows of the result; null leaves a column as it is. */
export type LeadColumns = {
  plan: string | null;
  responsibleId: string | null;
  responsibleName: string | null;
  contactId: string | null;
  contactUrl: string | null;
  dealId: string | null;
  dealUrl: string | null;
  taskId: string | null;
  taskUrl: string | null;
};

/** `others`: leads that came first in one of these queues and seem to wait in another. */
type Released = { isEnded: boolean; next: NextRow[] | null; others: string[] | null };
type NextRow = { leadId: string; run: number; connectionId: string; provider: CrmProvider; hash: string };

/**
 * Ends a lead's way: final status, the last steps, and its place in the queues of its person given to the next. Gives the
 * leads whose turn it is now, or null when another run has taken the lead over or it is at its end already.
 *
 * `queues` are the hashes of the lead's identifiers: leads enter and leave a queue under its lock, so that nobody who comes at
 * this moment is overlooked. `and` are statements for the same transaction.
 */
export async function finishLead(
  task: Pick<DeliveryTask, "accountId" | "leadId" | "run" | "runId">,
  {
    end,
    steps,
    connectionId,
    queues,
    columns = {},
    and = () => [],
  }: {
    end: LeadEnd;
    steps: readonly LeadStep[];
    connectionId: string;
    queues: readonly Buffer[];
    columns?: Partial<LeadColumns>;
    and?: (sql: AccountSql) => Statement[];
  },
): Promise<NextLead[] | null> {
  const { accountId, leadId, run, runId } = task;
  const lockKeys = queues.map((hash) => queueLockKey(connectionId, hash));
  const [row] = await runAsAccount(
    accountId,
    (sql) => [
      sql<Released[]>`
        with ended as (
          update leads set status = ${end.status}, reason = ${end.reason},
            reason_detail = ${end.detail ? JSON.stringify(end.detail) : null}::jsonb, next_try_at = null,
            finished_at = now(), updated_at = now(),
            plan = coalesce(${columns.plan ?? null}, plan),
            responsible_id = coalesce(${columns.responsibleId ?? null}, responsible_id),
            responsible_name = coalesce(${columns.responsibleName ?? null}, responsible_name),
            contact_id = coalesce(${columns.contactId ?? null}, contact_id),
            contact_url = coalesce(${columns.contactUrl ?? null}, contact_url),
            deal_id = coalesce(${columns.dealId ?? null}, deal_id),
            deal_url = coalesce(${columns.dealUrl ?? null}, deal_url),
            task_id = coalesce(${columns.taskId ?? null}, task_id),
            task_url = coalesce(${columns.taskUrl ?? null}, task_url)
          where id = ${leadId} and run = ${run}
            and exists (select from person_queue where lead_id = ${leadId} and run_id = ${runId})
          returning id
        ),
        steps as (${insertSteps(sql, accountId, steps)}),
        gone as (
          delete from person_queue using ended where person_queue.lead_id = ended.id
          returning person_queue.connection_id, person_queue.identifier_hash
        ),
        follower as (
          select distinct (
            select other.lead_id from person_queue other
            where other.connection_id = gone.connection_id and other.identifier_hash = gone.identifier_hash
              and other.lead_id <> ${leadId}
            order by other.position limit 1
          ) as lead_id from gone
        ),
        head as (
          select follower.lead_id, min(mine.position) as position,
            (array_agg(mine.connection_id))[1] as connection_id,
            (array_agg(mine.identifier_hash order by mine.position))[1] as hash
          from follower join person_queue mine on mine.lead_id = follower.lead_id
          group by follower.lead_id
          having not bool_or(exists (
            select from person_queue other where other.connection_id = mine.connection_id
              and other.identifier_hash = mine.identifier_hash and other.position < mine.position
              and other.lead_id <> ${leadId}
          ))
        )
        select exists (select from ended) as "isEnded", (
          select json_agg(json_build_object('leadId', lead.id, 'run', lead.run, 'connectionId', head.connection_id,
            'provider', connection.provider, 'hash', encode(head.hash, 'hex')) order by head.position)
          from head
          join leads lead on lead.id = head.lead_id and lead.status in ('received', 'waiting')
          join connections connection on connection.id = head.connection_id
        ) as next, (
          select array_agg(lead_id) from follower
          where lead_id is not null and lead_id not in (select lead_id from head)
        ) as others`,
      ...and(sql),
    ],
    { lockKeys, isRepeatable: true },
  );
  if (!row?.isEnded) return null;
  const next = (row.next ?? []).map(({ hash, ...lead }) => ({
    accountId,
    ...lead,
    personKey: toPersonKey(lead.connectionId, Buffer.from(hash, "hex")),
  }));
  return [...next, ...(await lookAgain(accountId, row.others ?? []))];
}

/**
 * A lead may wait in two queues for two leads that end at the same moment, neither of which sees the other gone. Whichever commits
 * last sees it here; when both do, the lead is started twice and the second start finds it taken.
 */
async function lookAgain(accountId: string, leadIds: readonly string[]): Promise<NextLead[]> {
  if (leadIds.length === 0) return [];
  return withAccountSql(accountId, (sql) => startHeadsOfQueues(sql, accountId, leadIds), { isRepeatable: true });
}
