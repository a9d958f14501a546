import "server-only";
import { and, eq, inArray, sql } from "drizzle-orm";
import { connections, leads, leadWork } from "@/db/schema";
import { type Transaction, withAccount } from "@/db/with-account";
import type { CrmDirectory } from "@/lib/crm/types";
import type { LeadMatch, PreparedLead } from "@/lib/delivery/delivery-types";
import { compileSettings } from "@/lib/integrations/compile-settings";
import { findIntegration } from "@/lib/integrations/queries";
import { listRecentEvents, type RecentEvent } from "@/lib/integrations/recent-events";
import type { IntegrationSettings } from "@/lib/integrations/schema";
import { type SettingsIssue, validateSettings } from "@/lib/integrations/validate-settings";
import { log } from "@/lib/log";
import {
  type ComparedLead,
  type ComparedSettings,
  compareSettings,
  type LeadComparison,
  type LeadDifference,
} from "./compare-settings";

/** A lead that would come out otherwise. */
export type ChangedLead = Pick<RecentEvent, "leadId" | "receivedAt" | "name" | "service" | "title"> & {
  difference: LeadDifference;
};

export type ComparisonResult =
  | {
      ok: true;
      /** Newest first. */
      changed: ChangedLead[];
      /** How many leads were sent through both settings. */
      compared: number;
      /** Of these, the ones whose decision could not be compared. */
      undecided: number;
      /** Leads that are too large to be looked at here. */
      omitted: number;
      /** Leads would go to another CRM, which nobody asked yet. */
      isOtherCrm: boolean;
    }
  | { ok: false; reason: "invalid_settings"; issues: SettingsIssue[] }
  | { ok: false; reason: "not_found" };

/** Sends the integration's last events through its published settings and through these, and lists what would change. No CRM is asked. */
export async function compareOnRecent({
  accountId,
  integrationId,
  integrationName,
  settings,
}: {
  accountId: string;
  integrationId: string;
  /** The name that is typed now; templates may hold it. */
  integrationName: string;
  settings: IntegrationSettings;
}): Promise<ComparisonResult> {
  const loaded = await withAccount(accountId, async (tx) => {
    const integration = await findIntegration(tx, integrationId);
    const issues = await validateSettings(tx, settings);
    if (!integration || issues.length > 0) return { integration, issues };
    const { events, omitted } = await listRecentEvents(tx, { accountId, integrationId });
    return {
      integration,
      issues,
      omitted,
      events,
      found: await findMatches(tx, { accountId, leadIds: events.map(({ leadId }) => leadId) }),
      before: await toSide(tx, integration.settings, integration.name),
      after: await toSide(tx, settings, integrationName),
    };
  });
  const { integration, issues, events = [], omitted = 0, found, before, after } = loaded;
  if (!integration) return { ok: false, reason: "not_found" };
  if (issues.length > 0) return { ok: false, reason: "invalid_settings", issues };
  if (!found || !before || !after) return { ok: false, reason: "not_found" };

  const results = events.flatMap((event) => {
    const comparison = compareOne(toCompared(event, { integrationId, found }), { before, after });
    return comparison ? [{ event, ...comparison }] : [];
  });
  return {
    ok: true,
    changed: results.flatMap(({ event: { leadId, receivedAt, name, service, title }, difference }) =>
      difference ? [{ leadId, receivedAt, name, service, title, difference }] : [],
    ),
    compared: results.length,
    undecided: results.filter(({ isDecisionKnown }) => !isDecisionKnown).length,
    omitted: omitted + events.length - results.length,
    isOtherCrm:
      integration.settings.connectionId !== null && integration.settings.connectionId !== settings.connectionId,
  };
}

/** Null for an event that cannot be worked on: a lead fails for it whatever the settings are. */
function compareOne(...args: Parameters<typeof compareSettings>): LeadComparison | null {
  try {
    return compareSettings(...args);
  } catch (err) {
    log.warn({ err, leadId: args[0].lead.id }, "settings could not be compared on an event");
    return null;
  }
}

type Matches = ReadonlyMap<string, NonNullable<ComparedLead["found"]>>;

function toCompared(
  { leadId, receivedAt, title, service, event }: RecentEvent,
  { integrationId, found }: { integrationId: string; found: Matches },
): ComparedLead {
  const lead = {
    id: leadId,
    run: 1,
    version: 0,
    integrationId,
    receivedAt: new Date(receivedAt),
    title,
    service,
    event,
  };
  return { lead, found: found.get(leadId) ?? null };
}

/** What the leads' own deliveries found in their CRM. */
async function findMatches(
  tx: Transaction,
  { accountId, leadIds }: { accountId: string; leadIds: string[] },
): Promise<Matches> {
  if (leadIds.length === 0) return new Map();
  const rows = await tx
    .select({
      leadId: leads.id,
      connectionId: leads.connectionId,
      match: sql<LeadMatch | null>`${leadWork.match}`,
      prepared: sql<PreparedLead | null>`${leadWork.prepared}`,
    })
    .from(leads)
    .innerJoin(leadWork, and(eq(leadWork.accountId, leads.accountId), eq(leadWork.leadId, leads.id)))
    .where(and(eq(leads.accountId, accountId), inArray(leads.id, leadIds)));
  return new Map(
    rows.flatMap(({ leadId, connectionId, match, prepared }) =>
      match && prepared && connectionId
        ? [
            [
              leadId,
              { match, connectionId, identifiers: prepared.identifiers.map(({ kind, value }) => ({ kind, value })) },
            ],
          ]
        : [],
    ),
  );
}

const EMPTY_DIRECTORY: CrmDirectory = { users: [], pipelines: [], fields: [] };

async function toSide(
  tx: Transaction,
  settings: IntegrationSettings,
  integrationName: string,
): Promise<ComparedSettings> {
  const { connectionId } = settings;
  const [connection] = connectionId
    ? await tx
        .select({ directory: connections.directory, defaultUserId: connections.defaultUserId })
        .from(connections)
        .where(eq(connections.id, connectionId))
    : [];
  return {
    compiled: compileSettings(settings, connection?.directory ?? null),
    integrationName,
    directory: connection?.directory ?? EMPTY_DIRECTORY,
    defaultUserId: connection?.defaultUserId ?? null,
  };
}
