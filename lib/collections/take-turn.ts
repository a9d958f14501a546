import { runAsAccount } from "@/db/account-sql";
import type { CrmDirectory } from "@/lib/crm/types";
import { type PickedResponsible, type PickMember, pickResponsible } from "./pick-responsible";
import { readMembers } from "./read-members";

/** Who got a lead by a collection's turn, or as the connection's default user. */
export type TakenTurn = {
  crmUserId: string | null;
  from: "collection" | "default";
  note: PickedResponsible["note"] | "no_collection";
  turn: number | null;
  candidates: PickedResponsible["candidates"];
};

/**
 * Takes a lead's turn of a collection. The turn is raised and tied to the lead in one statement, so that parallel leads never
 * share one, and the same lead gets the same responsible again. Without a collection it is the connection's default user.
 */
export async function takeTurn({
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
}): Promise<TakenTurn> {
  const stored = collectionId ? await readMembers({ accountId, collectionId }) : null;
  if (!collectionId || !stored) {
    return { crmUserId: defaultUserId, from: "default", note: "no_collection", turn: null, candidates: [] };
  }
  const members = stored.map((member): PickMember => {
    const user = directory.users.find(({ id }) => id === member.crmUserId) ?? null;
    return { ...member, user };
  });
  const pick = (turn: number) =>
    pickResponsible({ members, strategy: "round_robin", turn, now: new Date(), defaultUserId });
  const first = pick(0);
  if (first.from === "default") {
    return { crmUserId: first.crmUserId, from: "default", note: first.note, turn: null, candidates: [] };
  }

  const order = listOrder(members, pick);
  const taken = await take({ accountId, leadId, collectionId, order, candidates: first.candidates });
  if (!taken) return { crmUserId: defaultUserId, from: "default", note: "no_collection", turn: null, candidates: [] };
  const { crmUserId, turn } = taken;
  const { note, candidates } = pick(turn);
  // A turn taken earlier stays, also when the members have changed since.
  const isAsThen = candidates.some((candidate) => candidate.isChosen && candidate.crmUserId === crmUserId);
  return { crmUserId, from: "collection", note, turn, candidates: isAsThen ? candidates : taken.candidates };
}

/** Who gets each turn, until it begins anew. */
function listOrder(members: readonly PickMember[], pick: (turn: number) => PickedResponsible): string[] {
  const available = members.filter(({ isActive, user }) => isActive && user?.isActive).length;
  return Array.from({ length: available || members.length }, (_, turn) => pick(turn).crmUserId ?? "");
}

type Taken = { turn: number; crmUserId: string; candidates: PickedResponsible["candidates"] };

async function take({
  accountId,
  leadId,
  collectionId,
  order,
  candidates,
}: {
  accountId: string;
  leadId: string;
  collectionId: string;
  order: string[];
  candidates: PickedResponsible["candidates"];
}): Promise<Taken | undefined> {
  const [row] = await runAsAccount(
    accountId,
    (sql) => [
      sql<Taken[]>`
        with kept as (
          select turn, crm_user_id, candidates from lead_turns
          where lead_id = ${leadId} and collection_id = ${collectionId}
        ),
        raised as (
          update collections set turn = turn + 1
          where id = ${collectionId} and deleted_at is null and not exists (select from kept)
          returning turn - 1 as turn
        ),
        taken as (
          insert into lead_turns (account_id, lead_id, collection_id, turn, crm_user_id, candidates)
          select ${accountId}, ${leadId}, ${collectionId}, turn,
            (${order}::text[])[1 + turn % cardinality(${order}::text[])], ${JSON.stringify(candidates)}::jsonb
          from raised
          returning turn, crm_user_id, candidates
        )
        select turn::int, crm_user_id as "crmUserId", candidates from kept
        union all select turn::int, crm_user_id, candidates from taken`,
    ],
    { isRepeatable: true },
  );
  return row;
}
