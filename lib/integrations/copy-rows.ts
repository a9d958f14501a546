import "server-only";
import { and, asc, isNull, ne } from "drizzle-orm";
import { integrations } from "@/db/schema";
import type { Transaction } from "@/db/with-account";
import { MAPPING_ROWS_MAX, type MappingRow } from "@/lib/mapping/schema";
import { findDraft, saveDraft } from "./drafts";
import { lockForEdit } from "./edit-basis";
import { findIntegration } from "./queries";

export type CopyRowsResult =
  | { ok: true; name: string }
  | { ok: false; reason: "not_found" }
  | { ok: false; reason: "too_many_rows"; max: number };

/**
 * Puts mapping rows behind those of another integration's draft, which is begun from what is published where there is none.
 * Nothing is published.
 */
export async function copyRows(
  tx: Transaction,
  { accountId, userId, id, rows }: { accountId: string; userId: string; id: string; rows: readonly MappingRow[] },
): Promise<CopyRowsResult> {
  // Locked first, so that the draft that is read is the one that is written on.
  const current = await lockForEdit(tx, id);
  const published = current && (await findIntegration(tx, id));
  if (!published) return { ok: false, reason: "not_found" };

  const { name, settings } = (await findDraft(tx, id)) ?? published;
  const mapping = [...settings.mapping, ...rows];
  if (mapping.length > MAPPING_ROWS_MAX) return { ok: false, reason: "too_many_rows", max: MAPPING_ROWS_MAX };

  const saved = await saveDraft(tx, {
    accountId,
    userId,
    id,
    basis: { version: current.version, revision: current.revision },
    name,
    settings: { ...settings, mapping },
  });
  if (!saved.ok) throw new Error("The draft changed under its lock.");
  return { ok: true, name };
}

/** The account's integrations that rows can be copied to: all but this one, by name. */
export function listOtherIntegrations(tx: Transaction, id: string): Promise<{ id: string; name: string }[]> {
  return tx
    .select({ id: integrations.id, name: integrations.name })
    .from(integrations)
    .where(and(isNull(integrations.deletedAt), ne(integrations.id, id)))
    .orderBy(asc(integrations.name));
}
