import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseNumber } from "./parse-number";

describe("parseNumber", () => {
  it.each<[string, number | null]>([
    ["0", 0],
    ["34", 34],
    ["-5", -5],
    ["−5", -5],
    ["1250.5", 1250.5],
    ["1250,5", 1250.5],
    ["1 200,50 грн", 1200.5],
    ["1\u00a0200\u202f300", 1200300],
    ["1'200", 1200],
    ["1,200.50", 1200.5],
    ["1.200,50", 1200.5],
    ["1,200,300", 1200300],
    ["1.200.300", 1200300],
    ["1,200", 1200],
    ["1.200", 1.2],
    ["0,125", 0.125],
    ["12,5%", 12.5],
    ["₴1 200", 1200],
    ["$ 99.90", 99.9],
    ["-1 200 грн.", -1200],
    ["€ -5", -5],
    ["８ років", 8],
    ["1e3", 1000],
    ["5 тис", null],
    ["10к", null],
    ["2 млн грн", null],
    ["10 км", 10],
    ["від 100 до 200", null],
    ["100-200", null],
    ["1,2,3", null],
    ["2 3", null],
    ["067 000 01 01", null],
    ["1 200.300,5", null],
    ["1.2.3", null],
    ["1,200.300,5", null],
    ["не знаю", null],
    ["", null],
    ["-", null],
    ["1e400", null],
    ["9007199254740993", null],
  ])("%s is %s", (text, value) => {
    expect(parseNumber(text)).toBe(value);
  });

  it("reads back every number that was written with spaces and a comma", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -999_999_999, max: 999_999_999 }),
        fc.integer({ min: 1, max: 99 }),
        (whole, cents) => {
          const text = `${new Intl.NumberFormat("uk").format(whole)},${String(cents).padStart(2, "0")} грн`;
          expect(parseNumber(text)).toBe(Number(`${whole}.${String(cents).padStart(2, "0")}`));
        },
      ),
    );
  });

  it("gives a finite number or null for any text", () => {
    const piece = fc.constantFrom("1", "23", ",", ".", " ", "-", "'", "грн", "e", "%");
    fc.assert(
      fc.property(
        fc.oneof(
          fc.array(piece).map((pieces) => pieces.join("")),
          fc.string(),
        ),
        (text) => {
          const value = parseNumber(text);
          expect(value === null || Number.isFinite(value)).toBe(true);
        },
      ),
    );
  });
});
