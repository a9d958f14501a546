import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { FILTER_OPERATORS, type FilterOperator } from "./schema";
import { keepValues, type ValueControl, valueControlOf } from "./value-control";

const PLAIN = { hasChoices: false, isDate: false };
const CHOICES = { hasChoices: true, isDate: false };
const DATES = { hasChoices: false, isDate: true };

describe("valueControlOf", () => {
  it.each<[FilterOperator, { hasChoices: boolean; isDate: boolean }, ValueControl]>([
    ["equals", PLAIN, { count: "one", input: "text" }],
    ["equals", CHOICES, { count: "one", input: "choice" }],
    ["contains", CHOICES, { count: "one", input: "text" }],
    ["matches", CHOICES, { count: "one", input: "text" }],
    ["not_in_list", CHOICES, { count: "list", input: "choice" }],
    ["in_list", PLAIN, { count: "list", input: "text" }],
    ["before", PLAIN, { count: "one", input: "date" }],
    ["after", CHOICES, { count: "one", input: "date" }],
    ["between", DATES, { count: "two", input: "date" }],
    ["between", PLAIN, { count: "two", input: "text" }],
    ["gte", DATES, { count: "one", input: "date" }],
    ["equals", DATES, { count: "one", input: "text" }],
    ["phone_country_is", PLAIN, { count: "list", input: "country" }],
    ["phone_country_is", CHOICES, { count: "list", input: "country" }],
    ["exists", CHOICES, { count: "none" }],
    ["is_valid_email", PLAIN, { count: "none" }],
  ])("%s with %j is filled in as %j", (operator, field, control) => {
    expect(valueControlOf(operator, field)).toEqual(control);
  });
});

describe("keepValues", () => {
  it("keeps the first values, as many as the next operator has room for", () => {
    fc.assert(
      fc.property(fc.array(fc.string(), { maxLength: 6 }), fc.constantFrom(...FILTER_OPERATORS), (values, operator) => {
        const { count } = valueControlOf(operator, PLAIN);
        const max = { none: 0, one: 1, two: 2, list: values.length }[count];
        expect(keepValues(values, operator)).toEqual(values.slice(0, max));
      }),
    );
  });
});
