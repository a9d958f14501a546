import "server-only";
import { and, desc, eq, lt } from "drizzle-orm";
import { integrationVersions, users } from "@/db/schema";
import type { Transaction } from "@/db/with-account";
import type { EditBasis } from "./edit-basis";
import { type PublishResult, publishSettings } from "./mutations";
import { findIntegration } from "./queries";
import { type IntegrationSettings, integrationSettingsSchema } from "./schema";

/** One published version, as the history shows it. */
export type VersionView = {
  version: number;
  settings: IntegrationSettings;
  /** The version whose settings were brought back by this one. */
  restoredFrom: number | null;
  createdAt: Date;
  createdByName: string | null;
};

/** Published versions, the newest first; `before` is the last one of the page before. */
export async function listVersions(
  tx: Transaction,
  { integrationId, before, limit = 20 }: { integrationId: string; before?: number; limit?: number },
): Promise<VersionView[]> {
  const { version } = integrationVersions;
  const rows = await selectVersions(tx)
    .where(
      and(eq(integrationVersions.integrationId, integrationId), before === undefined ? undefined : lt(version, before)),
    )
    .orderBy(desc(version))
    .limit(limit);
  return rows.map(parseSettings);
}

/** One published version, or null when there is none of this number. */
export async function findVersion(
  tx: Transaction,
  { integrationId, version }: { integrationId: string; version: number },
): Promise<VersionView | null> {
  const [row] = await selectVersions(tx).where(
    and(eq(integrationVersions.integrationId, integrationId), eq(integrationVersions.version, version)),
  );
  return row ? parseSettings(row) : null;
}

/**
 * Brings the settings of an earlier version back, as the next version; the name stays. Refused like every publication when somebody
 * wrote since, and with the issues when those settings do not hold any more, for example because their connection is gone.
 */
export async function restoreVersion(
  tx: Transaction,
  editor: { accountId: string; userId: string | null; id: string; version: number; basis: EditBasis },
): Promise<PublishResult> {
  const { id, version } = editor;
  const earlier = await findVersion(tx, { integrationId: id, version });
  const integration = await findIntegration(tx, id);
  if (!earlier || !integration) return { ok: false, reason: "not_found" };
  const { settings } = earlier;
  return publishSettings(tx, { ...editor, name: integration.name, settings, restoredFrom: version });
}

function selectVersions(tx: Transaction) {
  return tx
    .select({
      version: integrationVersions.version,
      settings: integrationVersions.settings,
      restoredFrom: integrationVersions.restoredFrom,
      createdAt: integrationVersions.createdAt,
      createdByName: users.name,
    })
    .from(integrationVersions)
    .leftJoin(users, eq(users.id, integrationVersions.createdBy))
    .$dynamic();
}

function parseSettings(row: Omit<VersionView, "settings"> & { settings: unknown }): VersionView {
  return { ...row, settings: integrationSettingsSchema.parse(row.settings) };
}
