import postgres, { type TransactionSql } from "postgres";
import { withAccountSql } from "@/db/account-sql";
import { loadSettings } from "@/lib/integrations/load-settings";
import { insertSteps } from "@/lib/leads/record-step";
import { completeHeldLeads } from "./complete-held-leads";
import type { NextLead } from "./delivery-types";
import { failLeads } from "./fail-leads";
import { queueHashes, queueLockKey } from "./person-hash";
import { type PreparedOutcome, prepareLead, type ReceivedLead } from "./prepare-lead";
import { startHeadsOfQueues } from "./start-heads-of-queues";

/** A lead with what became of it; `pair` is SendPulse's bot and contact. */
export type PreparedEntry = {
  lead: ReceivedLead;
  outcome: PreparedOutcome;
  connectionId: string | null;
  pair: { botId: string; contactId: string } | null;
  holds: boolean;
};

/**
 * Does the work that needs no CRM for received leads, puts those that go on into the queues of their persons, and gives the ones whose
 * turn it is. Leads that were prepared before are only looked at for their turn, so that it may be repeated at any time.
 *
 * Each lead stands for itself: one whose data cannot be stored is `failed` and the others go on.
 */
export async function prepareLeads({
  accountId,
  leadIds,
}: {
  accountId: string;
  leadIds: readonly string[];
}): Promise<NextLead[]> {
  try {
    return await prepareTogether(accountId, leadIds);
  } catch (error) {
    if (!isDataError(error)) throw error;
  }
  const next: NextLead[] = [];
  for (const leadId of leadIds) {
    try {
      next.push(...(await prepareTogether(accountId, [leadId])));
    } catch (error) {
      if (!isDataError(error)) throw error;
      await failLeads({ accountId, leadIds: [leadId], reason: "internal_error" });
    }
  }
  return next;
}

/** What the lead's own values brought about: it will not pass the next time either. */
function isDataError(error: unknown): boolean {
  return error instanceof postgres.PostgresError ? /^(22|23|54)/.test(error.code) : error instanceof LeadDataError;
}

class LeadDataError extends Error {
  override name = "LeadDataError";
}

async function prepareTogether(accountId: string, leadIds: readonly string[]): Promise<NextLead[]> {
  return withAccountSql(
    accountId,
    async (sql) => {
      const rows = await loadLeads(sql, leadIds);
      const entries: PreparedEntry[] = [];
      for (const row of rows) {
        if (row.isPrepared || row.status !== "received" || !row.event) continue;
        const entry = await prepareRow(sql, accountId, row);
        if (entry) entries.push(entry);
      }
      const completed = await completeHeldLeads(sql, entries);
      const prepared = rows.filter(({ isPrepared }) => isPrepared);
      if (entries.length > 0) await store(sql, accountId, [...completed, ...entries]);
      const ready = [...prepared.map(({ id }) => id), ...completed.map(idOf), ...entries.filter(goesOn).map(idOf)];
      return ready.length > 0 ? startHeadsOfQueues(sql, accountId, ready) : [];
    },
    { isRepeatable: true },
  );
}

type LeadRow = {
  id: string;
  run: number;
  status: string;
  integrationId: string;
  integrationName: string;
  version: number;
  receivedAt: string;
  title: string | null;
  service: string | null;
  botId: string | null;
  botContactId: string | null;
  event: ReceivedLead["event"] | null;
  isPrepared: boolean;
  connectionId: string | null;
  directoryAt: string | null;
};

/** Rows that another process has at hand are left to it. */
function loadLeads(sql: TransactionSql, leadIds: readonly string[]) {
  return sql<LeadRow[]>`
    select lead.id, lead.run, lead.status, lead.integration_id as "integrationId", integration.name as "integrationName",
      version.version, lead.received_at as "receivedAt", lead.title, lead.service, lead.bot_id as "botId",
      lead.bot_contact_id as "botContactId",
      case when work.lead_id is null and lead.status = 'received' then body.event end as event,
      work.lead_id is not null as "isPrepared", connection.id as "connectionId", connection.directory_at::text as "directoryAt"
    from leads lead
    join integrations integration on integration.id = lead.integration_id
    join integration_versions version
      on version.integration_id = lead.integration_id and version.version = coalesce(lead.version, integration.version)
    left join lead_events body on body.lead_id = lead.id
    left join connections connection
      on connection.id = (version.settings->>'connectionId')::uuid and connection.deleted_at is null
    left join lead_work work on work.lead_id = lead.id and (work.prepared->>'run')::int = lead.run
    where lead.id = any(${leadIds}::uuid[]) and lead.kind = 'event' and lead.status in ('received', 'processing', 'waiting')
    order by lead.received_at, lead.id
    for no key update of lead skip locked`;
}

