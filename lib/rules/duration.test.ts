import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { splitMinutes, toMinutes } from "./duration";

describe("splitMinutes", () => {
  it.each([
    [0, 0, "minutes"],
    [45, 45, "minutes"],
    [60, 1, "hours"],
    [90, 90, "minutes"],
    [1_440, 1, "days"],
    [1_500, 25, "hours"],
    [43_200, 30, "days"],
  ])("says %d minutes as %d %s", (minutes, amount, unit) => {
    expect(splitMinutes(minutes)).toEqual({ amount, unit });
  });

  it("loses nothing on the way there and back", () => {
    fc.assert(
      fc.property(fc.nat(600_000), (minutes) => {
        expect(toMinutes(splitMinutes(minutes))).toBe(minutes);
      }),
    );
  });

  it("leaves what is no number as it is", () => {
    expect(toMinutes(splitMinutes(Number.NaN))).toBeNaN();
  });
});
