import { describe, expect, it } from "vitest";
import { isFiltered, registryFilterSchema, toRegistryQuery } from "./registry-filter";

const id = "019b76da-a800-7000-8000-000000000000";

describe("the registry's address", () => {
  it.each([
    [{}, ""],
    [{ status: ["failed" as const, "held" as const] }, "?status=failed,held"],
    [{ integration: id, from: "2026-11-01", to: "2026-11-22" }, `?integration=${id}&from=2026-11-01&to=2026-11-22`],
    [{ after: id }, `?after=${id}`],
  ])("%j is %s, and back", (filter, query) => {
    expect(toRegistryQuery(filter)).toBe(query);
    expect(registryFilterSchema.parse(Object.fromEntries(new URLSearchParams(query)))).toEqual(filter);
  });

  it.each([
    [{ status: "failed,nothing" }],
    [{ integration: "1' or 1=1" }],
    [{ from: "yesterday", to: "2026-13-41" }],
    [{ after: ["a", "b"] }],
  ])("leaves out what cannot be read: %j", (params) => {
    expect(toRegistryQuery(registryFilterSchema.parse(params))).toBe("");
  });

  it("does not count the place in the list as a filter", () => {
    expect(isFiltered({ after: id })).toBe(false);
    expect(isFiltered({ status: [] })).toBe(false);
    expect(isFiltered({ to: "2026-11-22" })).toBe(true);
  });
});
