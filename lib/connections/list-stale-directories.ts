import "server-only";
import { getDatabase } from "@/db";

/** Working connections of all accounts whose directory is older than so many minutes, the oldest first. */
export async function listStaleDirectories({ minutes, max }: { minutes: number; max: number }) {
  const rows = await getDatabase().client<{ accountId: string; connectionId: string }[]>`
    select account_id as "accountId", connection_id as "connectionId"
    from door.list_stale_directories(now() - make_interval(mins => ${minutes}), ${max})`;
  return rows.map(({ accountId, connectionId }) => ({ accountId, connectionId }));
}
