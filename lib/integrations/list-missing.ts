import "server-only";
import { and, eq, inArray, isNull } from "drizzle-orm";
import { collectionMembers, collections, connections, integrations, integrationVersions } from "@/db/schema";
import type { Transaction } from "@/db/with-account";
import { findMissing, type MissingInCrm } from "./find-missing";
import { integrationSettingsSchema } from "./schema";

/** What each integration uses and its CRM has no longer, by the settings that leads go by; integrations that lack nothing are left out. */
export async function listMissing(tx: Transaction, integrationIds: string[]): Promise<Map<string, MissingInCrm[]>> {
  if (integrationIds.length === 0) return new Map();
  const rows = await tx
    .select({ id: integrations.id, settings: integrationVersions.settings })
    .from(integrations)
    .innerJoin(
      integrationVersions,
      and(
        eq(integrationVersions.integrationId, integrations.id),
        eq(integrationVersions.version, integrations.version),
      ),
    )
    .where(and(inArray(integrations.id, integrationIds), isNull(integrations.deletedAt)));
  const used = rows.map(({ id, settings }) => ({ id, settings: integrationSettingsSchema.parse(settings) }));
  const connectionIds = used.flatMap(({ settings }) => settings.connectionId ?? []);
  if (connectionIds.length === 0) return new Map();
  const known = await tx
    .select({
      id: connections.id,
      directory: connections.directory,
      gone: connections.gone,
      defaultUserId: connections.defaultUserId,
    })
    .from(connections)
    .where(and(inArray(connections.id, connectionIds), isNull(connections.deletedAt)));
  const members = await tx
    .select({ collectionId: collectionMembers.collectionId, crmUserId: collectionMembers.crmUserId })
    .from(collectionMembers)
    .innerJoin(collections, eq(collections.id, collectionMembers.collectionId))
    .where(and(eq(collectionMembers.isActive, true), isNull(collections.deletedAt)));

  const missing = new Map<string, MissingInCrm[]>();
  for (const { id, settings } of used) {
    const connection = known.find((candidate) => candidate.id === settings.connectionId);
    if (!connection) continue;
    const { directory, gone, defaultUserId } = connection;
    const turns = members.filter(({ collectionId }) => collectionId === settings.collectionId);
    const found = findMissing({
      ...{ settings, directory, gone },
      members: turns.map(({ crmUserId }) => crmUserId),
      defaultUserId: settings.rules.defaultResponsibleId ? null : defaultUserId,
    });
    if (found.length > 0) missing.set(id, found);
  }
  return missing;
}
