import type { TransactionSql } from "postgres";
import type { CrmProvider } from "@/lib/crm/types";
import type { NextLead } from "./delivery-types";
import { toPersonKey } from "./person-hash";
import { RUN_LIFE_SECONDS } from "./run-life";

type StandingRow = {
  leadId: string;
  run: number;
  connectionId: string;
  provider: CrmProvider;
  hash: Buffer;
  /** The lead that it waits for; null when it is first in all queues of its person. */
  aheadId: string | null;
};

/**
 * Gives those of the prepared leads that are first in all queues of their person and that no living run works on; the
 * others wait, and know for whom.
 */
export async function startHeadsOfQueues(
  sql: TransactionSql,
  accountId: string,
  leadIds: readonly string[],
): Promise<NextLead[]> {
  const rows = await readStanding(sql, leadIds);
  const behind = rows.filter(({ aheadId }) => aheadId !== null);
  if (behind.length > 0) await letWait(sql, behind);
  return rows
    .filter(({ aheadId }) => aheadId === null)
    .map(({ hash, aheadId: _, ...row }) => ({ accountId, ...row, personKey: toPersonKey(row.connectionId, hash) }));
}

/** Each lead is looked up by itself: a plan made while the table was small would go through all leads of the account for it. */
function readStanding(sql: TransactionSql, leadIds: readonly string[]) {
  return sql<StandingRow[]>`
    with place as (
      select mine.lead_id, mine.connection_id, mine.identifier_hash, mine.position, mine.run_id, mine.alive_at,
        (
          select other.lead_id from person_queue other
          where other.connection_id = mine.connection_id and other.identifier_hash = mine.identifier_hash
            and other.position < mine.position
          order by other.position desc limit 1
        ) as ahead_id
      from person_queue mine where mine.lead_id = any(${leadIds}::uuid[])
    ),
    standing as (
      select lead_id, (array_agg(ahead_id) filter (where ahead_id is not null))[1] as ahead_id,
        (array_agg(connection_id))[1] as connection_id, (array_agg(identifier_hash order by position))[1] as hash,
        min(position) as position, bool_or(run_id is not null) as is_taken, max(alive_at) as alive_at
      from place group by lead_id
    )
    select standing.lead_id as "leadId", lead.run, standing.connection_id as "connectionId", connection.provider,
      standing.hash, standing.ahead_id as "aheadId"
    from standing
    cross join lateral (select run, status, next_try_at from leads where id = standing.lead_id offset 0) as lead
    cross join lateral (select provider from connections where id = standing.connection_id offset 0) as connection
    where lead.status in ('received', 'processing', 'waiting')
      and (standing.ahead_id is not null or not (standing.is_taken
        and greatest(standing.alive_at, lead.next_try_at) > now() - make_interval(secs => ${RUN_LIFE_SECONDS})))
    order by standing.position`;
}

function letWait(sql: TransactionSql, behind: readonly StandingRow[]) {
  return sql`
    update leads set status = 'waiting', reason = 'behind_person',
      reason_detail = jsonb_build_object('leadId', behind.ahead_id), updated_at = now()
    from unnest(${behind.map(({ leadId }) => leadId)}::uuid[], ${behind.map(({ aheadId }) => aheadId)}::uuid[])
      as behind (lead_id, ahead_id)
    where leads.id = behind.lead_id and leads.status = 'received'`;
}
