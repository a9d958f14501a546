import { createHash } from "node:crypto";
import type { TransactionSql } from "postgres";
import type { PreparedLead } from "./delivery-types";
import type { PreparedEntry } from "./prepare-leads";

/**
 * Leads that were held until identified get the phone and e-mail of a later event of the same bot and contact, and go on before
 * it. Those of the same batch are changed in place; those from the database are given back.
 */
export async function completeHeldLeads(
  sql: TransactionSql,
  entries: readonly PreparedEntry[],
): Promise<PreparedEntry[]> {
  const inPairs = entries.filter((entry) => entry.holds && entry.pair);
  if (inPairs.length === 0) return [];

  // A lead that is about to be held and the event that completes it must not miss each other.
  const keys = [...new Set(inPairs.map(pairKey))].sort((a, b) => (a < b ? -1 : 1)).map(String);
  await sql`select pg_advisory_xact_lock(key) from unnest(${keys}::bigint[]) as key`;

  const completed: PreparedEntry[] = [];
  const waiting = new Map<bigint, PreparedEntry[]>();
  for (const entry of inPairs) {
    const key = pairKey(entry);
    const { end } = entry.outcome;
    if (end?.reason === "awaiting_identifier") waiting.set(key, [...(waiting.get(key) ?? []), entry]);
    if (end) continue;
    for (const held of waiting.get(key) ?? []) completeWith(held, entry);
    waiting.delete(key);
    completed.push(...(await findHeld(sql, entry)));
  }
  return completed;
}

type HeldRow = { id: string; run: number; version: number; connectionId: string | null; prepared: PreparedLead };

async function findHeld(sql: TransactionSql, entry: PreparedEntry): Promise<PreparedEntry[]> {
  const { lead, pair } = entry;
  if (!pair) return [];
  const rows = await sql<HeldRow[]>`
    select lead.id, lead.run, lead.version, lead.connection_id as "connectionId", work.prepared
    from leads lead
    join lead_work work on work.lead_id = lead.id and (work.prepared->>'run')::int = lead.run
    where lead.status = 'held' and lead.reason = 'awaiting_identifier' and lead.integration_id = ${lead.integrationId}
      and lead.bot_id = ${pair.botId} and lead.bot_contact_id = ${pair.contactId}
    order by lead.received_at, lead.id
    for no key update of lead skip locked`;
  return rows.map((row) => {
    const held: PreparedEntry = {
      ...entry,
      lead: { ...lead, id: row.id, run: row.run, version: row.version },
      connectionId: row.connectionId ?? entry.connectionId,
      outcome: {
        steps: [],
        end: null,
        prepared: row.prepared,
        columns: { name: null, phone: null, email: null },
      },
    };
    completeWith(held, entry);
    return held;
  });
}

/** Fills what the held lead lacks of a person: its other values stay its own. */
function completeWith(held: PreparedEntry, { lead, outcome }: PreparedEntry): void {
  const { prepared, columns } = outcome;
  const target = held.outcome.prepared;
  target.identifiers = prepared.identifiers;
  for (const field of ["contact.phone", "contact.email"] as const) {
    const value = prepared.values[field];
    if (value === undefined || target.values[field] !== undefined) continue;
    target.values[field] = value;
    target.policies[field] = prepared.policies[field] ?? "inherit";
  }
  held.outcome.end = null;
  held.outcome.columns = { ...held.outcome.columns, phone: columns.phone, email: columns.email };
  held.outcome.steps.push({
    leadId: held.lead.id,
    run: held.lead.run,
    stage: "identify",
    attempt: 2,
    status: "done",
    output: { identifiers: prepared.identifiers.map(({ kind, value }) => ({ kind, value })), completedBy: lead.id },
    startedAt: new Date(),
    durationMs: 0,
  });
}

function pairKey({ lead, pair }: PreparedEntry): bigint {
  return createHash("sha256")
    .update(JSON.stringify(["pair", lead.integrationId, pair?.botId, pair?.contactId]))
    .digest()
    .readBigInt64BE();
}
