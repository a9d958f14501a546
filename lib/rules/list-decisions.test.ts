import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decide } from "./decide";
import { isInForce, listDecisions } from "./list-decisions";

const owned = { id: "1", responsibleId: "u1" };

describe("listDecisions", () => {
  it("gives the table of the product", () => {
    const rows = listDecisions().map((row) => [
      row.hasContact,
      row.hasActiveDeal,
      row.isDealForbidden,
      row.isTaskForbidden,
      row.kind,
      row.responsibleFrom,
    ]);
    expect(rows).toEqual([
      [false, null, false, null, "create_contact_and_deal", "collection"],
      [false, null, true, null, "skip", null],
      [true, false, false, null, "update_contact_create_deal", "contact"],
      [true, false, true, null, "update_contact", null],
      [true, true, null, false, "update_deal_create_task", "deal"],
      [true, true, null, true, "update_deal", null],
    ]);
  });

  it("has exactly one decision in force for whatever is found under any rules, and it is the one that is made", () => {
    fc.assert(
      fc.property(fc.boolean(), fc.boolean(), fc.boolean(), fc.boolean(), (hasContact, hasDeal, noDeals, noTasks) => {
        const rules = { isDealForbidden: noDeals, isTaskForbidden: noTasks };
        const contact = hasContact ? owned : null;
        const activeDeal = hasContact && hasDeal ? owned : null;
        const rows = listDecisions().filter(
          (row) =>
            isInForce(row, rules) &&
            row.hasContact === hasContact &&
            (row.hasActiveDeal ?? false) === (activeDeal !== null),
        );
        const plan = decide({ contact, activeDeal, rules });
        expect(rows.map(({ kind, responsibleFrom }) => [kind, responsibleFrom])).toEqual([
          [plan.kind, plan.responsible?.from ?? null],
        ]);
      }),
    );
  });
});
