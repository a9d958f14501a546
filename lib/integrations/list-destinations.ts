import "server-only";
import { asc, isNull } from "drizzle-orm";
import { collections, connections } from "@/db/schema";
import type { Transaction } from "@/db/with-account";
import type { CrmDirectory, CrmProvider } from "@/lib/crm/types";

/** A connection that an integration may deliver to, with what its CRM offers to choose from. */
export type Destination = {
  id: string;
  name: string;
  provider: CrmProvider;
  status: "connected" | "broken" | "disabled";
  /** Null until the CRM's fields were read for the first time. */
  directory: CrmDirectory | null;
  /** Who gets what the collection would, when none is chosen. */
  defaultUserName: string | null;
  collections: { id: string; name: string }[];
};

/** The account's connections by name, each with its collections. */
export async function listDestinations(tx: Transaction): Promise<Destination[]> {
  const rows = await tx
    .select({
      id: connections.id,
      name: connections.name,
      provider: connections.provider,
      status: connections.status,
      directory: connections.directory,
      defaultUserId: connections.defaultUserId,
    })
    .from(connections)
    .where(isNull(connections.deletedAt))
    .orderBy(asc(connections.name), asc(connections.id));
  const lists = await tx
    .select({ id: collections.id, name: collections.name, connectionId: collections.connectionId })
    .from(collections)
    .where(isNull(collections.deletedAt))
    .orderBy(asc(collections.name), asc(collections.id));

  return rows.map(({ defaultUserId, ...row }) => ({
    ...row,
    defaultUserName: row.directory?.users.find((user) => user.id === defaultUserId)?.name ?? null,
    collections: lists.filter((list) => list.connectionId === row.id).map(({ id, name }) => ({ id, name })),
  }));
}
