import { describe, expect, it } from "vitest";
import { applyCompletion, findCompletion, listFilterNames } from "./find-completion";

function find(text: string) {
  const caret = text.indexOf("¦");
  const found = findCompletion(text.replace("¦", ""), caret);
  return found && `${found.kind} ${found.query}`;
}

function choose(text: string, choice: string) {
  const caret = text.indexOf("¦");
  const whole = text.replace("¦", "");
  const found = findCompletion(whole, caret);
  if (!found) return null;
  const result = applyCompletion(whole, found, choice);
  return `${result.text.slice(0, result.caret)}¦${result.text.slice(result.caret)}`;
}

describe("findCompletion", () => {
  it.each<[string, string | null]>([
    ["Чат {{¦", "path "],
    ["Чат {{ cont¦", "path cont"],
    ["{{contact.na¦}}", "path contact.na"],
    ['{{contact.variables["Теле¦', 'path contact.variables["Теле'],
    ["{{a |¦", "filter "],
    ["{{a | de¦", "filter de"],
    ["{{a | upper | tr¦}}", "filter tr"],
    ["{{a | default: ¦", null],
    ["{{a}}¦", null],
    ["{¦", null],
    ["текст¦", null],
    ["{{a}} і ¦", null],
  ])("%s", (text, expected) => {
    expect(find(text)).toBe(expected);
  });
});

describe("applyCompletion", () => {
  it.each<[string, string, string]>([
    ["Чат {{¦", "bot.name", "Чат {{bot.name}}¦"],
    ["Чат {{bo¦ далі", "bot.name", "Чат {{bot.name}}¦ далі"],
    ["{{contact.na¦}}!", "contact.name", "{{contact.name}}¦!"],
    ["{{con¦tact.id}}", "contact.name", "{{contact.name}}¦"],
    ["{{a |¦", "upper", "{{a | upper¦}}"],
    ["{{a | up¦}}", "upper", "{{a | upper¦}}"],
    ["{{x¦ {{b}}", "a", "{{a}}¦ {{b}}"],
    ["{{a¦ | upper}}", "b", "{{b¦ | upper}}"],
  ])("%s with %s", (text, choice, expected) => {
    expect(choose(text, choice)).toBe(expected);
  });
});

describe("listFilterNames", () => {
  it("begins with those that begin so", () => {
    expect(listFilterNames("t")).toEqual([
      "trim",
      "truncate",
      "default",
      "first",
      "last",
      "split",
      "capitalize",
      "digits",
      "date",
    ]);
    expect(listFilterNames("Dig")).toEqual(["digits"]);
  });
});
