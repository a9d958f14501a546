import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findByLabel, searchOptions } from "./search-options";

const groups = [
  {
    label: "Контакт",
    options: [
      { value: "name", label: "Ім'я" },
      { value: "phone", label: "Телефон", hint: "+380671234567" },
    ],
  },
  { label: "Подія", options: [{ value: "city", label: "contact.variables.city", hint: "Львів" }] },
];
const found = (query: string) =>
  searchOptions(groups, query).flatMap(({ options }) => options.map(({ value }) => value));

describe("searchOptions", () => {
  it.each([
    ["", ["name", "phone", "city"]],
    ["  ", ["name", "phone", "city"]],
    ["ТЕЛЕФОН", ["phone"]],
    ["ім’я", ["name"]],
    ["львів", ["city"]],
    ["city contact", ["city"]],
    ["0671", ["phone"]],
    ["телефон львів", []],
  ])("%j finds %j", (query, values) => {
    expect(found(query)).toEqual(values);
  });

  it("leaves out groups without any", () => {
    expect(searchOptions(groups, "city").map(({ label }) => label)).toEqual(["Подія"]);
  });

  it("finds an option by its own words, and never one that a longer query would not", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 8 }), fc.string({ maxLength: 8 }), (one, more) => {
        const all = [
          {
            label: "",
            options: [
              { value: "1", label: one },
              { value: "2", label: more },
            ],
          },
        ];
        const of = (query: string) => searchOptions(all, query).flatMap(({ options }) => options);
        expect(of(one)).toContainEqual({ value: "1", label: one });
        for (const option of of(`${one} ${more}`)) expect(of(one)).toContainEqual(option);
      }),
    );
  });
});

describe("findByLabel", () => {
  it.each([
    [" ім’я ", "name"],
    ["телефон", "phone"],
    ["теле", undefined],
  ])("%j is %j", (label, value) => {
    expect(findByLabel(groups, label)?.value).toBe(value);
  });
});
