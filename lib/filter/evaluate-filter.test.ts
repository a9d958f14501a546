import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { JsonValue } from "@/lib/json";
import { phoneSettingsSchema } from "@/lib/phone/schema";
import { compileFilter } from "./compile-filter";
import { evaluateFilter, explainFilter } from "./evaluate-filter";
import type { FilterInput } from "./read-field";
import { FILTER_OPERATORS, type Filter, type FilterCondition, type FilterOperator } from "./schema";

const input: FilterInput = {
  event: {
    service: "telegram",
    date: 1_795_000_160,
    contact: {
      name: "Марʼяна Їжакевич",
      age: 30,
      isOpen: true,
      empty: "",
      nothing: null,
      spaces: "  ",
      tags: ["VIP", "Гурток"],
      noTags: [],
      variables: { "Телефон клієнта": "067 123 45 67", price: "1 200,50 грн", born: "31.12.2000" },
    },
  },
  mapped: { "contact.name": "Мар'яна", "deal.amount": 1_200.5, "contact.tags": ["a", "b"], "contact.phone": "" },
  phone: "+380671234567",
  email: "olena@example.com",
};

function filterOf(conditions: FilterCondition[][], rest: Partial<Filter> = {}): Filter {
  const groups = conditions.map((group) => ({ conditions: group }));
  return { mode: "or_of_and", isCaseSensitive: false, groups, ...rest };
}

function condition(field: string, operator: FilterOperator, ...values: string[]): FilterCondition {
  return { field, operator, values };
}

function holds(field: string, operator: FilterOperator, values: string[] = [], rest: Partial<Filter> = {}): boolean {
  return evaluateFilter(compileFilter(filterOf([[{ field, operator, values }]], rest)), input).passes;
}

