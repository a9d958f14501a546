import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readPayload } from "@/e2e/fixtures/read-fixture";
import type { JsonObject, JsonValue } from "@/lib/json";
import { PATH_SEGMENTS_MAX } from "./limits";
import { formatPath, parsePath } from "./path";
import { readPath } from "./read-path";

function segmentsOf(text: string): string[] {
  const parsed = parsePath(text);
  if (!parsed.ok) throw new Error(parsed.error.code);
  return parsed.path.segments;
}

function read(text: string, root: JsonValue): JsonValue | undefined {
  const parsed = parsePath(text);
  if (!parsed.ok) throw new Error(parsed.error.code);
  return readPath(parsed.path, root);
}

describe("parsePath", () => {
  it.each([
    ["contact.variables.phone", ["contact", "variables", "phone"]],
    [" contact . name ", ["contact", "name"]],
    ["contact.tags[0]", ["contact", "tags", "0"]],
    ["contact.tags.0", ["contact", "tags", "0"]],
    ["[0].contact", ["0", "contact"]],
    ["0.contact", ["0", "contact"]],
    ['contact.variables["Телефон клієнта"]', ["contact", "variables", "Телефон клієнта"]],
    ["contact.variables['Телефон клієнта']", ["contact", "variables", "Телефон клієнта"]],
    ['a[ "b" ].c', ["a", "b", "c"]],
    ['a."b.c".d', ["a", "b.c", "d"]],
    ['a["]"]["\\""]', ["a", "]", '"']],
    ['a["}}|"]', ["a", "}}|"]],
    ["contact.variables.Ім'я дитини", ["contact", "variables", "Ім'я дитини"]],
    ["contact.variables.'Ім'я'", ["contact", "variables", "'Ім'я'"]],
    ["contact.variables.Ціна (грн)", ["contact", "variables", "Ціна (грн)"]],
    ["e-mail", ["e-mail"]],
    ["назва[Ключ]", ["назва", "Ключ"]],
  ])("%s", (text, segments) => {
    expect(segmentsOf(text)).toEqual(segments);
  });

  it.each([
    ["", "empty_path"],
    [" . ", "empty_path"],
    ["a[", "unclosed_bracket"],
    ["a[]", "unclosed_bracket"],
    ['a["b"', "unclosed_bracket"],
    ['a["b" c]', "unclosed_bracket"],
    [`a${".a".repeat(PATH_SEGMENTS_MAX)}`, "path_too_long"],
  ])("%s is refused", (text, code) => {
    expect(parsePath(text)).toMatchObject({ ok: false, error: { code } });
  });

  it("reads back any names that formatPath wrote", () => {
    const name = fc.oneof(
      fc.string({ minLength: 1 }),
      fc.string({ unit: "grapheme", minLength: 1 }),
      fc.constantFrom('"', "\\", "a.b", "[0]"),
    );
    fc.assert(
      fc.property(fc.array(name, { minLength: 1, maxLength: 8 }), (names) => {
        expect(segmentsOf(formatPath(names))).toEqual(names);
      }),
    );
  });

  it("never throws", () => {
    const piece = fc.constantFrom("a", ".", "[", "]", '"', "'", "\\", " ", "{{", "}}", "|", "0", "я");
    fc.assert(fc.property(fc.array(piece), (pieces) => typeof parsePath(pieces.join("")).ok === "boolean"));
  });
});

