import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { CrmContact, CrmDeal, FieldKey, FieldValue } from "@/lib/crm/types";
import { type MappingRow, ROW_POLICIES } from "@/lib/mapping/schema";
import { decide } from "./decide";
import { planValue } from "./plan-value";
import { planWrites } from "./plan-writes";
import { isBlankValue } from "./same-value";
import { type Rules, UPDATE_POLICIES } from "./schema";

const contact: CrmContact = {
  id: "c1",
  values: { name: "Олена", phone: "+380671234567", cf_city: "Львів" },
  phones: ["+380671234567"],
  emails: [],
  responsibleId: "u1",
  updatedAt: null,
  url: null,
};
const deal: CrmDeal = {
  id: "d1",
  contactId: "c1",
  values: { name: "Стара угода", amount: 100 },
  pipelineId: "p1",
  stageId: "s1",
  responsibleId: "u2",
  updatedAt: null,
  url: null,
};

type Values = Record<FieldKey, FieldValue>;

function plan(
  values: Values,
  options: {
    policies?: Record<FieldKey, MappingRow["policy"]>;
    update?: Rules["update"];
    hasContact?: boolean;
    hasDeal?: boolean;
    isDealForbidden?: boolean;
  } = {},
) {
  const { hasContact = true, hasDeal = true, isDealForbidden = false } = options;
  const found = { contact: hasContact ? contact : null, deal: hasContact && hasDeal ? deal : null };
  const rules = { isDealForbidden, isTaskForbidden: false };
  return planWrites({
    plan: decide({ contact: found.contact, activeDeal: found.deal, rules }),
    mapped: { values, policies: options.policies ?? {} },
    update: options.update ?? "all",
    ...found,
  });
}

describe("a new contact and deal", () => {
  it("get every value, pipeline, stage and responsible beside the rest, whatever the update rule", () => {
    const values: Values = {
      "contact.name": "Оля",
      "contact.phone": "+380501234567",
      "contact.responsible": "u5",
      "deal.name": "Курс",
      "deal.pipeline": "p2",
      "deal.stage": "s3",
      "deal.amount": 5,
    };
    const policies = { "contact.name": "never", "deal.amount": "if_empty" } as const;
    const writes = plan(values, { hasContact: false, update: "nothing", policies });
    expect(writes.contact).toEqual({ values: { name: "Оля", phone: "+380501234567" }, responsibleId: "u5" });
    expect(writes.deal).toEqual({
      values: { name: "Курс", amount: 5 },
      pipelineId: "p2",
      stageId: "s3",
      responsibleId: null,
    });
    expect(writes.changes.every(({ isSent, reason }) => isSent && reason === "created")).toBe(true);
  });

  it("are made with nothing mapped at all", () => {
    const writes = plan({}, { hasContact: false });
    expect(writes.contact).toEqual({ values: {}, responsibleId: null });
    expect(writes.deal).toEqual({ values: {}, pipelineId: null, stageId: null, responsibleId: null });
  });

  it("are not made when the plan says to skip", () => {
    const writes = plan({ "contact.name": "Оля" }, { hasContact: false, isDealForbidden: true });
    expect(writes).toEqual({ contact: null, deal: null, changes: [] });
  });
});

describe("an update", () => {
  it("shows old and new of each value", () => {
    expect(plan({ "contact.name": "Олена К." }).changes).toEqual([
      { field: "contact.name", before: "Олена", after: "Олена К.", isSent: true, reason: "update_all" },
    ]);
  });

  it("leaves the deal alone where the plan has none", () => {
    const values: Values = { "contact.cf_age": 30, "deal.amount": 5 };
    const writes = plan(values, { hasDeal: false, isDealForbidden: true });
    expect(writes.contact?.values).toEqual({ cf_age: 30 });
    expect(writes.deal).toBeNull();
    expect(writes.changes.map(({ field }) => field)).toEqual(["contact.cf_age"]);
  });

  it("creates the second deal of a known contact with all of its values", () => {
    expect(plan({ "deal.name": "Курс", "deal.stage": "s9" }, { hasDeal: false, update: "nothing" }).deal).toEqual({
      values: { name: "Курс" },
      pipelineId: null,
      stageId: "s9",
      responsibleId: null,
    });
  });

  it("that has nothing to send is none", () => {
    const writes = plan({ "contact.name": "Олена", "deal.amount": 100 });
    expect(writes).toMatchObject({ contact: null, deal: null });
    expect(writes.changes.map(({ reason }) => reason)).toEqual(["equal", "equal"]);
  });

  it("never touches deal name, pipeline, stage and responsible, unless a row says always", () => {
    const values: Values = {
      "deal.name": "Нова",
      "deal.pipeline": "p2",
      "deal.stage": "s2",
      "deal.responsible": "u9",
      "contact.responsible": "u9",
    };
    for (const policy of ROW_POLICIES.filter((one) => one !== "always")) {
      const policies = Object.fromEntries(Object.keys(values).map((field) => [field, policy]));
      const writes = plan(values, { policies });
      expect(writes).toMatchObject({ contact: null, deal: null });
      expect(new Set(writes.changes.map(({ reason }) => reason))).toEqual(new Set(["creation_only"]));
    }

    const always = Object.fromEntries(Object.keys(values).map((field) => [field, "always" as const]));
    const writes = plan(values, { policies: always, update: "nothing" });
    expect(writes.deal?.values).toEqual({ name: "Нова", pipeline: "p2", stage: "s2", responsible: "u9" });
    expect(writes.contact?.values).toEqual({ responsible: "u9" });
  });

  it("adds phones, e-mails and tags to those the CRM holds", () => {
    const writes = plan({ "contact.phone": "+380501234567", "contact.email": "a@example.com" });
    expect(writes.contact?.values).toEqual({ phone: ["+380671234567", "+380501234567"], email: "a@example.com" });
    expect(writes.changes.map(({ reason }) => reason)).toEqual(["added", "was_empty"]);
    expect(plan({ "contact.phone": "067 123 45 67" }).changes[0]?.reason).toBe("equal");
    expect(plan({ "contact.phone": "+380501234567" }, { update: "if_empty" }).changes[0]?.reason).toBe("not_empty");
  });

  it("reads only what the CRM itself gave", () => {
    expect(plan({ "contact.constructor": "x" }, { update: "if_empty" }).contact?.values).toEqual({ constructor: "x" });
  });
});

