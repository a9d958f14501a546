import { runAsAccount } from "@/db/account-sql";

export type StoredMember = { crmUserId: string; isActive: boolean };

/** A change of a collection shows after so long; leads that come meanwhile are shared out as before. */
const KEPT_MS = 2_000;
const KEPT_MAX = 2_000;
const kept = new Map<string, { members: StoredMember[] | null; readAt: number }>();

/** The members of a collection in their order, as of a moment ago; null when the account has none by this id. */
export async function readMembers({
  accountId,
  collectionId,
}: {
  accountId: string;
  collectionId: string;
}): Promise<StoredMember[] | null> {
  const name = `${accountId} ${collectionId}`;
  const known = kept.get(name);
  if (known && performance.now() - known.readAt < KEPT_MS) return known.members;

  const [row] = await runAsAccount(accountId, (sql) => [
    sql<{ members: StoredMember[] }[]>`
      select coalesce(json_agg(json_build_object('crmUserId', member.crm_user_id, 'isActive', member.is_active)
        order by member.position) filter (where member.crm_user_id is not null), '[]') as members
      from collections collection
      left join collection_members member on member.collection_id = collection.id
      where collection.id = ${collectionId} and collection.deleted_at is null
      group by collection.id`,
  ]);
  const members = row?.members ?? null;
  kept.delete(name);
  kept.set(name, { members, readAt: performance.now() });
  const [oldest] = kept.keys();
  if (kept.size > KEPT_MAX && oldest) kept.delete(oldest);
  return members;
}
