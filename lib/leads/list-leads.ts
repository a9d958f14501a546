import "server-only";
import { type SQL, sql } from "drizzle-orm";
import type { Transaction } from "@/db/with-account";
import { startOfDay, startOfNextDay } from "./day-bounds";
import type { RegistryFilter } from "./registry-filter";
import { LEAD_STATUSES, type LeadStatus } from "./status";
import { firstIdAt } from "./uuid-bounds";

export const LEADS_PER_PAGE = 50;

/** One row of the registry. */
export type LeadListItem = {
  id: string;
  status: LeadStatus;
  reason: string | null;
  kind: "event" | "unreadable";
  receivedAt: Date;
  nextTryAt: Date | null;
  attempts: number;
  isTest: boolean;
  service: string | null;
  title: string | null;
  name: string | null;
  phone: string | null;
  email: string | null;
  integrationId: string;
  integrationName: string;
  connectionId: string | null;
  connectionName: string | null;
  responsibleName: string | null;
  contactUrl: string | null;
  dealUrl: string | null;
  taskUrl: string | null;
};

/** A page, newest first. `older` and `newer` are the ids to page on from; null at the end. */
export type LeadPage = { leads: LeadListItem[]; older: string | null; newer: string | null };

/**
 * Lists a page of the registry by the filters of its address.
 *
 * The ids of the page are read from an index alone, whatever the size of the table: from each of the wanted statuses the
 * next few, merged. Nothing is counted and no row is skipped over. `docs/registry-plans.md` shows the plans at a million.
 */
export async function listLeads(
  tx: Transaction,
  query: { accountId: string; filter: RegistryFilter; timeZone: string; limit?: number },
): Promise<LeadPage> {
  const { accountId, filter, limit = LEADS_PER_PAGE } = query;
  const isBackwards = filter.before !== undefined;
  const leads = await readLeads(tx, { accountId, ids: registryPageQuery(query) });
  const hasMore = leads.length > limit;
  const shown = isBackwards ? leads.slice(-limit) : leads.slice(0, limit);

  return {
    leads: shown,
    older: isBackwards || hasMore ? (shown.at(-1)?.id ?? null) : null,
    newer: (isBackwards ? hasMore : filter.after !== undefined) ? (shown[0]?.id ?? null) : null,
  };
}

/**
 * What happened since a page was read, cheaply: how many leads match its filters that are newer than its first (no more
 * than a page of them are counted), and the present state of the given ones.
 */
export async function listLeadChanges(
  tx: Transaction,
  query: { accountId: string; filter: RegistryFilter; timeZone: string; firstId: string | null; ids: string[] },
): Promise<{ newer: number; hasMore: boolean; leads: LeadListItem[] }> {
  const { accountId, timeZone, firstId, ids } = query;
  const filter = { ...query.filter, after: undefined, before: firstId ?? FIRST_ID };
  const [counted] = await tx.execute<{ newer: number }>(
    sql`select count(*)::int as newer from (${registryPageQuery({ accountId, filter, timeZone })}) as page`,
  );
  const newer = counted?.newer ?? 0;
  const wanted = sql`select unnest(${sql.param(ids)}::uuid[]) as id`;
  return {
    newer: Math.min(newer, LEADS_PER_PAGE),
    hasMore: newer > LEADS_PER_PAGE,
    leads: ids.length === 0 ? [] : await readLeads(tx, { accountId, ids: wanted }),
  };
}

