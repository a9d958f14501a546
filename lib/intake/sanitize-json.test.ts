import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { JsonValue } from "@/lib/json";
import { sanitizeJson, sanitizeText } from "./sanitize-json";

function sanitize(source: string): { value: JsonValue; isMended: boolean } {
  return sanitizeJson(JSON.parse(source) as JsonValue, source);
}

const anyText = fc.array(fc.constantFrom("\u0000", "\ud83d", "\ude00", "а", "b")).map((pieces) => pieces.join(""));

describe("sanitizeText", () => {
  it.each([
    ["a\u0000b", "ab"],
    ["\ud83d\ude00", "\ud83d\ude00"],
    ["\ud83d", "\uFFFD"],
    ["\ude00\ud83d", "\uFFFD\uFFFD"],
    ["\ud83d\u0000\ude00", "\ud83d\ude00"],
  ])("%j becomes %j", (text, clean) => {
    expect(sanitizeText(text)).toBe(clean);
  });

  it("changes nothing the second time", () => {
    fc.assert(fc.property(anyText, (text) => sanitizeText(sanitizeText(text)) === sanitizeText(text)));
  });

  it("leaves nothing that jsonb refuses", () => {
    fc.assert(fc.property(anyText, (text) => !/\0|\p{Surrogate}/u.test(sanitizeText(text))));
  });
});

describe("sanitizeJson", () => {
  it("mends names, and lets the last of names that become the same win", () => {
    expect(sanitize('{"a\\u0000":1,"b":[{"\\ud800":"x"}],"a":2}')).toEqual({
      value: { a: 2, b: [{ "\uFFFD": "x" }] },
      isMended: true,
    });
  });

  it("keeps __proto__ a plain own name while it mends beside it", () => {
    const { value } = sanitize('{"__proto__":{"polluted":"\\u0000"},"a":"\\u0000"}');
    expect(Object.keys(value as object)).toEqual(["__proto__", "a"]);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  it("returns the value itself where nothing has to change, also with escaped emoji", () => {
    expect(sanitize('{"a":"\\ud83d\\ude00"}')).toEqual({ value: { a: "😀" }, isMended: false });
  });

  it("finds every bad text that a JSON text can bring", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(anyText, anyText)), (entries) => {
        const source = JSON.stringify(
          Object.fromEntries(entries.map(([name, text]) => [name, [text, { [text]: name }]])),
        );
        expect(JSON.stringify(sanitize(source).value)).not.toMatch(/\\u(?:0000|d[89a-f])/i);
      }),
    );
  });
});
