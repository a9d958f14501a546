import type { CrmUser } from "@/lib/crm/types";

/** A member as a collection holds it; `user` is what the CRM's directory says of it, null when it is not there any more. */
export type PickMember = {
  crmUserId: string;
  isActive: boolean;
  user: Pick<CrmUser, "name" | "isActive"> | null;
};

export type PickStrategy = "round_robin";

/** Why a member may not get a lead now. */
type Unavailability = "switched_off" | "not_in_crm" | "inactive_in_crm";
type PickReason = "their_turn" | "not_their_turn" | "nobody_available" | Unavailability;

type PickCandidate = { crmUserId: string; name: string | null; isChosen: boolean; reason: PickReason };

export type PickedResponsible = {
  /** Null only when the collection is empty and the connection has no default user. */
  crmUserId: string | null;
  from: "collection" | "default";
  /** What the lead's page says besides: that somebody got the lead although nobody was available, or that nobody is in the collection. */
  note: "nobody_available" | "empty_collection" | null;
  /** When it was decided, ISO 8601. */
  at: string;
  /** Every member in the order of the collection, and why they were or were not chosen. */
  candidates: PickCandidate[];
};

/**
 * Chooses who of a collection gets a lead.
 *
 * `turn` counts the turns given before this one; each lead takes its own, so that the same turn always gives the same member. Members who are
 * not available are passed over, and their share goes to all others equally. When nobody is available the next in order gets
 * the lead all the same; an empty collection leaves it to the connection's default user.
 */
export function pickResponsible(input: {
  members: readonly PickMember[];
  strategy: PickStrategy;
  turn: number;
  now: Date;
  defaultUserId: string | null;
}): PickedResponsible {
  const { members, strategy, turn, defaultUserId } = input;
  const at = input.now.toISOString();
  if (members.length === 0) {
    return { crmUserId: defaultUserId, from: "default", note: "empty_collection", at, candidates: [] };
  }

  const available = members.filter((member) => whyUnavailable(member) === null);
  const isAnyone = available.length > 0;
  const chosen = STRATEGIES[strategy](isAnyone ? available : members, turn);
  return {
    crmUserId: chosen?.crmUserId ?? null,
    from: "collection",
    note: isAnyone ? null : "nobody_available",
    at,
    candidates: members.map((member) => toCandidate(member, member === chosen)),
  };
}

type Strategy = (members: readonly PickMember[], turn: number) => PickMember | undefined;

const STRATEGIES: Record<PickStrategy, Strategy> = {
  round_robin: (members, turn) => members[turn % members.length],
};

function whyUnavailable({ isActive, user }: PickMember): Unavailability | null {
  if (!isActive) return "switched_off";
  if (!user) return "not_in_crm";
  return user.isActive ? null : "inactive_in_crm";
}

function toCandidate(member: PickMember, isChosen: boolean): PickCandidate {
  const unavailable = whyUnavailable(member);
  const reason = isChosen ? (unavailable ? "nobody_available" : "their_turn") : (unavailable ?? "not_their_turn");
  return { crmUserId: member.crmUserId, name: member.user?.name ?? null, isChosen, reason };
}
