import "server-only";
import { and, eq, isNull } from "drizzle-orm";
import { z } from "zod";
import { integrationDrafts, integrations } from "@/db/schema";
import type { Transaction } from "@/db/with-account";

export const editBasisSchema = z.object({ version: z.number().int().positive(), revision: z.uuid().nullable() });

/**
 * What an editor had in front of them: the published version, and the revision of the draft, null when there was none. Whoever
 * writes says it, so that nobody's work is overwritten unseen.
 */
export type EditBasis = z.infer<typeof editBasisSchema>;

/** Somebody published, or saved or discarded the draft, since the page was opened; nothing was changed. */
export type EditConflict = {
  ok: false;
  reason: "conflict";
  basis: EditBasis;
  /** Who wrote last, when it is known: a draft's saver. */
  byUserId: string | null;
};

type Current = EditBasis & { name: string; draftName: string | null; draftBy: string | null };

/** Reads an integration for a change of its settings and lets no other change in until the transaction ends; null when there is none. */
export async function lockForEdit(tx: Transaction, id: string): Promise<Current | null> {
  const [integration] = await tx
    .select({ version: integrations.version, name: integrations.name })
    .from(integrations)
    .where(and(eq(integrations.id, id), isNull(integrations.deletedAt)))
    .for("update");
  if (!integration) return null;
  const [draft] = await tx
    .select({
      revision: integrationDrafts.revision,
      name: integrationDrafts.name,
      by: integrationDrafts.updatedBy,
    })
    .from(integrationDrafts)
    .where(eq(integrationDrafts.integrationId, id));
  return {
    ...integration,
    revision: draft?.revision ?? null,
    draftName: draft?.name ?? null,
    draftBy: draft?.by ?? null,
  };
}

/**
 * The name to store: a name that the editor left as it was stays what it is by now, since it can be changed elsewhere without
 * another version. `nameWas` is the one that the editor began with; without it every name counts as typed.
 */
export function chooseName({ name, nameWas }: { name: string; nameWas?: string }, current: Current): string {
  return name === nameWas ? (current.draftName ?? current.name) : name;
}

/** Whether nothing was written since. */
export function isOn(basis: EditBasis, current: EditBasis): boolean {
  return basis.version === current.version && basis.revision === current.revision;
}

export function toConflict({ version, revision, draftBy }: Current): EditConflict {
  return { ok: false, reason: "conflict", basis: { version, revision }, byUserId: draftBy };
}
