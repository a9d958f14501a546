import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { FILTERS, type FilterName } from "./filters";
import { FILTERS_MAX, HOLES_MAX, TEMPLATE_CHARS_MAX } from "./limits";
import { type FilterArg, parseTemplate, type Template, type TemplatePart } from "./parse-template";
import { formatPath, parsePath } from "./path";
import { printTemplate } from "./print-template";

function parse(text: string): Template {
  const parsed = parseTemplate(text);
  if (!parsed.ok) throw new Error(`${parsed.error.code} at ${parsed.error.position} in ${text}`);
  return parsed.template;
}

/** A short note of a template: texts as they are, holes as their names and filters. */
function outline(text: string): unknown[] {
  return parse(text).parts.map((part) =>
    part.kind === "text"
      ? part.text
      : [part.path.segments.join("/"), ...part.filters.map(({ name, args }) => [name, ...args])],
  );
}

describe("parseTemplate", () => {
  it.each<[string, unknown[]]>([
    ["", []],
    ["просто текст", ["просто текст"]],
    ["{{contact.name}}", [["contact/name"]]],
    ["Чат {{ bot.name }}: {{contact.id}}!", ["Чат ", ["bot/name"], ": ", ["contact/id"], "!"]],
    ["{{a}}{{b}}", [["a"], ["b"]]],
    ["{a} } }} {", ["{a} } }} {"]],
    ["{{{a}}}", ["{", ["a"], "}"]],
    ["{{{{a}}}}", ["{{", ["a"], "}}"]],
    ['{{ "{{" }}a}}', ["{{a}}"]],
    ['x{{"{{{"}}{{a}}', ["x{{{", ["a"]]],
    ['{{a["}}"]}}', [["a/}}"]]],
    ["{{a.Ім'я | upper}}", [["a/Ім'я", ["upper"]]]],
    ['{{a|default:"x|y}}"}}', [["a", ["default", { kind: "value", text: "x|y}}" }]]]],
    ["{{a | default: 'без імені' | trim}}", [["a", ["default", { kind: "value", text: "без імені" }], ["trim"]]]],
    ["{{a | truncate: 10, ...}}", [["a", ["truncate", { kind: "value", text: "10" }, { kind: "value", text: "..." }]]]],
    ['{{a | join: "\\n"}}', [["a", ["join", { kind: "value", text: "\n" }]]]],
    [
      '{{a | replace: "\\"", "\\\\"}}',
      [["a", ["replace", { kind: "value", text: '"' }, { kind: "value", text: "\\" }]]],
    ],
    [
      '{{a | map: "так" => "1", ні => 0, "*" => star, * => "?"}}',
      [
        [
          "a",
          [
            "map",
            { kind: "pair", from: "так", text: "1" },
            { kind: "pair", from: "ні", text: "0" },
            { kind: "pair", from: "*", text: "star" },
            { kind: "else", text: "?" },
          ],
        ],
      ],
    ],
  ])("%s", (text, parts) => {
    expect(outline(text)).toEqual(parts);
  });

  it.each([
    ["{{", "unclosed_hole", 0],
    ["текст {{a", "unclosed_hole", 6],
    ["{{a {{b}}", "unclosed_hole", 0],
    ["{{a}", "unclosed_hole", 0],
    ["{{a | upper", "unclosed_hole", 11],
    ["{{}}", "empty_path", 2],
    ["{{ | upper}}", "empty_path", 3],
    ["{{a[}}", "unclosed_bracket", 3],
    ["{{a |}}", "filter_expected", 5],
    ["{{a | 7}}", "filter_expected", 6],
    ["{{a | eval: x}}", "unknown_filter", 6],
    ["{{a | toString}}", "unknown_filter", 6],
    ["{{a | __proto__}}", "unknown_filter", 6],
    ["{{a | constructor: x}}", "unknown_filter", 6],
    ['{{a | default: "x}}', "unclosed_quote", 15],
    ["{{a | default}}", "bad_filter_arguments", 6],
    ["{{a | upper: 1}}", "bad_filter_arguments", 6],
    ["{{a | truncate: -1}}", "bad_filter_arguments", 6],
    ["{{a | truncate: many}}", "bad_filter_arguments", 6],
    ['{{a | replace: "", x}}', "bad_filter_arguments", 6],
    ['{{a | date: "DD", "Europe/Nowhere"}}', "bad_filter_arguments", 6],
    ["{{a | map}}", "bad_filter_arguments", 6],
    ["{{a | map: x}}", "bad_filter_arguments", 6],
    ["{{a | default: ,}}", "bad_filter_arguments", 13],
    ['{{a | default: "x" y}}', "bad_filter_arguments", 19],
    ["x".repeat(TEMPLATE_CHARS_MAX + 1), "too_long", TEMPLATE_CHARS_MAX],
    ["{{a}}".repeat(HOLES_MAX + 1), "too_many_holes", HOLES_MAX * 5],
    [`{{a${"|trim".repeat(FILTERS_MAX + 1)}}}`, "too_many_filters", 3 + FILTERS_MAX * 5],
  ])("%s is refused", (text, code, position) => {
    expect(parseTemplate(text)).toMatchObject({ ok: false, error: { code, position } });
  });

  it("never throws, and a text that it reads means the same when printed", () => {
    const piece = fc.constantFrom(
      ..."{{ }} {{a}} | : , => * \" ' \\ . [ ] a upper default я 1 map".split(" "),
      " ",
      "\n",
      '"x"',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.array(piece).map((pieces) => pieces.join("")),
          fc.string({ unit: "grapheme" }),
        ),
        (text) => {
          const parsed = parseTemplate(text);
          if (parsed.ok) expect(parse(printTemplate(parsed.template))).toEqual(parsed.template);
          else expect(parsed.error.position).toBeLessThanOrEqual(text.length);
        },
      ),
      { numRuns: 2_000 },
    );
  });
});