async function prepareRow(sql: TransactionSql, accountId: string, row: LeadRow): Promise<PreparedEntry | null> {
  const compiled = await loadSettings(accountId, row, sql).catch(toDataError);
  if (!compiled || !row.event) return null;
  const isConnected = row.connectionId !== null;
  const lead = { ...row, event: row.event, receivedAt: new Date(row.receivedAt), isConnected };
  const outcome = prepareOrFail(lead, compiled);
  return {
    lead,
    outcome,
    connectionId: row.connectionId,
    pair: row.botId && row.botContactId ? { botId: row.botId, contactId: row.botContactId } : null,
    holds: compiled.settings.rules.noIdentifier === "hold",
  };
}

/** Settings that cannot be read will not become readable; what the database says is passed on. */
function toDataError(cause: unknown): never {
  if (cause instanceof postgres.PostgresError) throw cause;
  throw new LeadDataError("The settings of a lead cannot be read", { cause });
}

function prepareOrFail(...args: Parameters<typeof prepareLead>): PreparedOutcome {
  try {
    return prepareLead(...args);
  } catch (cause) {
    throw new LeadDataError("A lead could not be prepared", { cause });
  }
}

/**
 * Each lead is looked up by itself and changed where it lies: this transaction has locked it, and a plan made while the table was
 * small would go through all leads of the account for it.
 */
async function store(sql: TransactionSql, accountId: string, entries: readonly PreparedEntry[]): Promise<void> {
  const places = entries.filter(goesOn).flatMap(toPlaces);
  const keys = places.map((place) => queueLockKey(place.connection_id, Buffer.from(place.hash, "hex")));
  const ascending = [...new Set(keys)].sort((a, b) => (a < b ? -1 : 1)).map(String);
  const steps = entries.flatMap(({ outcome }) => outcome.steps);
  // Whoever is first in one queue of a person is so in all of them: they are entered under these locks.
  if (ascending.length > 0) await sql`select pg_advisory_xact_lock(key) from unnest(${ascending}::bigint[]) as key`;
  await sql`
    with steps as (${insertSteps(sql, accountId, steps)}),
    work as (
      insert into lead_work (lead_id, account_id, prepared)
      select lead_id, ${accountId}::uuid, prepared
      from json_to_recordset(${JSON.stringify(entries.filter(isKept).map(toWork))}::json) as work(lead_id uuid, prepared jsonb)
      on conflict (lead_id) do update set prepared = excluded.prepared, match = null, plan = null, updated_at = now()
    ),
    places as (
      insert into person_queue (account_id, connection_id, identifier_hash, lead_id)
      select ${accountId}::uuid, connection_id, decode(hash, 'hex'), lead_id
      from json_to_recordset(${JSON.stringify(places)}::json)
        as place(nr int, connection_id uuid, hash text, lead_id uuid)
      order by nr
      on conflict do nothing
    )
    update leads set
      status = changed.status, reason = changed.reason, reason_detail = changed.reason_detail,
      version = changed.version, connection_id = changed.connection_id, name = coalesce(changed.name, leads.name),
      phone = coalesce(changed.phone, leads.phone), email = coalesce(changed.email, leads.email),
      next_try_at = now() + make_interval(mins => changed.hold_minutes),
      finished_at = case when changed.status in ('skipped', 'filtered') then now() end, updated_at = now()
    from json_to_recordset(${JSON.stringify(entries.map(toLeadChange))}::json) as changed(id uuid, status text, reason text,
      reason_detail jsonb, version int, connection_id uuid, name text, phone text, email text, hold_minutes int)
    cross join lateral (select ctid as place from leads where id = changed.id offset 0) as held
    where leads.ctid = held.place`;
}

function toLeadChange({ lead, outcome, connectionId }: PreparedEntry) {
  const { end, columns } = outcome;
  return {
    id: lead.id,
    status: end?.status ?? "received",
    reason: end?.reason,
    reason_detail: end?.detail,
    // A lead that waits for a connection begins anew with the settings that name one.
    version: end?.reason === "no_connection" ? null : lead.version,
    connection_id: connectionId,
    ...columns,
    hold_minutes: end?.reason === "awaiting_identifier" ? end.detail?.minutes : undefined,
  };
}

function toWork({ lead, outcome }: PreparedEntry) {
  return { lead_id: lead.id, prepared: outcome.prepared };
}

function toPlaces({ lead, outcome, connectionId }: PreparedEntry) {
  return queueHashes(lead.id, outcome.prepared.identifiers).map((hash) => ({
    connection_id: connectionId ?? "",
    hash: hash.toString("hex"),
    lead_id: lead.id,
  }));
}

function goesOn({ outcome }: PreparedEntry) {
  return outcome.end === null;
}

/** What a later event may complete keeps its values too. */
function isKept({ outcome }: PreparedEntry) {
  return outcome.end === null || outcome.end.reason === "awaiting_identifier";
}

function idOf({ lead }: PreparedEntry) {
  return lead.id;
}