describe("planValue", () => {
  const field = "contact.cf_city";
  const cases: [MappingRow["policy"], Rules["update"], FieldValue | null, string][] = [
    ["inherit", "nothing", null, "update_nothing"],
    ["inherit", "nothing", "Львів", "update_nothing"],
    ["inherit", "all", null, "was_empty"],
    ["inherit", "all", "Львів", "update_all"],
    ["inherit", "all", "Самбір", "equal"],
    ["inherit", "if_empty", null, "was_empty"],
    ["inherit", "if_empty", " ", "was_empty"],
    ["inherit", "if_empty", "Львів", "not_empty"],
    ["always", "nothing", "Львів", "row_always"],
    ["always", "nothing", null, "was_empty"],
    ["always", "if_empty", "Самбір", "equal"],
    ["if_empty", "all", "Львів", "not_empty"],
    ["if_empty", "nothing", null, "was_empty"],
    ["never", "all", "Львів", "row_never"],
    ["never", "all", null, "row_never"],
  ];

  it.each(cases)("row %s, rule %s, the CRM has %j: %s", (policy, update, value, reason) => {
    const change = planValue({ field, incoming: "Самбір", policy, update, existing: { value } });
    expect(change.reason).toBe(reason);
  });

  it.each<[FieldValue, FieldValue]>([
    [5, "5"],
    ["Самбір ", "Самбір"],
    [true, "true"],
    [
      ["b", "a"],
      ["a", "b"],
    ],
    [["a"], "a"],
  ])("holds %j and %j for equal", (value, incoming) => {
    const change = planValue({ field, incoming, policy: "always", update: "all", existing: { value } });
    expect(change).toMatchObject({ isSent: false, reason: "equal" });
  });

  it.each<[FieldValue, FieldValue]>([
    [5, "5 грн"],
    ["олена", "Олена"],
    [false, true],
    [0, ""],
    [["a"], ["a", "b"]],
  ])("holds %j and %j for different", (value, incoming) => {
    const change = planValue({ field, incoming, policy: "always", update: "all", existing: { value } });
    expect(change.reason).toBe(incoming === "" ? "blank" : "row_always");
  });

  const value = fc.oneof(
    fc.string({ maxLength: 5 }),
    fc.constantFrom("", " ", "+380671234567", "a@example.com"),
    fc.double({ noNaN: true }),
    fc.boolean(),
    fc.array(fc.string({ maxLength: 3 }), { maxLength: 3 }),
  );
  const anyCase = fc.record({
    field: fc.constantFrom<FieldKey>("contact.name", "contact.phone", "contact.email", "contact.tags", "deal.stage"),
    incoming: value,
    policy: fc.constantFrom(...ROW_POLICIES),
    update: fc.constantFrom(...UPDATE_POLICIES),
    existing: fc.option(fc.record({ value: fc.option(value) }), { nil: undefined }),
  });

  it("never sends a blank, nor overwrites under «only if empty», nor sends where nothing may be updated", () => {
    fc.assert(
      fc.property(anyCase, (input) => {
        const { isSent } = planValue(input);
        if (!isSent) return;
        expect(isBlankValue(input.incoming)).toBe(false);
        if (!input.existing) return;
        const rule = input.policy === "inherit" ? input.update : input.policy;
        expect(["nothing", "never"]).not.toContain(rule);
        if (rule === "if_empty") expect(isBlankValue(input.existing.value)).toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });

  it("never takes a phone, an e-mail or a tag away", () => {
    const list = fc.uniqueArray(fc.stringMatching(/^\+3806\d{8}$/), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(
        fc.constantFrom<FieldKey>("contact.phone", "contact.email", "contact.tags"),
        list,
        list,
        (key, a, b) => {
          const existing = { value: a };
          const { isSent, after } = planValue({ field: key, incoming: b, policy: "always", update: "all", existing });
          return !isSent || (Array.isArray(after) && a.every((held) => after.includes(held)));
        },
      ),
    );
  });
});
