import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { keepLongNumbers } from "./keep-long-numbers";
import { scanJson } from "./scan-json";

/** What a JSON text holds once the numbers that a double cannot hold are text. */
function read(text: string): unknown {
  expect(scanJson(text).hasLongNumber || keepLongNumbers(text).count === 0).toBe(true);
  return JSON.parse(keepLongNumbers(text).text);
}

describe("keepLongNumbers", () => {
  it.each([
    ["9007199254740991", 9007199254740991],
    ["9007199254740992", "9007199254740992"],
    ["9007199254740993", "9007199254740993"],
    ["-9007199254740993", "-9007199254740993"],
    ["5900000000000000110", "5900000000000000110"],
    ["1e400", "1e400"],
    ["-1E+400", "-1E+400"],
    ["1e-400", "1e-400"],
    ["1e5", 100000],
    ["1.50", 1.5],
    ["0.1", 0.1],
    ["0.30000000000000004", 0.30000000000000004],
    ["0.1234567890123456789", "0.1234567890123456789"],
    ["100000000000000.00", 100000000000000],
    ["0.00000000000000000000", 0],
    ["123456789012345678901234567890", "123456789012345678901234567890"],
  ])("%s becomes %j", (number, value) => {
    expect(read(`[${number}]`)).toEqual([value]);
    expect(read(`{"a":${number} ,"b":{"c":[ ${number}]}}`)).toEqual({ a: value, b: { c: [value] } });
  });

  it("leaves digits inside texts alone", () => {
    const text = JSON.stringify({ a: "9007199254740993, 1e400", 'q"[\\': "\\9007199254740993" });
    expect(keepLongNumbers(text)).toEqual({ text, count: 0 });
  });

  it("does not make JSON of what is none", () => {
    for (const text of [
      "{9007199254740993 : 1}",
      "[09007199254740993]",
      "[9007199254740993.]",
      "[--9007199254740993]",
    ]) {
      expect(() => read(text)).toThrow();
    }
  });

  it("keeps every number exactly, as a number or as its digits", () => {
    const number = fc.oneof(fc.bigInt().map(String), fc.double({ noNaN: true, noDefaultInfinity: true }).map(String));
    fc.assert(
      fc.property(fc.array(number), (numbers) => {
        const values = read(`[${numbers.join(",")}]`) as (number | string)[];
        values.forEach((value, index) => {
          const written = numbers[index] ?? "";
          if (typeof value === "string") expect(value).toBe(written);
          else expect(String(value)).toBe(String(Number(written) || 0));
        });
      }),
    );
  });
});
