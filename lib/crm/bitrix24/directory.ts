import type { CrmDirectory } from "../types";
import type { BitrixClient } from "./client";
import { canListUsers } from "./mapper";
import { listStatusLists, toDirectory } from "./mapper-fields";

/** What the portal offers to choose from. A key that may not list users offers its own user alone. */
export async function readDirectory(client: BitrixClient): Promise<CrmDirectory> {
  const { profile, scope, categories, contactFields, dealFields } = await client.getBasis();
  const parts = { categories: categories.categories, contactFields, dealFields };
  const [statuses, users] = await Promise.all([
    client.listStatuses(listStatusLists(parts)),
    canListUsers(scope) ? client.listUsers() : [profile],
  ]);
  return toDirectory({ ...parts, statuses, users });
}

/** The directory as it is known, read once where it is not. */
export function createDirectoryReader(client: BitrixClient, known: CrmDirectory | null) {
  let read: Promise<CrmDirectory> | null = known && Promise.resolve(known);
  return async function getDirectory(): Promise<CrmDirectory> {
    read ??= readDirectory(client);
    try {
      return await read;
    } catch (error) {
      // The next call may have more luck.
      read = null;
      throw error;
    }
  };
}
