import type { TransactionSql } from "postgres";
import type { CrmProvider } from "@/lib/crm/types";
import type { NextLead } from "./delivery-types";
import { toPersonKey } from "./person-hash";
import { RUN_LIFE_SECONDS } from "./run-life";

type HeadRow = { leadId: string; run: number; connectionId: string; provider: CrmProvider; hash: Buffer };

/**
 * Gives those of the prepared leads that are first in all queues of their person and that no living run works on; the
 * others wait, and know for whom.
 */
export async function startHeadsOfQueues(
  sql: TransactionSql,
  accountId: string,
  leadIds: readonly string[],
): Promise<NextLead[]> {
  const rows = await sql<HeadRow[]>`
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
    ),
    behind as (
      update leads set status = 'waiting', reason = 'behind_person',
        reason_detail = jsonb_build_object('leadId', standing.ahead_id), updated_at = now()
      from standing
      where leads.id = standing.lead_id and standing.ahead_id is not null and leads.status = 'received'
    )
    select lead.id as "leadId", lead.run, standing.connection_id as "connectionId", connection.provider, standing.hash
    from standing
    join leads lead on lead.id = standing.lead_id and lead.status in ('received', 'processing', 'waiting')
    join connections connection on connection.id = standing.connection_id
    where standing.ahead_id is null
      and not (standing.is_taken
        and greatest(standing.alive_at, lead.next_try_at) > now() - make_interval(secs => ${RUN_LIFE_SECONDS}))
    order by standing.position`;
  return rows.map(({ hash, ...row }) => ({ accountId, ...row, personKey: toPersonKey(row.connectionId, hash) }));
}
