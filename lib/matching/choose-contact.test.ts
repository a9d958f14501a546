import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { CrmContact, CrmDeal } from "@/lib/crm/types";
import { chooseContact, type FoundContact } from "./choose-contact";
import { chooseDeal } from "./choose-deal";

const anyPipeline = { activePipelineIds: [] };

function contact(id: string, updatedAt: string | null = null): CrmContact {
  return { id, values: {}, phones: [], emails: [], responsibleId: null, updatedAt, url: null };
}

function deal(id: string, updatedAt: string | null = null, pipelineId: string | null = "p1"): CrmDeal {
  return { id, contactId: "1", values: {}, pipelineId, stageId: null, responsibleId: null, updatedAt, url: null };
}

function byPhone(id: string, updatedAt?: string): FoundContact {
  return { contact: contact(id, updatedAt), foundBy: ["phone"] };
}

function byEmail(id: string, updatedAt?: string): FoundContact {
  return { contact: contact(id, updatedAt), foundBy: ["email"] };
}

function reasons(found: FoundContact[], openDeals: Record<string, CrmDeal[]> = {}, rules = anyPipeline) {
  return chooseContact({ found, openDeals, rules }).candidates.map(({ id, reason }) => `${id} ${reason}`);
}

describe("chooseContact", () => {
  it("finds nobody among nobody", () => {
    expect(chooseContact({ found: [], openDeals: {}, rules: anyPipeline })).toEqual({
      contact: null,
      deals: { deal: null, candidates: [] },
      candidates: [],
      conflict: null,
    });
  });

  it("takes the only one, and a contact found twice is one", () => {
    expect(reasons([byPhone("1"), byEmail("1")])).toEqual(["1 only_one"]);
    const choice = chooseContact({ found: [byPhone("1"), byEmail("1")], openDeals: {}, rules: anyPipeline });
    expect(choice.candidates[0]?.foundBy).toEqual(["phone", "email"]);
    expect(choice.conflict).toBeNull();
  });

  it("lets the phone win over the e-mail whatever else speaks for the other, and notes the conflict", () => {
    const found = [byEmail("1", "2026-11-20T00:00:00Z"), byPhone("2", "2020-01-01T00:00:00Z")];
    const choice = chooseContact({ found, openDeals: { "1": [deal("d1")] }, rules: anyPipeline });
    expect(choice.contact?.id).toBe("2");
    expect(choice.conflict).toEqual({ phoneContactId: "2", emailContactIds: ["1"] });
    expect(reasons(found, { "1": [deal("d1")] })).toEqual(["2 found_by_phone", "1 found_by_email_only"]);
  });

  it("prefers an active deal, then the latest change, then the smaller id", () => {
    const older = "2026-01-01T00:00:00Z";
    const newer = "2026-02-01T00:00:00Z";
    expect(reasons([byPhone("1", newer), byPhone("2", older)], { "2": [deal("d1")] })).toEqual([
      "2 has_active_deal",
      "1 no_active_deal",
    ]);
    expect(reasons([byPhone("1", older), byPhone("2", newer), byPhone("3")])).toEqual([
      "2 changed_last",
      "1 changed_earlier",
      "3 changed_earlier",
    ]);
    expect(reasons([byPhone("10"), byPhone("9")])).toEqual(["9 smallest_id", "10 larger_id"]);
  });

  it("counts only deals of the named pipelines as active", () => {
    const openDeals = { "1": [deal("d1", null, "other")], "2": [deal("d2", null, "sales")] };
    const rules = { activePipelineIds: ["sales"] };
    const choice = chooseContact({ found: [byPhone("1"), byPhone("2")], openDeals, rules });
    expect(choice.contact?.id).toBe("2");
    expect(choice.deals.deal?.id).toBe("d2");
  });

  const anyFound = fc.array(
    fc.record({
      contact: fc
        .tuple(fc.integer({ min: 1, max: 30 }), fc.option(fc.integer({ min: 1, max: 5 })))
        .map(([id, day]) => contact(String(id), day === null ? null : `2026-01-0${day}T00:00:00Z`)),
      foundBy: fc.subarray(["phone", "email"] as const, { minLength: 1 }),
    }),
    { maxLength: 8 },
  );

  it("chooses the same whatever the order of the CRM's answer, and lists everyone once with one chosen", () => {
    const found = fc.uniqueArray(fc.integer({ min: 1, max: 30 }), { maxLength: 8 }).chain((ids) =>
      fc.tuple(
        ...ids.map((id) =>
          fc.record({
            contact: fc
              .option(fc.integer({ min: 1, max: 3 }))
              .map((day) => contact(String(id), day === null ? null : `2026-01-0${day}T00:00:00Z`)),
            foundBy: fc.subarray(["phone", "email"] as const, { minLength: 1 }),
          }),
        ),
      ),
    );
    fc.assert(
      fc.property(found, fc.subarray([...Array(30).keys()].map(String)), (list, withDeal) => {
        const openDeals = Object.fromEntries(withDeal.map((id) => [id, [deal(`d${id}`)]]));
        const forth = chooseContact({ found: list, openDeals, rules: anyPipeline });
        const back = chooseContact({ found: [...list].reverse(), openDeals, rules: anyPipeline });
        expect(back.candidates.map(({ id }) => id)).toEqual(forth.candidates.map(({ id }) => id));
        expect(forth.candidates).toHaveLength(list.length);
        expect(forth.candidates.filter(({ isChosen }) => isChosen)).toHaveLength(list.length === 0 ? 0 : 1);
      }),
    );
  });

  it("never takes a contact found by e-mail only when another was found by phone", () => {
    fc.assert(
      fc.property(anyFound, (found) => {
        const { contact: chosen } = chooseContact({ found, openDeals: {}, rules: anyPipeline });
        const phoneIds = found.filter(({ foundBy }) => foundBy.includes("phone")).map((one) => one.contact.id);
        return phoneIds.length === 0 || phoneIds.includes(chosen?.id ?? "");
      }),
    );
  });
});

describe("chooseDeal", () => {
  it("finds none among none", () => {
    expect(chooseDeal([], anyPipeline)).toEqual({ deal: null, candidates: [] });
  });

  it("takes the most recently changed and lists all", () => {
    const choice = chooseDeal([deal("1", "2026-01-01"), deal("2", "2026-02-01"), deal("3")], anyPipeline);
    expect(choice.deal?.id).toBe("2");
    expect(choice.candidates.map(({ id, reason }) => `${id} ${reason}`)).toEqual([
      "2 changed_last",
      "1 changed_earlier",
      "3 changed_earlier",
    ]);
  });

  it("passes over other pipelines when some are named, and deals without one", () => {
    const choice = chooseDeal([deal("1", null, "p2"), deal("2", null, null)], { activePipelineIds: ["p1"] });
    expect(choice.deal).toBeNull();
    expect(choice.candidates.map(({ reason }) => reason)).toEqual(["other_pipeline", "other_pipeline"]);
  });

  it("decides equals by the smaller id", () => {
    const choice = chooseDeal([deal("12"), deal("9"), deal("100")], anyPipeline);
    expect(choice.candidates.map(({ id, reason }) => `${id} ${reason}`)).toEqual([
      "9 smallest_id",
      "12 larger_id",
      "100 larger_id",
    ]);
  });
});
