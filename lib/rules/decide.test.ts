import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { CrmUser } from "@/lib/crm/types";
import { decide, PLAN_WRITES, type Plan } from "./decide";
import { findOwner } from "./find-owner";

const contact = { id: "c1", responsibleId: "u1" };
const deal = { id: "d1", responsibleId: "u2" };

/** product.md's table, with both values where it says «any». */
const ROWS: [boolean, boolean, boolean, boolean, Plan][] = [false, true].flatMap((any): typeof ROWS => [
  [false, any, false, false, createBoth()],
  [false, any, false, true, createBoth()],
  [false, any, true, false, skip()],
  [false, any, true, true, skip()],
  [true, false, false, any, createDeal()],
  [true, false, true, any, updateContact()],
  [true, true, any, false, createTask()],
  [true, true, any, true, updateDeal()],
]);

function createBoth(): Plan {
  return {
    kind: "create_contact_and_deal",
    writes: ["create_contact", "create_deal"],
    responsible: { from: "collection" },
  };
}
function skip(): Plan {
  return { kind: "skip", writes: [], reason: "update_only", responsible: null };
}
function createDeal(): Plan {
  return {
    kind: "update_contact_create_deal",
    writes: ["update_contact", "create_deal"],
    contactId: "c1",
    responsible: { from: "contact", userId: "u1" },
  };
}
function updateContact(): Plan {
  return { kind: "update_contact", writes: ["update_contact"], contactId: "c1", responsible: null };
}
function createTask(): Plan {
  return {
    kind: "update_deal_create_task",
    writes: ["update_contact", "update_deal", "create_task"],
    contactId: "c1",
    dealId: "d1",
    responsible: { from: "deal", userId: "u2" },
  };
}
function updateDeal(): Plan {
  return {
    kind: "update_deal",
    writes: ["update_contact", "update_deal"],
    contactId: "c1",
    dealId: "d1",
    responsible: null,
  };
}

function planOf(hasContact: boolean, hasDeal: boolean, isDealForbidden: boolean, isTaskForbidden: boolean): Plan {
  return decide({
    contact: hasContact ? contact : null,
    activeDeal: hasDeal ? deal : null,
    rules: { isDealForbidden, isTaskForbidden },
  });
}

describe("decide", () => {
  it("knows all sixteen combinations", () => {
    expect(new Set(ROWS.map((row) => row.slice(0, 4).join())).size).toBe(16);
  });

  it.each(ROWS)("contact %s, active deal %s, deals forbidden %s, tasks forbidden %s", (...row) => {
    const [hasContact, hasDeal, isDealForbidden, isTaskForbidden, plan] = row;
    expect(planOf(hasContact, hasDeal, isDealForbidden, isTaskForbidden)).toEqual(plan);
  });

  const plans = fc.tuple(fc.boolean(), fc.boolean(), fc.boolean(), fc.boolean());

  it("creates a contact if and only if none was matched and deals are allowed", () => {
    fc.assert(
      fc.property(plans, (row) => {
        const [hasContact, , isDealForbidden] = row;
        return planOf(...row).writes.some((write) => write === "create_contact") === (!hasContact && !isDealForbidden);
      }),
    );
  });

  it("never creates a deal and a task together, nor either when it is forbidden", () => {
    fc.assert(
      fc.property(plans, (row) => {
        const [, , isDealForbidden, isTaskForbidden] = row;
        const writes = new Set<string>(planOf(...row).writes);
        expect(writes.has("create_deal") && writes.has("create_task")).toBe(false);
        expect(writes.has("create_deal") && isDealForbidden).toBe(false);
        expect(writes.has("create_task") && isTaskForbidden).toBe(false);
      }),
    );
  });

  it("names a responsible exactly when something is created, and keeps to JSON", () => {
    fc.assert(
      fc.property(plans, (row) => {
        const plan = planOf(...row);
        expect(plan.responsible !== null).toBe(plan.writes.some((write) => write.startsWith("create_")));
        expect(plan.writes.every((write) => PLAN_WRITES.includes(write))).toBe(true);
        expect(JSON.parse(JSON.stringify(plan))).toEqual(plan);
      }),
    );
  });
});

describe("findOwner", () => {
  const users: CrmUser[] = [
    { id: "u1", name: "Ірина", email: null, isActive: true },
    { id: "u2", name: "Богдан", email: null, isActive: false },
  ];

  it.each([
    [{ from: "collection" } as const, { kind: "assign", because: null }],
    [{ from: "contact", userId: "u1" } as const, { kind: "owner", from: "contact", userId: "u1" }],
    [{ from: "deal", userId: "u2" } as const, { kind: "assign", because: "owner_inactive" }],
    [{ from: "deal", userId: "u3" } as const, { kind: "assign", because: "owner_unknown" }],
    [{ from: "contact", userId: null } as const, { kind: "assign", because: "owner_missing" }],
  ])("%j: %j", (responsible, owner) => {
    expect(findOwner(responsible, users)).toEqual(owner);
  });
});
