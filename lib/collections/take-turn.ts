import { runAsAccount } from "@/db/account-sql";
import { createBatcher } from "@/lib/batcher";
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

type TurnRequest = {
  accountId: string;
  leadId: string;
  collectionId: string | null;
  directory: CrmDirectory;
  defaultUserId: string | null;
};

/**
 * Takes a lead's turn of a collection. The turn is raised and tied to the lead in one statement, so that parallel leads never
 * share one, and the same lead gets the same responsible again. Without a collection it is the connection's default user.
 */
export function takeTurn(request: TurnRequest): Promise<TakenTurn> {
  const { accountId, leadId } = request;
  return findTurn(request, (asked) => take({ ...asked, accountId, leadId }));
}

/**
 * Tells who would get the lead if its turn were taken now, and takes nothing. A lead that has a turn of the collection already
 * keeps it; one that is not stored has none (`leadId` null).
 */
export function peekTurn(request: Omit<TurnRequest, "leadId"> & { leadId: string | null }): Promise<TakenTurn> {
  const { accountId, leadId } = request;
  return findTurn(request, (asked) => readNextTurn({ ...asked, accountId, leadId }));
}

type AskForTurn = (asked: Omit<Asked, "accountId" | "leadId">) => Promise<Taken | undefined>;

async function findTurn(
  { accountId, collectionId, directory, defaultUserId }: Omit<TurnRequest, "leadId">,
  ask: AskForTurn,
): Promise<TakenTurn> {
  const stored = collectionId ? await readMembers({ accountId, collectionId }) : null;
  const withoutTurn = (note: TakenTurn["note"], crmUserId = defaultUserId): TakenTurn => ({
    crmUserId,
    from: "default",
    note,
    turn: null,
    candidates: [],
  });
  if (!collectionId || !stored) return withoutTurn("no_collection");
  const members = stored.map((member): PickMember => {
    const user = directory.users.find(({ id }) => id === member.crmUserId) ?? null;
    return { ...member, user };
  });
  const pick = (turn: number) =>
    pickResponsible({ members, strategy: "round_robin", turn, now: new Date(), defaultUserId });
  const first = pick(0);
  if (first.from === "default") return withoutTurn(first.note, first.crmUserId);

  const taken = await ask({ collectionId, order: listOrder(members, pick), candidates: first.candidates });
  if (!taken) return withoutTurn("no_collection");
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

type Candidates = PickedResponsible["candidates"];
type Taken = { turn: number; crmUserId: string; candidates: Candidates };
type Asked = { accountId: string; leadId: string; collectionId: string; order: string[]; candidates: Candidates };

/**
 * Turns that are asked for at the same time are taken together: one after the other, each would wait for the lock that
 * the one before holds on the collection.
 */
const take = createBatcher<Asked, Taken | undefined>(
  async (asked) => {
    const groups = groupBy(asked, ({ collectionId, order }) => JSON.stringify([collectionId, order]));
    const taken = await Promise.all([...groups.values()].map(takeTogether));
    const byLead = new Map(taken.flat().map((row) => [`${row.leadId} ${row.collectionId}`, row]));
    return asked.map(({ leadId, collectionId }) => byLead.get(`${leadId} ${collectionId}`));
  },
  { inFlightMax: 2 },
);

/** For leads that ask the same collection with the same members. */
async function takeTogether(asked: Asked[]): Promise<(Taken & { leadId: string; collectionId: string })[]> {
  const [one] = asked;
  if (!one) return [];
  const { accountId, collectionId, order, candidates } = one;
  const rows = await runAsAccount(
    accountId,
    (sql) => [
      sql<(Taken & { leadId: string })[]>`
        with kept as (
          select lead_id, turn, crm_user_id, candidates from lead_turns
          where lead_id = any(${asked.map(({ leadId }) => leadId)}::uuid[]) and collection_id = ${collectionId}
        ),
        fresh as (
          select lead_id, row_number() over (order by place) - 1 as nth
          from unnest(${asked.map(({ leadId }) => leadId)}::uuid[]) with ordinality as wanted (lead_id, place)
          where lead_id not in (select lead_id from kept)
        ),
        raised as (
          update collections set turn = turn + (select count(*) from fresh)
          where id = ${collectionId} and deleted_at is null and exists (select from fresh)
          returning turn - (select count(*) from fresh) as turn
        ),
        taken as (
          insert into lead_turns (account_id, lead_id, collection_id, turn, crm_user_id, candidates)
          select ${accountId}, fresh.lead_id, ${collectionId}, raised.turn + fresh.nth,
            (${order}::text[])[1 + (raised.turn + fresh.nth) % cardinality(${order}::text[])],
            ${JSON.stringify(candidates)}::jsonb
          from fresh, raised
          returning lead_id, turn, crm_user_id, candidates
        )
        select lead_id as "leadId", turn::int, crm_user_id as "crmUserId", candidates from kept
        union all select lead_id, turn::int, crm_user_id, candidates from taken`,
    ],
    { isRepeatable: true },
  );
  return rows.map((row) => ({ ...row, collectionId }));
}

/** The lead's own turn, or the one that comes next; the same choice as in `takeTogether`. */
async function readNextTurn({
  accountId,
  leadId,
  collectionId,
  order,
  candidates,
}: Omit<Asked, "leadId"> & { leadId: string | null }): Promise<Taken | undefined> {
  const [own, next] = await Promise.all([
    runAsAccount(accountId, (sql) => [
      sql<Taken[]>`
        select turn::int, crm_user_id as "crmUserId", candidates from lead_turns
        where lead_id = ${leadId}::uuid and collection_id = ${collectionId}`,
    ]),
    runAsAccount(accountId, (sql) => [
      sql<{ turn: number }[]>`
        select turn::int from collections where id = ${collectionId} and deleted_at is null`,
    ]),
  ]);
  const [kept] = own;
  if (kept) return kept;
  const [{ turn } = { turn: null }] = next;
  if (turn === null) return undefined;
  return { turn, crmUserId: order[turn % order.length] ?? "", candidates };
}

/** `Map.groupBy`, which Node.js has since 21. */
function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return groups;
}
