import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { printMappingFile, readMappingFile } from "./mapping-file";
import { type MappingRow, ROW_POLICIES } from "./schema";

const rows = fc.array(
  fc.record<MappingRow>({
    target: fc.string({ minLength: 1, maxLength: 50 }).map((key) => `contact.${key}` as const),
    template: fc.string(),
    policy: fc.constantFrom(...ROW_POLICIES),
  }),
  { minLength: 1, maxLength: 20 },
);

describe("a file of mapping rows", () => {
  it("gives back what was written into it", () => {
    fc.assert(
      fc.property(rows, (written) => {
        expect(readMappingFile(printMappingFile(written))).toEqual({ ok: true, rows: written });
      }),
    );
  });

  it("keeps the condition of a row, and may be a bare list", () => {
    const condition = { field: "event:service", operator: "equals", values: ["viber"] };
    const text = JSON.stringify([{ target: "deal.name", template: "{{title}}", condition }]);
    expect(readMappingFile(`\uFEFF${text}`)).toEqual({
      ok: true,
      rows: [{ target: "deal.name", template: "{{title}}", policy: "inherit", condition }],
    });
  });

  it.each<[string, object]>([
    ["", { code: "not_json" }],
    ["{", { code: "not_json" }],
    ["{}", { code: "not_a_mapping" }],
    ["null", { code: "not_a_mapping" }],
    ['{"kind":"leadbox/mapping","version":2,"rows":[]}', { code: "newer_version" }],
    ['{"kind":"leadbox/mapping","version":1}', { code: "not_a_mapping" }],
    ["[]", { code: "no_rows" }],
    [JSON.stringify(Array(201).fill({ target: "deal.name", template: "" })), { code: "too_many_rows", max: 200 }],
    [
      '[{"target":"deal.name","template":""},{"target":"lead.name","template":""}]',
      { code: "bad_row", row: 2, field: "target" },
    ],
    ['[{"target":"deal.name","template":5}]', { code: "bad_row", row: 1, field: "template" }],
    ["[1]", { code: "bad_row", row: 1, field: "row" }],
  ])("%.60s is refused with the reason", (text, error) => {
    expect(readMappingFile(text)).toEqual({ ok: false, error });
  });

  it("never throws", () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.json()), (text) => readMappingFile(text) !== undefined));
  });
});