describe("operators", () => {
  it.each<[string, FilterOperator, string[], boolean]>([
    ["event:service", "equals", ["Telegram"], true],
    ["event:service", "equals", [" telegram "], true],
    ["event:service", "equals", ["tele"], false],
    ["event:contact.age", "equals", ["30"], true],
    ["event:contact.isOpen", "equals", ["true"], true],
    ["event:contact.tags", "equals", ["vip"], true],
    ["event:contact.missing", "equals", ["x"], false],
    ["event:contact", "equals", ["[object Object]"], false],
    ["event:service", "not_equals", ["viber"], true],
    ["event:service", "not_equals", ["TELEGRAM"], false],
    ["event:contact.missing", "not_equals", ["x"], true],
    ["event:contact.tags", "not_equals", ["vip"], false],
    ["event:contact.name", "contains", ["їжак"], true],
    ["event:contact.name", "contains", ["Мар'яна"], true],
    ["event:contact.name", "contains", ["мар’яна"], true],
    ["event:contact.name", "not_contains", ["олена"], true],
    ["event:contact.name", "not_contains", ["ЯНА"], false],
    ["event:contact.tags", "not_contains", ["гурт"], false],
    ["event:contact.name", "starts_with", ["МАР"], true],
    ["event:contact.name", "starts_with", ["яна"], false],
    ["event:contact.name", "ends_with", ["вич"], true],
    ["event:service", "in_list", ["viber", "TELEGRAM"], true],
    ["event:service", "in_list", ["viber", ""], false],
    ["event:contact.tags", "in_list", ["гурток"], true],
    ["event:service", "not_in_list", ["viber"], true],
    ["event:contact.empty", "not_in_list", ["viber"], true],
    ["event:contact.name", "matches", ["^мар.?яна\\s"], true],
    ["event:contact.name", "matches", ["Мар’яна"], true],
    ["event:contact.tags", "matches", ["^гурток$"], true],
    ["event:contact.age", "matches", ["^\\d+$"], true],
    ["event:contact.missing", "matches", [".*"], false],
    ["event:contact.missing", "is_blank", [], true],
    ["event:contact.nothing", "is_blank", [], true],
    ["event:contact.spaces", "is_blank", [], true],
    ["event:contact.noTags", "is_blank", [], true],
    ["event:contact.age", "is_blank", [], false],
    ["event:contact.empty", "is_not_blank", [], false],
    ["event:contact.tags", "is_not_blank", [], true],
    ["event:contact.empty", "exists", [], true],
    ["event:contact.nothing", "exists", [], true],
    ["event:contact.missing", "exists", [], false],
    ["event:contact.age", "gt", ["29,5"], true],
    ["event:contact.age", "gt", ["30"], false],
    ["event:contact.age", "gte", ["30"], true],
    ["event:contact.age", "lt", ["30,01"], true],
    ["event:contact.age", "lte", ["29"], false],
    ["event:contact.variables.price", "gt", ["1 200"], true],
    ["event:contact.variables.price", "lte", ["1200.5"], true],
    ["event:contact.name", "gt", ["0"], false],
    ["event:contact.name", "lte", ["0"], false],
    ["event:contact.missing", "lt", ["5"], false],
    ["event:contact.age", "between", ["18", "30"], true],
    ["event:contact.age", "between", ["31", "40"], false],
    ["event:date", "between", ["2026-11-18", "18.11.2026"], true],
    ["event:date", "between", ["2026-11-19", "2026-11-20"], false],
    ["event:date", "before", ["2026-11-19"], true],
    ["event:date", "before", ["18.11.2026"], false],
    ["event:date", "after", ["17.11.2026"], true],
    ["event:date", "after", ["2026-11-18"], false],
    ["event:date", "after", ["1795000159"], true],
    ["event:date", "before", ["1795000160000"], false],
    ["event:contact.variables.born", "before", ["2001-01-01"], true],
    ["event:contact.variables.born", "gte", ["31.12.2000"], true],
    ["event:contact.name", "after", ["2001-01-01"], false],
    ["phone", "equals", ["067 123-45-67"], true],
    ["phone", "in_list", ["0501234567", "80671234567"], true],
    ["phone", "starts_with", ["+38067"], true],
    ["phone", "is_valid_phone", [], true],
    ["phone", "phone_country_is", ["pl", "ua"], true],
    ["phone", "phone_country_is", ["PL"], false],
    ['event:contact.variables["Телефон клієнта"]', "is_valid_phone", [], true],
    ['event:contact.variables["Телефон клієнта"]', "phone_country_is", ["UA"], true],
    ["event:contact.name", "is_valid_phone", [], false],
    ["event:contact.missing", "phone_country_is", ["UA"], false],
    ["email", "is_valid_email", [], true],
    ["email", "ends_with", ["@example.com"], true],
    ["event:contact.name", "is_valid_email", [], false],
    ["mapped:contact.name", "equals", ["мар’яна"], true],
    ["mapped:deal.amount", "gte", ["1200,5"], true],
    ["mapped:contact.tags", "equals", ["b"], true],
    ["mapped:contact.phone", "exists", [], true],
    ["mapped:contact.phone", "is_not_blank", [], false],
    ["mapped:contact.constructor", "exists", [], false],
  ])("%s %s %j: %s", (field, operator, values, expected) => {
    expect(holds(field, operator, values)).toBe(expected);
  });

  it("all have a case above or below", () => {
    expect(FILTER_OPERATORS).toHaveLength(22);
  });

  it("mind the letter case when the switch is on, apostrophes being alike all the same", () => {
    const strict = { isCaseSensitive: true };
    expect(holds("event:service", "equals", ["Telegram"], strict)).toBe(false);
    expect(holds("event:contact.name", "starts_with", ["Мар'яна"], strict)).toBe(true);
    expect(holds("event:contact.name", "matches", ["мар"], strict)).toBe(false);
  });

  it("read phones as the integration does", () => {
    const filter = filterOf([[condition("event:text", "phone_country_is", "PL")]]);
    const poland = phoneSettingsSchema.parse({ country: "PL", callingCode: "48", digits: 11 });
    const polish = { ...input, event: { text: "501 234 567" } };
    expect(evaluateFilter(compileFilter(filter), polish).passes).toBe(false);
    expect(evaluateFilter(compileFilter(filter, { phone: poland }), polish).passes).toBe(true);
  });

  it("see nothing of a lead without phone and e-mail", () => {
    const nobody = { ...input, phone: null, email: null };
    for (const [field, operator] of [
      ["phone", "is_valid_phone"],
      ["email", "is_valid_email"],
      ["phone", "exists"],
    ] as const) {
      expect(evaluateFilter(compileFilter(filterOf([[condition(field, operator)]])), nobody).passes).toBe(false);
    }
  });
});

