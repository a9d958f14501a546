import { describe, expect, it } from "vitest";
import { toShownText } from "./to-shown-text";

describe("toShownText", () => {
  it.each([
    ["plain text stays", Buffer.from('{"name":"Олена"}\n\t'), '{"name":"Олена"}\n\t'],
    ["control characters are seen", Buffer.from("a\u0000b\u001b[2J\r\u007f"), "a␀b␛[2J␍␡"],
    ["marks that turn the text are seen", Buffer.from("a\u202egnp.exe"), "a[U+202E]gnp.exe"],
    ["a byte order mark is seen", Buffer.from("\ufeff{}"), "[U+FEFF]{}"],
    ["bytes that are not UTF-8 are marked", Buffer.from([0x61, 0xff, 0x62]), "a�b"],
    ["a character that the cut went through is left out", Buffer.from("яя").subarray(0, 3), "я"],
  ])("%s", (_, bytes, text) => {
    expect(toShownText(bytes)).toBe(text);
  });
});
