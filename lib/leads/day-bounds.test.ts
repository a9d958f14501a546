import { describe, expect, it } from "vitest";
import { startOfDay, startOfNextDay } from "./day-bounds";
import { firstIdAt } from "./uuid-bounds";

describe("startOfDay", () => {
  it.each([
    ["2026-07-01", "Europe/Kyiv", "2026-06-30T21:00:00.000Z"],
    ["2026-01-01", "Europe/Kyiv", "2025-12-31T22:00:00.000Z"],
    // The clocks change at 03:00 and 04:00 local time of these days.
    ["2026-03-29", "Europe/Kyiv", "2026-03-28T22:00:00.000Z"],
    ["2026-10-25", "Europe/Kyiv", "2026-10-24T21:00:00.000Z"],
    ["2026-11-22", "UTC", "2026-11-22T00:00:00.000Z"],
    ["2026-11-22", "America/New_York", "2026-11-22T05:00:00.000Z"],
  ])("of %s in %s is %s", (day, timeZone, expected) => {
    expect(startOfDay(day, timeZone).toISOString()).toBe(expected);
  });

  it("of the next day counts the hour that the clocks lose or gain", () => {
    const hours = (day: string) =>
      (startOfNextDay(day, "Europe/Kyiv").getTime() - startOfDay(day, "Europe/Kyiv").getTime()) / 3_600_000;
    expect([hours("2026-03-29"), hours("2026-10-25"), hours("2026-12-31")]).toEqual([23, 25, 24]);
  });
});

describe("firstIdAt", () => {
  it("is the smallest id of its millisecond", () => {
    expect(firstIdAt(new Date("2026-01-01T00:00:00Z"))).toBe("019b76da-a800-7000-8000-000000000000");
    expect(firstIdAt(new Date(0))).toBe("00000000-0000-7000-8000-000000000000");
  });
});