describe("groups", () => {
  const yes = condition("event:service", "equals", "telegram");
  const no = condition("event:service", "equals", "viber");

  it.each<[Filter["mode"], FilterCondition[][], boolean]>([
    ["or_of_and", [[yes, yes]], true],
    ["or_of_and", [[yes, no]], false],
    ["or_of_and", [[yes, no], [yes]], true],
    ["or_of_and", [[no], [yes, no]], false],
    ["and_of_or", [[yes, no]], true],
    ["and_of_or", [[no, no]], false],
    [
      "and_of_or",
      [
        [yes, no],
        [no, yes],
      ],
      true,
    ],
    ["and_of_or", [[yes, no], [no]], false],
    ["or_of_and", [], true],
    ["and_of_or", [], true],
  ])("%s of %j passes: %s", (mode, conditions, passes) => {
    expect(evaluateFilter(compileFilter(filterOf(conditions, { mode })), input).passes).toBe(passes);
  });

  it("name the condition that failed and what was found", () => {
    const result = evaluateFilter(compileFilter(filterOf([[no], [yes, yes, no]])), input);
    expect(result).toEqual({
      passes: false,
      failed: { groupIndex: 1, conditionIndex: 2, condition: no, actual: "telegram" },
    });
  });

  it("explain every condition", () => {
    const missing = condition("event:contact.missing", "is_not_blank");
    const object = condition("event:contact", "is_not_blank");
    const filter = compileFilter(
      filterOf([
        [yes, no],
        [missing, object],
      ]),
    );
    expect(explainFilter(filter, input).map(({ actual, holds: held }) => [actual, held])).toEqual([
      ["telegram", true],
      ["telegram", false],
      [null, false],
      ["{…}", true],
    ]);
  });

  it("follow the laws of AND and OR", () => {
    const someGroups = fc.array(fc.array(fc.boolean(), { minLength: 1, maxLength: 4 }), { maxLength: 4 });
    fc.assert(
      fc.property(someGroups, fc.constantFrom<Filter["mode"][]>("and_of_or", "or_of_and"), (groups, mode) => {
        const conditions = groups.map((group) => group.map((one) => (one ? yes : no)));
        const { passes } = evaluateFilter(compileFilter(filterOf(conditions, { mode })), input);
        const expected =
          mode === "and_of_or"
            ? groups.every((group) => group.some(Boolean))
            : groups.length === 0 || groups.some((group) => group.every(Boolean));
        return passes === expected;
      }),
    );
  });
});

describe("any event", () => {
  const texts = fc.oneof(fc.string(), fc.constantFrom("5", "2026-11-22", "UA", "1,5", "a@b.cd", "067 123 45 67"));

  it("is judged without an error, and a not-operator is the opposite of its twin", () => {
    const twins: [FilterOperator, FilterOperator][] = [
      ["equals", "not_equals"],
      ["contains", "not_contains"],
      ["in_list", "not_in_list"],
      ["is_blank", "is_not_blank"],
    ];
    fc.assert(
      fc.property(
        fc.jsonValue(),
        texts.filter((text) => text.trim() !== ""),
        fc.constantFrom(...twins),
        (value, text, pair) => {
          const lead = { ...input, event: { field: value as JsonValue } };
          const [one, other] = pair.map((operator) => {
            return evaluateFilter(compileFilter(filterOf([[condition("event:field", operator, text)]])), lead).passes;
          });
          return one !== other;
        },
      ),
    );
  });

  it("meets an operator as its text does", () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 1 }).filter((text) => text.trim() !== ""),
        (text) => {
          const lead = { ...input, event: { field: text } };
          return (["equals", "contains", "starts_with", "ends_with", "in_list"] as const).every(
            (operator) =>
              evaluateFilter(compileFilter(filterOf([[condition("event:field", operator, text)]])), lead).passes,
          );
        },
      ),
    );
  });
});

describe("patterns", () => {
  it.each([["(a+)+$"], ["(a|aa)+$"], ["(.*)(.*)(.*)x"], ["(?:a|b)*a(?:a|b){15}$"]])(
    "%s comes to an end on 50 kB",
    (pattern) => {
      const filter = compileFilter(filterOf([[condition("event:text", "matches", pattern)]]));
      const lead = { ...input, event: { text: `${"a".repeat(50_000)}!` } };
      // Within the time that any test has; an engine that backtracks would need years.
      expect(evaluateFilter(filter, lead)).toHaveProperty("passes");
    },
  );
});