describe("printTemplate", () => {
  const text = fc.oneof(fc.string({ unit: "grapheme" }), fc.constantFrom("{", "{{", "{{{{", "}}", '"', "\\", " { {{ "));
  const path = fc.array(fc.string({ minLength: 1 }), { minLength: 1, maxLength: 4 }).map((names) => {
    const parsed = parsePath(formatPath(names));
    if (!parsed.ok) throw new Error(parsed.error.code);
    return parsed.path;
  });
  const value = text.map((text): FilterArg => ({ kind: "value", text }));
  const line = fc.tuple(text, text).map(([from, text]): FilterArg => ({ kind: "pair", from, text }));
  const other = text.map((text): FilterArg => ({ kind: "else", text }));
  const filter = fc.oneof(
    fc.record({ name: fc.constant<FilterName>("default"), args: fc.array(value, { minLength: 1, maxLength: 1 }) }),
    fc.record({
      name: fc.constant<FilterName>("map"),
      args: fc.array(fc.oneof(line, other), { minLength: 1, maxLength: 4 }),
    }),
    fc.record({ name: fc.constantFrom(...(Object.keys(FILTERS) as FilterName[])), args: fc.constant<FilterArg[]>([]) }),
  );
  const usable = filter.filter(({ name, args }) => FILTERS[name](args) !== null);
  const hole = fc.record({
    kind: fc.constant("hole" as const),
    path,
    filters: fc.array(usable, { maxLength: 3 }),
  });
  const parts = fc
    .array(
      fc.oneof(
        hole,
        text.map((text): TemplatePart => ({ kind: "text", text })),
      ),
    )
    .map(joined);

  it("writes any template so that it reads back the same", () => {
    fc.assert(
      fc.property(parts, (parts) => {
        expect(parse(printTemplate({ parts }))).toEqual({ parts });
      }),
      { numRuns: 1_000 },
    );
  });

  /** Texts that follow each other are one text. */
  function joined(parts: readonly TemplatePart[]): TemplatePart[] {
    const result: TemplatePart[] = [];
    for (const part of parts) {
      const last = result.at(-1);
      if (part.kind === "text" && last?.kind === "text")
        result[result.length - 1] = { kind: "text", text: last.text + part.text };
      else if (part.kind === "hole" || part.text !== "") result.push(part);
    }
    return result;
  }
});
