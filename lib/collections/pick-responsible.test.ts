import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type PickMember, pickResponsible } from "./pick-responsible";

const now = new Date("2026-11-22T10:00:00Z");

function member(crmUserId: string, state: "active" | "inactive" | "gone" | "off" = "active"): PickMember {
  const user = state === "gone" ? null : { name: `Менеджер ${crmUserId}`, isActive: state !== "inactive" };
  return { crmUserId, isActive: state !== "off", user };
}

function pick(members: PickMember[], turn: number, defaultUserId: string | null = "default") {
  return pickResponsible({ members, strategy: "round_robin", turn, now, defaultUserId });
}

describe("pickResponsible", () => {
  it("goes round in order", () => {
    const members = [member("a"), member("b"), member("c")];
    expect([0, 1, 2, 3, 4].map((turn) => pick(members, turn).crmUserId)).toEqual(["a", "b", "c", "a", "b"]);
  });

  it("says for everyone why", () => {
    const members = [member("a"), member("b", "inactive"), member("c", "gone"), member("d", "off"), member("e")];
    expect(pick(members, 1)).toEqual({
      crmUserId: "e",
      from: "collection",
      note: null,
      at: "2026-11-22T10:00:00.000Z",
      candidates: [
        { crmUserId: "a", name: "Менеджер a", isChosen: false, reason: "not_their_turn" },
        { crmUserId: "b", name: "Менеджер b", isChosen: false, reason: "inactive_in_crm" },
        { crmUserId: "c", name: null, isChosen: false, reason: "not_in_crm" },
        { crmUserId: "d", name: "Менеджер d", isChosen: false, reason: "switched_off" },
        { crmUserId: "e", name: "Менеджер e", isChosen: true, reason: "their_turn" },
      ],
    });
  });

  it("gives the lead to the next in order when nobody is available, and says so", () => {
    const picked = pick([member("a", "inactive"), member("b", "gone")], 1);
    expect(picked).toMatchObject({ crmUserId: "b", from: "collection", note: "nobody_available" });
    expect(picked.candidates.map(({ reason }) => reason)).toEqual(["inactive_in_crm", "nobody_available"]);
  });

  it("leaves an empty collection to the connection's default user", () => {
    expect(pick([], 7)).toMatchObject({ crmUserId: "default", from: "default", note: "empty_collection" });
    expect(pick([], 7, null).crmUserId).toBeNull();
  });

  const members = fc
    .array(fc.constantFrom("active", "active", "inactive", "gone", "off"), { minLength: 1, maxLength: 12 })
    .map((states) => states.map((state, index) => member(String(index), state as "active")));

  it("shares turns in a row so that the counts of the available differ by one at most", () => {
    fc.assert(
      fc.property(members, fc.nat({ max: 1_000_000 }), fc.integer({ min: 1, max: 60 }), (list, first, count) => {
        const counts = new Map<string | null, number>();
        for (let turn = first; turn < first + count; turn++) {
          const { crmUserId } = pick(list, turn);
          counts.set(crmUserId, (counts.get(crmUserId) ?? 0) + 1);
        }
        const available = list.filter(({ isActive, user }) => isActive && user?.isActive);
        const shares = (available.length > 0 ? available : list).map(({ crmUserId }) => counts.get(crmUserId) ?? 0);
        return Math.max(...shares) - Math.min(...shares) <= 1 && shares.reduce((sum, share) => sum + share) === count;
      }),
    );
  });

  it("chooses one, who is available if anybody is, and lists all", () => {
    fc.assert(
      fc.property(members, fc.nat(), (list, turn) => {
        const { crmUserId, candidates, note } = pick(list, turn);
        expect(candidates).toHaveLength(list.length);
        expect(candidates.filter(({ isChosen }) => isChosen).map((one) => one.crmUserId)).toEqual([crmUserId]);
        const chosen = list.find((one) => one.crmUserId === crmUserId);
        expect(note === null).toBe(Boolean(chosen?.isActive && chosen.user?.isActive));
      }),
    );
  });
});
