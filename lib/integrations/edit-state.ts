import "server-only";
import { and, desc, eq, gt, inArray, isNull } from "drizzle-orm";
import { auditLog, integrationDrafts, integrations, integrationVersions, users } from "@/db/schema";
import type { Transaction } from "@/db/with-account";
import type { EditBasis } from "./edit-basis";

/** The last thing that was done to the settings: by whom, and when. */
export type LastEdit = {
  kind: "saved" | "discarded" | "published" | "restored";
  /** Whether the one who asks did it, for example in another tab. */
  isMine: boolean;
  byName: string | null;
  at: Date;
};
type Edit = Omit<LastEdit, "isMine"> & { byUserId: string | null };

/** Where the settings stand, for whoever edits them: the basis of the next save, and who wrote last. */
export type EditState = { basis: EditBasis; last: LastEdit };

/** What an editor's page was built on, as it is now; null when there is no such integration. Cheap, as open pages ask again and again. */
export async function findEditBasis(tx: Transaction, id: string): Promise<EditBasis | null> {
  const [row] = await tx
    .select({ version: integrations.version, revision: integrationDrafts.revision })
    .from(integrations)
    .leftJoin(integrationDrafts, eq(integrationDrafts.integrationId, integrations.id))
    .where(and(eq(integrations.id, id), isNull(integrations.deletedAt)));
  return row ?? null;
}

/** The basis with who wrote last; null when there is no such integration. */
export async function findEditState(
  tx: Transaction,
  { id, userId }: { id: string; userId: string },
): Promise<EditState | null> {
  const basis = await findEditBasis(tx, id);
  if (!basis) return null;
  const last =
    basis.revision === null
      ? ((await findDiscard(tx, id)) ?? (await findPublication(tx, { id, version: basis.version })))
      : await findSave(tx, id);
  if (!last) return null;
  const { byUserId, ...edit } = last;
  return { basis, last: { ...edit, isMine: byUserId === userId } };
}

async function findSave(tx: Transaction, id: string): Promise<Edit | null> {
  const [row] = await tx
    .select({ byUserId: integrationDrafts.updatedBy, byName: users.name, at: integrationDrafts.updatedAt })
    .from(integrationDrafts)
    .leftJoin(users, eq(users.id, integrationDrafts.updatedBy))
    .where(eq(integrationDrafts.integrationId, id));
  return row ? { kind: "saved", ...row } : null;
}

/** A draft that was thrown away after the version was published; of the last day, as older ones surprise nobody. */
async function findDiscard(tx: Transaction, id: string): Promise<Edit | null> {
  const [row] = await tx
    .select({ byUserId: auditLog.userId, byName: users.name, at: auditLog.at, action: auditLog.action })
    .from(auditLog)
    .leftJoin(users, eq(users.id, auditLog.userId))
    .where(
      and(
        // Ids begin with the time, and the log is indexed by them.
        gt(auditLog.id, toIdFloor(Date.now() - DAY_MS)),
        eq(auditLog.subjectId, id),
        inArray(auditLog.action, ["integration.draft_discarded", "integration.published"]),
      ),
    )
    .orderBy(desc(auditLog.id))
    .limit(1);
  if (row?.action !== "integration.draft_discarded") return null;
  return { kind: "discarded", byUserId: row.byUserId, byName: row.byName, at: row.at };
}

async function findPublication(
  tx: Transaction,
  { id, version }: { id: string; version: number },
): Promise<Edit | null> {
  const [row] = await tx
    .select({
      byUserId: integrationVersions.createdBy,
      byName: users.name,
      at: integrationVersions.createdAt,
      restoredFrom: integrationVersions.restoredFrom,
    })
    .from(integrationVersions)
    .leftJoin(users, eq(users.id, integrationVersions.createdBy))
    .where(and(eq(integrationVersions.integrationId, id), eq(integrationVersions.version, version)));
  if (!row) return null;
  const { restoredFrom, ...by } = row;
  return { kind: restoredFrom === null ? "published" : "restored", ...by };
}

const DAY_MS = 86_400_000;

/** The least id that a row of this moment may have. */
function toIdFloor(at: number): string {
  const time = at.toString(16).padStart(12, "0");
  return `${time.slice(0, 8)}-${time.slice(8)}-7000-8000-000000000000`;
}
