import type { TransactionSql } from "postgres";
import type { CrmDirectory } from "@/lib/crm/types";
import type { JsonValue } from "@/lib/json";
import { type PickedResponsible, pickResponsible } from "./pick-responsible";

/** Who got a lead by a collection's turn, or as the connection's default user. */
export type TakenTurn = {
  crmUserId: string | null;
  from: "collection" | "default";
  note: "nobody_available" | "empty_collection" | "no_collection" | null;
  turn: number | null;
  candidates: PickedResponsible["candidates"];
};

type TurnRow = {
  turn: number | null;
  keptTurn: number | null;
  keptUserId: string | null;
  keptCandidates: TakenTurn["candidates"] | null;
  members: { crmUserId: string; isActive: boolean }[] | null;
};

/**
 * Takes a lead's turn of a collection. The turn is raised in one statement, so that parallel leads never share one, and is tied to
 * the lead: the same lead gets the same responsible again.
 *
 * Runs in the transaction that stores the plan; the collection is locked until its end.
 */
export async function takeTurn(
  sql: TransactionSql,
  {
    accountId,
    leadId,
    collectionId,
    directory,
    defaultUserId,
  }: {
    accountId: string;
    leadId: string;
    collectionId: string | null;
    directory: CrmDirectory;
    defaultUserId: string | null;
  },
): Promise<TakenTurn> {
  const row = collectionId ? await raise(sql, { leadId, collectionId }) : undefined;
  if (!collectionId || !row) {
    return { crmUserId: defaultUserId, from: "default", note: "no_collection", turn: null, candidates: [] };
  }
  if (row.keptUserId !== null) {
    const kept = { crmUserId: row.keptUserId, turn: row.keptTurn, candidates: row.keptCandidates ?? [] };
    return { ...kept, from: "collection", note: null };
  }

  const turn = row.turn ?? 0;
  const picked = pickResponsible({
    members: (row.members ?? []).map((member) => ({
      ...member,
      user: directory.users.find(({ id }) => id === member.crmUserId) ?? null,
    })),
    strategy: "round_robin",
    turn,
    now: new Date(),
    defaultUserId,
  });
  if (picked.from === "collection" && picked.crmUserId) {
    const candidates: JsonValue = picked.candidates;
    await sql`
      insert into lead_turns (account_id, lead_id, collection_id, turn, crm_user_id, candidates)
      values (${accountId}, ${leadId}, ${collectionId}, ${turn}, ${picked.crmUserId}, ${JSON.stringify(candidates)}::jsonb)`;
  }
  return { crmUserId: picked.crmUserId, from: picked.from, note: picked.note, turn, candidates: picked.candidates };
}

async function raise(sql: TransactionSql, { leadId, collectionId }: { leadId: string; collectionId: string }) {
  const [row] = await sql<TurnRow[]>`
    with kept as (select turn, crm_user_id, candidates from lead_turns where lead_id = ${leadId} and collection_id = ${collectionId}),
    raised as (
      update collections set turn = turn + 1
      where id = ${collectionId} and deleted_at is null and not exists (select from kept)
      returning turn - 1 as turn
    )
    select (select turn from raised)::int as turn, (select turn from kept)::int as "keptTurn",
      (select crm_user_id from kept) as "keptUserId", (select candidates from kept) as "keptCandidates", (
        select json_agg(json_build_object('crmUserId', crm_user_id, 'isActive', is_active) order by position)
        from collection_members where collection_id = ${collectionId}
      ) as members
    where exists (select from raised) or exists (select from kept)`;
  return row;
}
