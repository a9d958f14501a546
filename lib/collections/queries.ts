import "server-only";
import { and, asc, eq, isNull } from "drizzle-orm";
import { collectionMembers, collections, connections } from "@/db/schema";
import type { Transaction } from "@/db/with-account";
import type { CrmUser } from "@/lib/crm/types";

/** A user of a collection as the connection's directory knows them; `user` is null when the CRM no longer has them. */
type CollectionMember = { crmUserId: string; position: number; isActive: boolean; user: CrmUser | null };

export type CollectionDetails = {
  id: string;
  name: string;
  connectionId: string;
  connectionName: string;
  turn: number;
  members: CollectionMember[];
};

/** The account's collections by name, each with its members in the order of their turns. */
export async function listCollections(tx: Transaction, accountId: string): Promise<CollectionDetails[]> {
  const rows = await tx
    .select({
      id: collections.id,
      name: collections.name,
      connectionId: collections.connectionId,
      connectionName: connections.name,
      turn: collections.turn,
      directory: connections.directory,
    })
    .from(collections)
    .innerJoin(connections, eq(connections.id, collections.connectionId))
    .where(and(eq(collections.accountId, accountId), isNull(collections.deletedAt)))
    .orderBy(asc(collections.name), asc(collections.id));
  const members = await tx
    .select()
    .from(collectionMembers)
    .where(eq(collectionMembers.accountId, accountId))
    .orderBy(asc(collectionMembers.position));

  return rows.map(({ directory, ...row }) => ({
    ...row,
    members: members
      .filter((member) => member.collectionId === row.id)
      .map(({ crmUserId, position, isActive }) => ({
        crmUserId,
        position,
        isActive,
        user: directory?.users.find((user) => user.id === crmUserId) ?? null,
      })),
  }));
}