describe("readPath", () => {
  const [form] = JSON.parse(readPayload("19_cyrillic_variable_names.json").toString()) as JsonObject[];

  it.each([
    ['contact.variables["Номер телефону"]', "067 000 01 19"],
    ["contact.variables.Номер телефону", "067 000 01 19"],
    ["contact.variables.номер телефону", "067 000 01 19"],
    ["contact.variables.Ім'я дитини", "Софійка"],
    ["contact.variables.Ім’я мами", "Богдана"],
    ["contact.variables.Ціна (грн)", "1200"],
    ["contact.variables.e-mail", "bohdana@example.com"],
    ["contact.variables.adresa.misto", "Самбір"],
    ["contact.variables.ADRESA.misto", "Самбір"],
    ["contact.variables.кома, крапка.", "y"],
    ["contact.variables. пробіл на початку", "x"],
    ['contact.variables["{{дивна}}"]', "z"],
    ["contact.variables.1", "один"],
    ["contact.variables[1]", "один"],
    ["contact.variables.Вік", 8],
    ["CONTACT.Variables.Вік", 8],
    ["contact.variables.Phone", "0670000119"],
    ["contact.variables.phone", ""],
    ["contact.variables.PHONE", null],
    ["contact.variables.pHONE", "0670000119"],
    ["[0].contact.name", "Богдана"],
    ["0.contact.name", "Богдана"],
    ["contact.name.length", undefined],
    ["contact.tags.length", undefined],
    ["contact.tags[0]", undefined],
    ["contact.missing.name", undefined],
    ["0", undefined],
  ])("%s", (path, value) => {
    expect(read(path, form ?? null)).toEqual(value);
  });

  it("prefers what is nested to a dotted name, and an exact dotted name to another letter case", () => {
    expect(read("a.b", { "a.b": 1, a: { b: 2 } })).toBe(2);
    expect(read("a.b", { "a.b": 1, a: { c: 2 } })).toBe(1);
    expect(read("a.b", { "a.b": 1, A: { b: 2 } })).toBe(1);
    expect(read("a.b", { A: { B: 2 } })).toBe(2);
    expect(read("a.b.c", { a: { "b.c": 3 } })).toBe(3);
    expect(read("товар[0]", { "товар[0]": "x" })).toBe("x");
  });

  it("takes a leading index for the root's own where it has one", () => {
    expect(read("[0].a", [{ a: 1 }])).toBe(1);
    expect(read("0.a", { "0": { a: 1 }, a: 2 })).toBe(1);
  });

  it("finds a name whose letters are composed otherwise", () => {
    expect(read("contact.Їжак", { contact: { "Ї\u0457жак": 1, "І\u0308жак": 2 } })).toBe(2);
  });

  it("reads own names only", () => {
    const names = ["__proto__", "constructor", "toString", "hasOwnProperty", "__defineGetter__", "valueOf"];
    for (const name of names) {
      expect(read(name, {})).toBeUndefined();
      expect(read(`a.${name}`, { a: [] })).toBeUndefined();
      expect(read(`a.${name}`, { a: "text" })).toBeUndefined();
      expect(read(`${name}.name`, {})).toBeUndefined();
    }
    const hostile = JSON.parse('{"__proto__":{"phone":"1"},"a":{"__PROTO__":2}}') as JsonObject;
    expect(read("__proto__.phone", hostile)).toBe("1");
    expect(read("a.__proto__", hostile)).toBe(2);
  });

  it("reads a value at any path of any JSON object, and changes nothing", () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.string(), fc.jsonValue()),
        fc.array(fc.string({ minLength: 1 }), { minLength: 1 }),
        (root, names) => {
          const before = JSON.stringify(root);
          expect(() => read(formatPath(names), root as JsonObject)).not.toThrow();
          expect(JSON.stringify(root)).toBe(before);
        },
      ),
    );
  });

  it("goes through the names of a large object once for all rows", () => {
    let reads = 0;
    const large = new Proxy(Object.fromEntries(Array.from({ length: 1_000 }, (_, index) => [`k${index}`, index])), {
      ownKeys(target) {
        reads++;
        return Reflect.ownKeys(target);
      },
    });
    const names = new WeakMap<JsonObject, Map<string, string>>();
    for (let row = 0; row < 200; row++) {
      const parsed = parsePath(`K${row}`);
      expect(parsed.ok && readPath(parsed.path, large, names)).toBe(row);
    }
    expect(reads).toBe(1);
  });
});
