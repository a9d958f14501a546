import { describe, expect, it } from "vitest";
import type { FilterIssue } from "./compile-filter";
import { compileFilter } from "./compile-filter";
import { type Filter, type FilterOperator, filterSchema } from "./schema";
import { validateFilter } from "./validate-filter";

const empty = filterSchema.parse({});

function filterOf(...conditions: [string, FilterOperator, string[]][]): Filter {
  return filterSchema.parse({
    groups: [{ conditions: conditions.map(([field, operator, values]) => ({ field, operator, values })) }],
  });
}

describe("validateFilter", () => {
  it.each<[string, FilterOperator, string[], FilterIssue["code"], number | null]>([
    ["", "is_blank", [], "bad_field", null],
    ["event:", "is_blank", [], "bad_field", null],
    ["event:a[", "is_blank", [], "bad_field", null],
    ["mapped:lead.name", "is_blank", [], "bad_field", null],
    ["name", "is_blank", [], "bad_field", null],
    ["phone", "equals", [], "value_missing", 0],
    ["phone", "equals", ["  "], "value_missing", 0],
    ["phone", "in_list", ["", " "], "value_missing", null],
    ["event:a", "between", ["1"], "value_missing", 1],
    ["event:a", "between", ["10", "1"], "bounds_reversed", 1],
    ["event:a", "between", ["1", "2026-11-22"], "bad_number", 1],
    ["event:a", "between", ["2026-11-22", "x"], "bad_date", 1],
    ["event:a", "gt", ["багато"], "bad_number", 0],
    ["event:a", "before", ["скоро"], "bad_date", 0],
    ["event:a", "before", ["31.02.2026"], "bad_date", 0],
    ["phone", "phone_country_is", ["UA", "Україна"], "bad_country", 1],
    ["event:a", "matches", ["a("], "bad_pattern", 0],
    ["event:a", "matches", ["(a)\\1"], "bad_pattern", 0],
    ["event:a", "matches", ["a(?=b)"], "bad_pattern", 0],
    ["event:a", "matches", ["((a{100}){100}){100}"], "bad_pattern", 0],
    ["event:a", "matches", ["a{1,900}"], "pattern_too_large", 0],
  ])("%s %s %j: %s", (field, operator, values, code, valueIndex) => {
    const filter: Filter = { ...empty, groups: [{ conditions: [{ field, operator, values }] }] };
    expect(validateFilter(filter)).toMatchObject([{ groupIndex: 0, conditionIndex: 0, code, valueIndex }]);
    expect(() => compileFilter(filter)).toThrow("conditions that cannot be read");
  });

  it("gives the pattern engine's own words", () => {
    expect(validateFilter(filterOf(["event:a", "matches", ["a("]]))[0]?.detail).toContain("missing closing )");
  });

  it("refuses a pattern that is too long to be read", () => {
    expect(validateFilter(filterOf(["event:a", "matches", ["a".repeat(501)]]))).toMatchObject([
      { code: "pattern_too_long" },
    ]);
  });

  it("gives all issues with their places", () => {
    const filter: Filter = {
      ...empty,
      groups: [
        { conditions: [{ field: "phone", operator: "exists", values: [] }] },
        {
          conditions: [
            { field: "phone", operator: "exists", values: [] },
            { field: "x", operator: "exists", values: [] },
            { field: "phone", operator: "gt", values: ["x"] },
          ],
        },
      ],
    };
    const places = validateFilter(filter).map(({ groupIndex, conditionIndex, code }) => [
      groupIndex,
      conditionIndex,
      code,
    ]);
    expect(places).toEqual([
      [1, 1, "bad_field"],
      [1, 2, "bad_number"],
    ]);
  });

  it("limits the number of patterns", () => {
    const matches = ["event:a", "matches", ["a"]] as [string, FilterOperator, string[]];
    expect(validateFilter(filterOf(...Array(20).fill(matches)))).toEqual([]);
    expect(validateFilter(filterOf(...Array(21).fill(matches)))).toMatchObject([
      { conditionIndex: 20, code: "too_many_patterns" },
    ]);
  });

  it("finds nothing wrong with an empty filter, and the schema refuses an empty group", () => {
    expect(validateFilter(empty)).toEqual([]);
    expect(filterSchema.safeParse({ groups: [{ conditions: [] }] }).success).toBe(false);
  });
});
