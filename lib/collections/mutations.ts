import "server-only";
import { and, eq, isNull, ne, sql } from "drizzle-orm";
import { auditLog, collectionMembers, collections, connections } from "@/db/schema";
import type { Transaction } from "@/db/with-account";
import type { CollectionInput } from "./schema";

type Editor = { accountId: string; userId: string | null };

export type SaveCollectionResult =
  | { ok: true; id: string }
  | { ok: false; reason: "name_taken" | "unknown_connection" | "unknown_user" | "not_found" };

/** Creates a collection, or changes the one named by `id`. The turn goes on where it was. */
export async function saveCollection(
  tx: Transaction,
  { accountId, userId, id, input }: Editor & { id: string | null; input: CollectionInput },
): Promise<SaveCollectionResult> {
  const [connection] = await tx
    .select({ directory: connections.directory })
    .from(connections)
    .where(and(eq(connections.id, input.connectionId), isNull(connections.deletedAt)));
  if (!connection) return { ok: false, reason: "unknown_connection" };

  const known = new Set(connection.directory?.users.map((user) => user.id));
  if (!input.userIds.every((userId) => known.has(userId))) return { ok: false, reason: "unknown_user" };

  const [namesake] = await tx
    .select({ id: collections.id })
    .from(collections)
    .where(
      and(
        eq(collections.accountId, accountId),
        isNull(collections.deletedAt),
        sql`lower(${collections.name}) = lower(${input.name})`,
        id ? ne(collections.id, id) : undefined,
      ),
    );
  if (namesake) return { ok: false, reason: "name_taken" };

  const saved = id ? await update(tx, { id, input }) : await insert(tx, { accountId, input });
  if (!saved) return { ok: false, reason: "not_found" };

  await tx.delete(collectionMembers).where(eq(collectionMembers.collectionId, saved));
  await tx
    .insert(collectionMembers)
    .values(input.userIds.map((crmUserId, position) => ({ accountId, collectionId: saved, crmUserId, position })));
  await tx.insert(auditLog).values({ accountId, userId, action: "collection.saved", subjectId: saved });
  return { ok: true, id: saved };
}

/** Takes a collection away from the lists; leads that took a turn of it keep their trace. Integrations that name it fall back to the connection's default user. */
export async function deleteCollection(
  tx: Transaction,
  { accountId, userId, id }: Editor & { id: string },
): Promise<boolean> {
  const rows = await tx
    .update(collections)
    .set({ deletedAt: new Date() })
    .where(and(eq(collections.id, id), isNull(collections.deletedAt)))
    .returning({ id: collections.id });
  if (rows.length === 0) return false;
  await tx.insert(auditLog).values({ accountId, userId, action: "collection.deleted", subjectId: id });
  return true;
}

async function insert(tx: Transaction, { accountId, input }: { accountId: string; input: CollectionInput }) {
  const [row] = await tx
    .insert(collections)
    .values({ accountId, name: input.name, connectionId: input.connectionId })
    .returning({ id: collections.id });
  return row?.id;
}

async function update(tx: Transaction, { id, input }: { id: string; input: CollectionInput }) {
  const [row] = await tx
    .update(collections)
    .set({ name: input.name, connectionId: input.connectionId })
    .where(and(eq(collections.id, id), isNull(collections.deletedAt)))
    .returning({ id: collections.id });
  return row?.id;
}
