import "server-only";
import { eq } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import { auditLog, integrationDrafts, users } from "@/db/schema";
import type { Transaction } from "@/db/with-account";
import { chooseName, type EditBasis, type EditConflict, isOn, lockForEdit, toConflict } from "./edit-basis";
import { type IntegrationSettings, integrationSettingsSchema } from "./schema";

/** The edits of an integration that are not published yet. */
export type IntegrationDraft = {
  revision: string;
  name: string;
  settings: IntegrationSettings;
  updatedAt: Date;
  updatedByName: string | null;
};

type Editor = { accountId: string; userId: string | null; id: string };
type NotFound = { ok: false; reason: "not_found" };

/** The draft of an integration, or null when everything is published. */
export async function findDraft(tx: Transaction, integrationId: string): Promise<IntegrationDraft | null> {
  const [row] = await tx
    .select({
      revision: integrationDrafts.revision,
      name: integrationDrafts.name,
      settings: integrationDrafts.settings,
      updatedAt: integrationDrafts.updatedAt,
      updatedByName: users.name,
    })
    .from(integrationDrafts)
    .leftJoin(users, eq(users.id, integrationDrafts.updatedBy))
    .where(eq(integrationDrafts.integrationId, integrationId));
  return row ? { ...row, settings: integrationSettingsSchema.parse(row.settings) } : null;
}

/**
 * Keeps edits without publishing them. They may be unfinished: what cannot be read is refused only when they are published.
 * Gives the basis of the next save. For `nameWas` see `chooseName`.
 */
export async function saveDraft(
  tx: Transaction,
  {
    accountId,
    userId,
    id,
    basis,
    settings,
    ...naming
  }: Editor & { basis: EditBasis; name: string; nameWas?: string; settings: IntegrationSettings },
): Promise<{ ok: true; basis: EditBasis } | NotFound | EditConflict> {
  const current = await lockForEdit(tx, id);
  if (!current) return { ok: false, reason: "not_found" };
  if (!isOn(basis, current)) return toConflict(current);

  // Another one for each save, also after a draft was thrown away: no number comes again.
  const revision = uuidv7();
  const edits = { revision, name: chooseName(naming, current), settings, updatedBy: userId };
  await tx
    .insert(integrationDrafts)
    .values({ accountId, integrationId: id, ...edits })
    .onConflictDoUpdate({ target: integrationDrafts.integrationId, set: { ...edits, updatedAt: new Date() } });
  return { ok: true, basis: { version: current.version, revision } };
}

/** Throws the draft away; what is published stays. Whose work it was is kept in the audit log. */
export async function discardDraft(
  tx: Transaction,
  { accountId, userId, id, basis }: Editor & { basis: EditBasis },
): Promise<{ ok: true; basis: EditBasis } | NotFound | EditConflict> {
  const current = await lockForEdit(tx, id);
  if (!current) return { ok: false, reason: "not_found" };
  if (!isOn(basis, current)) return toConflict(current);
  if (current.revision !== null) {
    await tx.delete(integrationDrafts).where(eq(integrationDrafts.integrationId, id));
    const detail = { savedBy: current.draftBy };
    await tx
      .insert(auditLog)
      .values({ accountId, userId, action: "integration.draft_discarded", subjectId: id, detail });
  }
  return { ok: true, basis: { version: current.version, revision: null } };
}
