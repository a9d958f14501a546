import { expect, it } from "vitest";
import { hasLines } from "./has-lines";

it.each([
  ["Дзвонив", "Дзвонив", true],
  ["Перше\n\nДзвонив \nдвічі\nОстаннє", "Дзвонив\r\nдвічі", true],
  ["Перезвонити завтра", "завтра", false],
  ["E-mail: a@b.ua.com", "E-mail: a@b.ua", false],
  ["", "завтра", false],
])("%j holds the lines %j: %s", (text, lines, holds) => {
  expect(hasLines(text, lines)).toBe(holds);
});
