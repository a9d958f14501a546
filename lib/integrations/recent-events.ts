import "server-only";
import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/with-account";
import type { JsonObject } from "@/lib/json";
import { LEAD_STATUSES, type LeadStatus } from "@/lib/leads/status";

/** One of an integration's last events, to try settings out on. */
export type RecentEvent = {
  leadId: string;
  /** ISO 8601 in UTC. */
  receivedAt: string;
  status: LeadStatus;
  isTest: boolean;
  service: string | null;
  title: string | null;
  name: string | null;
  event: JsonObject;
};

/** `omitted`: events that are too large to be shown beside the settings. */
export type RecentEvents = { events: RecentEvent[]; omitted: number };

export const RECENT_EVENTS_MAX = 50;
/** Characters of JSON: one event, and all of them together. */
const EVENT_CHARS_MAX = 100_000;
const ALL_CHARS_MAX = 1_500_000;

/** The last events of an integration, newest first, whatever became of them; repeats are left out. Reads one end of the registry's index for each status. */
export async function listRecentEvents(
  tx: Transaction,
  { accountId, integrationId, limit = RECENT_EVENTS_MAX }: { accountId: string; integrationId: string; limit?: number },
): Promise<RecentEvents> {
  const wanted = LEAD_STATUSES.filter((status) => status !== "duplicate");
  const rows = await tx.execute<Omit<RecentEvent, "event"> & { event: JsonObject | null; chars: number }>(sql`
    select leads.id as "leadId", leads.status, leads.is_test as "isTest", leads.service, leads.title, leads.name,
      to_char(leads.received_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "receivedAt",
      body.chars, case when body.chars <= ${EVENT_CHARS_MAX} then body.event end as event
    from (
      select newest.id from unnest(${sql.param(wanted)}::text[]) as wanted
      cross join lateral (
        select id from leads
        where account_id = ${accountId}::uuid and integration_id = ${integrationId}::uuid and status = wanted
          and kind = 'event'
        order by id desc limit ${limit}) as newest
      order by newest.id desc limit ${limit}) as latest
    join leads on leads.account_id = ${accountId}::uuid and leads.id = latest.id
    cross join lateral (
      select event, length(event::text) as chars from lead_events where lead_id = leads.id offset 0) as body
    order by leads.id desc`);

  const events: RecentEvent[] = [];
  let chars = 0;
  for (const { chars: size, event, ...row } of rows) {
    chars += event ? size : 0;
    if (event && chars <= ALL_CHARS_MAX) events.push({ ...row, event });
  }
  return { events, omitted: rows.length - events.length };
}
