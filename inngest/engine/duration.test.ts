import { describe, expect, it } from "vitest";
import { delayMs, durationMs } from "./duration";

describe("durationMs", () => {
  it.each([
    ["1s", 1_000],
    ["2h30m", 9_000_000],
    ["1w1d", 691_200_000],
    ["1500ms", 1_500],
  ])("reads %s", (text, ms) => {
    expect(durationMs(text)).toBe(ms);
  });

  it.each(["", "5", "1 h", "h1", "1y"])("refuses %s", (text) => {
    expect(() => durationMs(text)).toThrow("is not a duration");
  });
});

describe("delayMs", () => {
  const now = Date.parse("2026-01-01T00:00:00Z");

  it.each([
    ["2026-01-01T00:00:30.000Z", 30_000],
    ["2025-12-31T00:00:00.000Z", 1_000],
    ["500ms", 1_000],
    ["1m", 60_000],
  ])("of %s is never less than a second", (text, ms) => {
    expect(delayMs(text, now)).toBe(ms);
  });
});
