import { expect, it } from "vitest";
import { readAcceptLanguage } from "./accept-language";

it.each([
  [null, "en"],
  ["", "en"],
  ["*", "en"],
  ["de-DE,de", "en"],
  ["uk", "uk"],
  ["UK-ua", "uk"],
  ["uk-UA,uk;q=0.9,en;q=0.8", "uk"],
  ["uk;q=0.5, en;q=0.9", "en"],
  ["de, uk;q=0.1", "uk"],
  ["uk;q=0, en;q=0.1", "en"],
  [";;;,,,q=", "en"],
])("reads %j as %s", (header, locale) => {
  expect(readAcceptLanguage(header)).toBe(locale);
});
