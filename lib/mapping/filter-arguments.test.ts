import { describe, expect, it } from "vitest";
import { createFilterCall, FILTER_FORMS, filterForm, isFilterComplete, setFilterArgument } from "./filter-arguments";
import type { FilterName } from "./filters";

const NAMES = Object.keys(FILTER_FORMS) as FilterName[];
const ASKS_FIRST: readonly FilterName[] = ["replace", "map"];

describe("the forms of the filters", () => {
  it("add filters that can be read at once, but for those that have to be told what to replace", () => {
    expect(NAMES.filter((name) => !isFilterComplete(createFilterCall(name)))).toEqual(ASKS_FIRST);
  });

  it("ask for no more than a filter takes, and for all that it needs", () => {
    for (const name of NAMES.filter((each) => !filterForm(each).isTable)) {
      const usual: Record<string, string> = { length: "5", format: "DD.MM", timeZone: "Europe/Kyiv" };
      const texts = filterForm(name).arguments.map((argument) => usual[argument] ?? "x");
      const values = texts.map((text) => ({ kind: "value" as const, text }));
      expect(isFilterComplete({ name, args: values }), name).toBe(true);
      expect(isFilterComplete({ name, args: values.slice(0, filterForm(name).required) }), name).toBe(true);
    }
  });

  it("leave out what is blank at the end", () => {
    expect(setFilterArgument({ name: "date", args: [] }, 0, "").args).toEqual([]);
    expect(setFilterArgument({ name: "truncate", args: [{ kind: "value", text: "5" }] }, 1, "!").args).toEqual([
      { kind: "value", text: "5" },
      { kind: "value", text: "!" },
    ]);
    expect(setFilterArgument({ name: "default", args: [] }, 0, "").args).toEqual([{ kind: "value", text: "" }]);
  });
});