async function readLeads(
  tx: Transaction,
  { accountId, ids }: { accountId: string; ids: SQL },
): Promise<LeadListItem[]> {
  const rows = await tx.execute<LeadListItem>(sql`
    with page as materialized (${ids})
    select leads.id, leads.status, leads.reason, leads.kind, leads.received_at as "receivedAt",
      leads.next_try_at as "nextTryAt", leads.attempts, leads.is_test as "isTest", leads.service, leads.title,
      leads.name, leads.phone, leads.email, leads.integration_id as "integrationId",
      integrations.name as "integrationName", leads.connection_id as "connectionId",
      connections.name as "connectionName", leads.responsible_name as "responsibleName",
      leads.contact_url as "contactUrl", leads.deal_url as "dealUrl", leads.task_url as "taskUrl"
    from page
    join leads on leads.account_id = ${accountId}::uuid and leads.id = page.id
    join integrations on integrations.id = leads.integration_id
    left join connections on connections.id = leads.connection_id
    order by leads.id desc`);
  return rows.map((row) => ({
    ...row,
    receivedAt: new Date(row.receivedAt),
    nextTryAt: row.nextTryAt === null ? null : new Date(row.nextTryAt),
  }));
}

/** The query for the ids of a page; one more than a page holds tells whether there is a further one. */
export function registryPageQuery(query: {
  accountId: string;
  filter: RegistryFilter;
  timeZone: string;
  /** Leads on a page. */
  limit?: number;
}): SQL {
  const { filter } = query;
  const direction = filter.before === undefined ? sql`desc` : sql`asc`;
  const limit = sql.raw(String((query.limit ?? LEADS_PER_PAGE) + 1));
  const account = sql`account_id = ${query.accountId}::uuid`;
  const { low, high } = idBounds(query);

  const isWhole = !filter.status?.length && !filter.integration && !filter.connection;
  if (isWhole) {
    return sql`select id from leads where ${account} and id > ${low}::uuid and id < ${high}::uuid order by id ${direction} limit ${limit}`;
  }

  const connection =
    filter.integration && filter.connection ? sql`and connection_id = ${filter.connection}::uuid` : sql``;
  const branches = (filter.status?.length ? filter.status : LEAD_STATUSES).map((status) => {
    const { columns, values } = indexOf(filter, status);
    const key = sql.join(columns, sql`, `);
    const bound = (id: string) => sql`(${sql.join([...values, sql`${id}::uuid`], sql`, `)})`;
    const order = sql.join(
      columns.map((column) => sql`${column} ${direction}`),
      sql`, `,
    );
    // Compared and ordered as a row: equality alone would leave the planner free to walk the account's newest leads
    // in the hope of meeting the wanted ones soon.
    return sql`(select id from leads where ${account} ${connection}
      and (${key}) > ${bound(low)} and (${key}) < ${bound(high)} order by ${order} limit ${limit})`;
  });
  return sql`select id from (${sql.join(branches, sql` union all `)}) as branches order by id ${direction} limit ${limit}`;
}

/** The columns of the index that finds a status by the filter, and their values but for the id's. */
function indexOf(filter: RegistryFilter, status: LeadStatus): { columns: SQL[]; values: SQL[] } {
  const columns = [sql`status`, sql`id`];
  const values = [sql`${status}::text`];
  if (filter.integration) {
    return { columns: [sql`integration_id`, ...columns], values: [sql`${filter.integration}::uuid`, ...values] };
  }
  if (filter.connection) {
    return { columns: [sql`connection_id`, ...columns], values: [sql`${filter.connection}::uuid`, ...values] };
  }
  return { columns, values };
}

/** Ids strictly between `low` and `high` are those of the dates and of the side of the page. */
function idBounds({ filter, timeZone }: { filter: RegistryFilter; timeZone: string }): { low: string; high: string } {
  const lows = [FIRST_ID, filter.before, filter.from && firstIdAt(startOfDay(filter.from, timeZone))];
  const highs = [LAST_ID, filter.after, filter.to && firstIdAt(startOfNextDay(filter.to, timeZone))];
  const given = (ids: (string | undefined)[]) => ids.filter((id) => id !== undefined).sort();
  return { low: given(lows).at(-1) ?? FIRST_ID, high: given(highs)[0] ?? LAST_ID };
}

const FIRST_ID = "00000000-0000-0000-0000-000000000000";
const LAST_ID = "ffffffff-ffff-ffff-ffff-ffffffffffff";
