import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { insertPath } from "./insert-path";
import { parseTemplate } from "./parse-template";

/** `¦` stands for the caret, or for both ends of what is selected. */
function insert(text: string) {
  const [before = "", selected = "", after] = text.split("¦");
  const isCaret = after === undefined;
  const start = before.length;
  const whole = isCaret ? before + selected : before + selected + after;
  const end = isCaret ? start : start + selected.length;
  const result = insertPath(whole, { start, end }, "x.y");
  return `${result.text.slice(0, result.caret)}¦${result.text.slice(result.caret)}`;
}

describe("insertPath", () => {
  it.each<[string, string]>([
    ["¦", "{{x.y}}¦"],
    ["Чат ¦!", "Чат {{x.y}}¦!"],
    ["Чат ¦усе¦!", "Чат {{x.y}}¦!"],
    ["{{a¦.b}} далі", "{{a.b}}{{x.y}}¦ далі"],
    ["{{a.b}}¦ далі", "{{a.b}}{{x.y}}¦ далі"],
    ["¦{{a.b}}", "{{x.y}}¦{{a.b}}"],
    ["Чат {{bo¦", "Чат {{x.y}}¦"],
    ["Чат {{¦", "Чат {{x.y}}¦"],
    ["{{a¦.b}} {{c¦}}", "{{x.y}}¦"],
  ])("%s gives %s", (text, expected) => {
    expect(insert(text)).toBe(expected);
  });

  it("makes a template of a template, wherever it is put", () => {
    const texts = fc.constantFrom("", "Чат {{bot.name}}", '{{a | default: "x"}} і {{b}}', "текст");
    fc.assert(
      fc.property(texts, fc.nat(40), fc.nat(40), (text, start, end) => {
        const result = insertPath(text, { start, end }, "contact.name");
        expect(parseTemplate(result.text).ok).toBe(true);
        expect(result.text.slice(0, result.caret).endsWith("{{contact.name}}")).toBe(true);
      }),
    );
  });
});
