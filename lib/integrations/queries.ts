import "server-only";
import { and, desc, eq, isNull, sql } from "drizzle-orm";
import { integrations, integrationVersions } from "@/db/schema";
import type { Transaction } from "@/db/with-account";
import { LEAD_STATUSES } from "@/lib/leads/status";
import { COUNT_MAX } from "./count-max";
import { type IntegrationSettings, integrationSettingsSchema } from "./schema";

/** One row of «Інтеграції». Counts are of the last 24 hours, at most `COUNT_MAX`. */
export type IntegrationListItem = {
  id: string;
  name: string;
  source: "sendpulse";
  isActive: boolean;
  connectionId: string | null;
  connectionName: string | null;
  connectionStatus: "connected" | "broken" | "disabled" | null;
  lastLeadAt: Date | null;
  received: number;
  delivered: number;
  failed: number;
};

/** Lists the account's integrations by name, with where they deliver to and what came in the last 24 hours. */
export async function listIntegrations(tx: Transaction, accountId: string): Promise<IntegrationListItem[]> {
  const since = sql`(lpad(to_hex((extract(epoch from now() - interval '24 hours') * 1000)::bigint), 12, '0') || '70008000000000000000')::uuid`;
  const count = (status: "delivered" | "failed") => sql`
    (select count(*)::int from (
      select 1 from leads
      where leads.account_id = integrations.account_id and leads.integration_id = integrations.id
        and leads.status = ${status} and leads.id >= ${since}
      limit ${COUNT_MAX}) as counted)`;

  const rows = await tx.execute<IntegrationListItem>(sql`
    select integrations.id, integrations.name, integrations.source, integrations.is_active as "isActive",
      connections.id as "connectionId", connections.name as "connectionName", connections.status as "connectionStatus",
      integrations.last_lead_at as "lastLeadAt",
      (select count(*)::int from (
        select 1 from unnest(${sql.param([...LEAD_STATUSES])}::text[]) as wanted
        cross join lateral (
          select 1 from leads
          where leads.account_id = integrations.account_id and leads.integration_id = integrations.id
            and leads.status = wanted and leads.id >= ${since}
          limit ${COUNT_MAX}) as found
        limit ${COUNT_MAX}) as counted) as received,
      ${count("delivered")} as delivered,
      ${count("failed")} as failed
    from integrations
    join integration_versions on integration_versions.integration_id = integrations.id
      and integration_versions.version = integrations.version
    left join connections on connections.id = (integration_versions.settings ->> 'connectionId')::uuid
      and connections.deleted_at is null
    where integrations.account_id = ${accountId}::uuid and integrations.deleted_at is null
    order by lower(integrations.name), integrations.id`);
  return rows.map((row) => ({ ...row, lastLeadAt: row.lastLeadAt === null ? null : new Date(row.lastLeadAt) }));
}

export type IntegrationDetails = {
  id: string;
  name: string;
  source: "sendpulse";
  isActive: boolean;
  version: number;
  settings: IntegrationSettings;
  lastLeadAt: Date | null;
};

/** The integration with its current settings, or null when the account has none by this id. */
export async function findIntegration(tx: Transaction, id: string): Promise<IntegrationDetails | null> {
  const [row] = await tx
    .select({
      id: integrations.id,
      name: integrations.name,
      source: integrations.source,
      isActive: integrations.isActive,
      version: integrations.version,
      settings: integrationVersions.settings,
      lastLeadAt: integrations.lastLeadAt,
    })
    .from(integrations)
    .innerJoin(
      integrationVersions,
      and(
        eq(integrationVersions.integrationId, integrations.id),
        eq(integrationVersions.version, integrations.version),
      ),
    )
    .where(and(eq(integrations.id, id), isNull(integrations.deletedAt)));
  return row ? { ...row, settings: integrationSettingsSchema.parse(row.settings) } : null;
}

/** Id and name of every integration that has or had leads, for the registry's filter; deleted ones last. */
export function listIntegrationNames(tx: Transaction, accountId: string) {
  return tx
    .select({ id: integrations.id, name: integrations.name })
    .from(integrations)
    .where(eq(integrations.accountId, accountId))
    .orderBy(desc(isNull(integrations.deletedAt)), integrations.name);
}
