import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { JsonObject } from "@/lib/json";
import { compileFilter } from "./compile-filter";
import { evaluateFilter } from "./evaluate-filter";
import { listEventFields } from "./list-event-fields";

describe("listEventFields", () => {
  it("finds values at any depth, with the names written as paths", () => {
    const event: JsonObject = {
      service: "telegram",
      contact: { tags: ["VIP", " new "], variables: { "Телефон клієнта": "067", empty: "", none: null } },
      items: [{ sku: 12 }, { sku: 13 }],
      nothing: {},
    };
    expect(listEventFields([event])).toEqual([
      { path: "service", values: ["telegram"] },
      { path: "contact.tags", values: ["VIP", "new"] },
      { path: 'contact.variables["Телефон клієнта"]', values: ["067"] },
      { path: "contact.variables.empty", values: [] },
      { path: "contact.variables.none", values: [] },
      { path: "items.0.sku", values: ["12"] },
    ]);
  });

  it("puts the most frequent value first and each only once", () => {
    const events = ["Львів", "Київ", "Київ", "Одеса", "Київ", "Одеса"].map((city) => ({ city }));
    expect(listEventFields(events)).toEqual([{ path: "city", values: ["Київ", "Одеса", "Львів"] }]);
  });

  it("stays small, however large the events are", () => {
    const wide = Object.fromEntries(Array.from({ length: 5_000 }, (_, index) => [`k${index}`, "x".repeat(2_000)]));
    const deep = Array.from({ length: 500 }).reduce<JsonObject>((inner) => ({ a: inner }), { end: "1" });
    const fields = listEventFields([wide, deep, ...Array.from({ length: 900 }, (_, index) => ({ k0: index }))]);
    expect(fields).toHaveLength(300);
    expect(fields[0]?.values).toHaveLength(50);
    expect(fields[0]?.values.every((value) => value.length <= 200)).toBe(true);
  });

  it("gives paths at which a condition finds the values", () => {
    const scalar = fc.oneof(fc.string({ maxLength: 12 }), fc.integer(), fc.boolean(), fc.constant(null));
    const object = fc.dictionary(
      fc.oneof(fc.constantFrom("name", "Ім'я", "a.b", "x y", "[0]", "0"), fc.string({ minLength: 1, maxLength: 6 })),
      fc.oneof(scalar, fc.array(scalar, { maxLength: 3 }), fc.dictionary(fc.string({ minLength: 1 }), scalar)),
      { maxKeys: 5 },
    );
    fc.assert(
      fc.property(object, (event) => {
        for (const { path, values } of listEventFields([event])) {
          for (const value of values) {
            const filter = compileFilter({
              mode: "or_of_and",
              isCaseSensitive: true,
              groups: [{ conditions: [{ field: `event:${path}`, operator: "equals", values: [value] }] }],
            });
            expect(evaluateFilter(filter, { event, mapped: {}, phone: null, email: null })).toEqual({ passes: true });
          }
        }
      }),
    );
  });
});
