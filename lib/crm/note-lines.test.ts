import { expect, it } from "vitest";
import { appendText, hasLines } from "./note-lines";

it.each([
  [null, "Дзвонив", "Дзвонив"],
  ["Чекає", "Дзвонив", "Чекає\nДзвонив"],
  ["Чекає\nДзвонив", "Дзвонив", "Чекає\nДзвонив"],
  ["Чекає з 2025", "5", "Чекає з 2025\n5"],
  ["Так, чекає", "Так", "Так, чекає\nТак"],
  ["Чекає\r\nДзвонив \r\nДвічі", "Дзвонив\nДвічі\n", "Чекає\r\nДзвонив \r\nДвічі"],
])("a note below %j: %s", (before, text, after) => {
  expect(appendText(before, text)).toBe(after);
});

it.each([
  ["Дзвонив", "Дзвонив", true],
  ["Перше\n\nДзвонив \nдвічі\nОстаннє", "Дзвонив\r\nдвічі", true],
  ["Перезвонити завтра", "завтра", false],
  ["E-mail: a@b.ua.com", "E-mail: a@b.ua", false],
  ["", "завтра", false],
])("%j holds the lines %j: %s", (text, lines, holds) => {
  expect(hasLines(text, lines)).toBe(holds);
});
