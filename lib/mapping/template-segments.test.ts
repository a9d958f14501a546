import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseTemplate } from "./parse-template";
import { findHoleAt, listSegments } from "./template-segments";

const pieces = fc.constantFrom(
  "Чат ",
  "{{",
  "}}",
  "{{a.b}}",
  "{{a | upper}}",
  '{{ "{{" }}',
  "{",
  "|",
  '"',
  "a.b",
  "\n",
  "{{x | shout}}",
);
const texts = fc.array(pieces, { maxLength: 12 }).map((parts) => parts.join(""));

function outline(text: string) {
  return listSegments(text).map(({ kind, start, end }) => `${kind} ${text.slice(start, end)}`);
}

describe("listSegments", () => {
  it.each<[string, string[]]>([
    ["", []],
    ["текст", ["text текст"]],
    ["Чат {{bot.name}}!", ["text Чат ", "hole {{bot.name}}", "text !"]],
    ["Чат {{bot.name}} {{tit", ["text Чат ", "hole {{bot.name}}", "text  ", "broken {{tit"]],
    ["{{a | shout}} {{b}}", ["broken {{a | shout}}", "text  ", "hole {{b}}"]],
    ["{{a {{b}}", ["broken {{a ", "hole {{b}}"]],
    ['{{ "{{" }}a}}', ['text {{ "{{" }}a}}']],
  ])("%s", (text, expected) => {
    expect(outline(text)).toEqual(expected);
  });

  it("leaves nothing out and repeats nothing", () => {
    fc.assert(
      fc.property(texts, (text) => {
        expect(
          listSegments(text)
            .map(({ start, end }) => text.slice(start, end))
            .join(""),
        ).toBe(text);
      }),
    );
  });

  it("finds the holes that the template has", () => {
    fc.assert(
      fc.property(texts, (text) => {
        const parsed = parseTemplate(text);
        const segments = listSegments(text);
        const holes = segments.flatMap((segment) => (segment.kind === "hole" ? [segment.path.source] : []));
        if (!parsed.ok) expect(segments.some(({ kind }) => kind === "broken")).toBe(true);
        else
          expect(holes).toEqual(
            parsed.template.parts.flatMap((part) => (part.kind === "hole" ? [part.path.source] : [])),
          );
      }),
    );
  });
});

describe("findHoleAt", () => {
  it("knows the hole around a position, and none at its edges", () => {
    expect(findHoleAt("a {{b}} c", 4)?.path.source).toBe("b");
    expect(findHoleAt("a {{b}} c", 2)).toBeNull();
    expect(findHoleAt("a {{b}} c", 7)).toBeNull();
  });
});
