import "server-only";
import { and, eq, isNull } from "drizzle-orm";
import { auditLog, integrationDrafts, integrations, integrationVersions } from "@/db/schema";
import type { Transaction } from "@/db/with-account";
import { checkIntegrationLimit, type IntegrationLimitReached } from "@/lib/accounts/check-integration-limit";
import type { JsonObject } from "@/lib/json";
import { chooseName, type EditBasis, type EditConflict, isOn, lockForEdit, toConflict } from "./edit-basis";
import { createHook } from "./hooks";
import { releaseUnconnectedLeads } from "./release-unconnected-leads";
import { type IntegrationSettings, integrationSettingsSchema } from "./schema";
import { type SettingsIssue, validateSettings } from "./validate-settings";

type Editor = { accountId: string; userId: string | null };
type NotFound = { ok: false; reason: "not_found" };

/** Makes an active integration with a webhook address and the default settings as version 1. */
export async function createIntegration(
  tx: Transaction,
  { accountId, userId, name }: Editor & { name: string },
): Promise<{ ok: true; id: string } | IntegrationLimitReached> {
  const limit = await checkIntegrationLimit(tx, accountId);
  if (!limit.ok) return limit;

  const [integration] = await tx.insert(integrations).values({ accountId, name }).returning({ id: integrations.id });
  if (!integration) throw new Error("The integration was not stored.");
  const { id } = integration;
  const settings = integrationSettingsSchema.parse({});
  await tx
    .insert(integrationVersions)
    .values({ accountId, integrationId: id, version: 1, settings, createdBy: userId });
  await createHook(tx, { accountId, integrationId: id });
  await record(tx, { accountId, userId, id, action: "integration.created", detail: { name } });
  return { ok: true, id };
}

export type PublishResult =
  /** `released`: leads that were held for want of a connection and go on now. */
  | { ok: true; version: number; released: number }
  | NotFound
  | EditConflict
  | { ok: false; reason: "invalid_settings"; issues: SettingsIssue[] };

/**
 * Publishes the name and the settings as the next version, in one step, and ends the draft that they come from; leads that began
 * before keep theirs. Refused, and nothing changed, when somebody published or saved a draft since `basis` was read.
 */
export async function publishSettings(
  tx: Transaction,
  {
    accountId,
    userId,
    id,
    basis,
    settings,
    restoredFrom = null,
    ...naming
  }: Editor & {
    id: string;
    basis: EditBasis;
    name: string;
    /** See `chooseName`. */
    nameWas?: string;
    settings: IntegrationSettings;
    /** The version whose settings these are, when they are brought back. */
    restoredFrom?: number | null;
  },
): Promise<PublishResult> {
  const current = await lockForEdit(tx, id);
  if (!current) return { ok: false, reason: "not_found" };
  if (!isOn(basis, current)) return toConflict(current);

  const issues = await validateSettings(tx, settings);
  if (issues.length > 0) return { ok: false, reason: "invalid_settings", issues };

  const version = current.version + 1;
  const name = chooseName(naming, current);
  await tx
    .insert(integrationVersions)
    .values({ accountId, integrationId: id, version, settings, restoredFrom, createdBy: userId });
  await tx.update(integrations).set({ version, name }).where(eq(integrations.id, id));
  await tx.delete(integrationDrafts).where(eq(integrationDrafts.integrationId, id));
  if (name !== current.name) {
    await record(tx, {
      accountId,
      userId,
      id,
      action: "integration.renamed",
      detail: { from: current.name, to: name },
    });
  }
  const detail: JsonObject = restoredFrom === null ? { version } : { version, restoredFrom };
  await record(tx, { accountId, userId, id, action: "integration.published", detail });

  const released = settings.connectionId ? await releaseUnconnectedLeads(tx, { accountId, integrationId: id }) : 0;
  return { ok: true, version, released };
}

/** Gives the integration another name; its settings keep their version. */
export async function renameIntegration(
  tx: Transaction,
  { accountId, userId, id, name }: Editor & { id: string; name: string },
): Promise<{ ok: true } | NotFound> {
  const current = await lockForEdit(tx, id);
  if (!current) return { ok: false, reason: "not_found" };
  await changed(tx, id, { name });
  // A draft that did not mean to rename must not bring the old name back.
  if (current.draftName === current.name) {
    await tx.update(integrationDrafts).set({ name }).where(eq(integrationDrafts.integrationId, id));
  }
  await record(tx, { accountId, userId, id, action: "integration.renamed", detail: { from: current.name, to: name } });
  return { ok: true };
}

/** Switches the integration on, within the plan's limit, or off: its address then keeps what comes as `skipped`. */
export async function setIntegrationActive(
  tx: Transaction,
  { accountId, userId, id, isActive }: Editor & { id: string; isActive: boolean },
): Promise<{ ok: true } | NotFound | IntegrationLimitReached> {
  if (isActive) {
    const limit = await checkIntegrationLimit(tx, accountId, { except: id });
    if (!limit.ok) return limit;
  }
  if (!(await changed(tx, id, { isActive }))) return { ok: false, reason: "not_found" };
  const action = isActive ? "integration.activated" : "integration.deactivated";
  await record(tx, { accountId, userId, id, action });
  return { ok: true };
}

/** Takes the integration away from the lists and closes its address; its leads stay in the registry. */
export async function deleteIntegration(
  tx: Transaction,
  { accountId, userId, id }: Editor & { id: string },
): Promise<{ ok: true } | NotFound> {
  if (!(await changed(tx, id, { deletedAt: new Date(), isActive: false }))) return { ok: false, reason: "not_found" };
  await record(tx, { accountId, userId, id, action: "integration.deleted" });
  return { ok: true };
}

async function changed(tx: Transaction, id: string, values: Partial<typeof integrations.$inferInsert>) {
  const rows = await tx
    .update(integrations)
    .set(values)
    .where(and(eq(integrations.id, id), isNull(integrations.deletedAt)))
    .returning({ id: integrations.id });
  return rows.length > 0;
}

function record(
  tx: Transaction,
  { accountId, userId, id, action, detail }: Editor & { id: string; action: string; detail?: JsonObject },
) {
  return tx.insert(auditLog).values({ accountId, userId, action, subjectId: id, detail });
}
