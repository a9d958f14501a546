import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { JsonObject } from "@/lib/json";
import { createPathCheck, listPaths, searchPaths } from "./list-paths";
import { parsePath } from "./path";
import { readPath } from "./read-path";

const EVENT: JsonObject = {
  service: "telegram",
  contact: { tags: ["лід", "пробне"], variables: { phone: null, "Телефон клієнта": "067" } },
  empty: {},
};

function check(text: string, events: JsonObject[] = [EVENT]) {
  const path = parsePath(text);
  if (!path.ok) throw new Error(path.error.code);
  return createPathCheck(events, { integration: { id: "1", name: "Telegram" } })(path.path);
}

describe("listPaths", () => {
  it("lists plain values and lists of them, with an example of each", () => {
    expect(listPaths([EVENT])).toEqual([
      { path: "service", example: "telegram" },
      { path: "contact.tags", example: "лід, пробне" },
      { path: "contact.tags.0", example: "лід" },
      { path: "contact.tags.1", example: "пробне" },
      { path: "contact.variables.phone", example: "" },
      { path: 'contact.variables["Телефон клієнта"]', example: "067" },
    ]);
  });

  it("takes the first example that is not blank, and each path once", () => {
    const other = { service: "viber", contact: { variables: { phone: "093" } } };
    const paths = listPaths([EVENT, other]);
    expect(paths.find(({ path }) => path === "contact.variables.phone")?.example).toBe("093");
    expect(new Set(paths.map(({ path }) => path)).size).toBe(paths.length);
  });

  it("gives paths that lead to their values", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string({ minLength: 1 }), fc.oneof(fc.string(), fc.integer())), (event) => {
        for (const { path } of listPaths([event])) {
          const parsed = parsePath(path);
          expect(parsed.ok && readPath(parsed.path, event)).toBeDefined();
        }
      }),
    );
  });
});

describe("createPathCheck", () => {
  it.each<[string, boolean]>([
    ["contact.variables.phone", true],
    ["CONTACT.Variables.phone", true],
    ["integration.name", true],
    ["contact.variables.viber", false],
    ["contact.tags.5", false],
  ])("%s: %s", (text, expected) => {
    expect(check(text)).toBe(expected);
  });

  it("looks at the last 20 events alone", () => {
    const old = { rare: "1" };
    expect(check("rare", [...Array<JsonObject>(19).fill(EVENT), old])).toBe(true);
    expect(check("rare", [...Array<JsonObject>(20).fill(EVENT), old])).toBe(false);
  });
});

describe("searchPaths", () => {
  it("puts those first that begin with what was typed", () => {
    const paths = ["contact.id", "contact.variables.name", "bot.name", "name"].map((path) => ({ path, example: "" }));
    expect(searchPaths(paths, "Name").map(({ path }) => path)).toEqual(["name", "contact.variables.name", "bot.name"]);
    expect(searchPaths(paths, "contact.v").map(({ path }) => path)).toEqual(["contact.variables.name"]);
    expect(searchPaths(paths, "")).toHaveLength(4);
  });
});
