import { runAsAccount } from "@/db/account-sql";
import type { JsonObject } from "@/lib/json";
import type { RememberedContact } from "@/lib/matching/find-match";
import type { DeliveryTask, PreparedLead, StepStop } from "./delivery-types";
import { holdLead } from "./hold-lead";
import { type OpenConnection, openConnection } from "./open-connection";
import { type RememberedRow, toRemembered } from "./remembered-people";
import { RUN_LIFE_SECONDS } from "./run-life";

export type ClaimedLead = {
  prepared: PreparedLead;
  connection: OpenConnection;
  /** The contact and deal that this connection knows by the lead's identifiers, phone first. */
  remembered: RememberedContact[];
  /** An earlier try got as far as writing: its plan goes on. */
  hasWrites: boolean;
};

type ClaimRow = {
  status: string;
  isTaken: boolean;
  aheadId: string | null;
  prepared: PreparedLead | null;
  hasWrites: boolean;
  connectionId: string;
  provider: string;
  connectionStatus: "connected" | "broken" | "disabled";
  isDeleted: boolean;
  connectionVersion: string;
  remembered: RememberedRow[] | null;
};

/**
 * Takes a lead for this run: only while it is first in all queues of its person, no other living run works on it, and
 * its connection works. Whatever stands against it is stored on the lead.
 */
export async function claimLead(task: DeliveryTask): Promise<{ outcome: "claimed"; lead: ClaimedLead } | StepStop> {
  const row = await claim(task);
  if (!row?.prepared || row.provider !== task.provider) return { outcome: "gone" };
  if (row.isTaken) return { outcome: "claimed", lead: await toClaimed(task, row, row.prepared) };
  if (!isOpen(row.status)) return { outcome: "gone" };
  if (row.aheadId) return waitBehind(task, row.aheadId);
  if (row.connectionStatus === "connected" && !row.isDeleted) return { outcome: "gone" };
  const held = await holdLead(task, { connectionId: row.connectionId });
  // The connection was mended between the two looks.
  return held ? { outcome: "held" } : { outcome: "retry", delaySeconds: 1 };
}

const OPEN_STATUSES = ["received", "processing", "waiting", "held"];

function isOpen(status: string) {
  return OPEN_STATUSES.includes(status);
}

async function claim({ accountId, leadId, run, runId }: DeliveryTask): Promise<ClaimRow | undefined> {
  const [row] = await runAsAccount(
    accountId,
    (sql) => [
      sql<ClaimRow[]>`
      with lead as (
        select lead.id, lead.status, lead.next_try_at, connection.id as connection_id, connection.provider,
          connection.status as connection_status, connection.deleted_at is not null as is_deleted,
          connection.updated_at::text as connection_version
        from leads lead join connections connection on connection.id = lead.connection_id
        where lead.id = ${leadId} and lead.run = ${run}
      ),
      ahead as (
        select other.lead_id from person_queue mine
        join person_queue other on other.connection_id = mine.connection_id
          and other.identifier_hash = mine.identifier_hash and other.position < mine.position
        where mine.lead_id = ${leadId}
        limit 1
      ),
      taken as (
        update person_queue set run_id = ${runId}, alive_at = now()
        from lead
        where person_queue.lead_id = lead.id and lead.connection_status = 'connected' and not lead.is_deleted
          and lead.status in ('received', 'processing', 'waiting', 'held') and not exists (select from ahead)
          and (person_queue.run_id is null or person_queue.run_id = ${runId}
            or greatest(person_queue.alive_at, lead.next_try_at) < now() - make_interval(secs => ${RUN_LIFE_SECONDS}))
        returning person_queue.connection_id, person_queue.identifier_hash
      ),
      started as (
        update leads set status = 'processing', reason = null, reason_detail = null, next_try_at = null,
          attempts = attempts + 1, updated_at = now()
        where id = ${leadId} and exists (select from taken)
      )
      select lead.status, exists (select from taken) as "isTaken", (select lead_id from ahead) as "aheadId",
        case when (work.prepared->>'run')::int = ${run} then work.prepared end as prepared,
        coalesce((work.plan->>'run')::int = ${run}, false)
          and exists (select from crm_writes where lead_id = lead.id and run = ${run} and status <> 'rejected') as "hasWrites",
        lead.connection_id as "connectionId", lead.provider, lead.connection_status as "connectionStatus",
        lead.is_deleted as "isDeleted", lead.connection_version as "connectionVersion",
        (
          select json_agg(json_build_object('hash', encode(person.identifier_hash, 'hex'),
            'contactId', person.contact_id, 'dealId', person.deal_id))
          from remembered_people person join taken using (connection_id, identifier_hash)
        ) as remembered
      from lead left join lead_work work on work.lead_id = lead.id`,
    ],
    { isRepeatable: true },
  );
  return row;
}

async function toClaimed(task: DeliveryTask, row: ClaimRow, prepared: PreparedLead): Promise<ClaimedLead> {
  const connection = await openConnection({
    accountId: task.accountId,
    connectionId: row.connectionId,
    version: row.connectionVersion,
  });
  const remembered = toRemembered(prepared.identifiers, row.remembered ?? []);
  return { prepared, connection, remembered, hasWrites: row.hasWrites };
}

async function waitBehind({ accountId, leadId, run }: DeliveryTask, aheadId: string): Promise<StepStop> {
  const detail: JsonObject = { leadId: aheadId };
  await runAsAccount(accountId, (sql) => [
    sql`
      update leads set status = 'waiting', reason = 'behind_person', reason_detail = ${JSON.stringify(detail)}::jsonb,
        updated_at = now()
      where id = ${leadId} and run = ${run} and status = 'received'`,
  ]);
  return { outcome: "waiting" };
}
