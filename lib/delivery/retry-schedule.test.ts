import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { RETRY_DELAYS_SECONDS, retryDelaySeconds } from "./retry-schedule";

const random = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

describe("retryDelaySeconds", () => {
  it.each([
    [1, 30],
    [2, 120],
    [3, 600],
    [4, 1_800],
    [5, 7_200],
    [6, 21_600],
    [7, 43_200],
    [8, 86_400],
    [9, null],
    [10, null],
    [0, null],
  ])("after try %i: %s seconds", (attempt, seconds) => {
    expect(retryDelaySeconds(attempt, 0.5)).toBe(seconds);
  });

  it("spreads by a fifth and no more", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 8 }), random, (attempt, at) => {
        const delay = RETRY_DELAYS_SECONDS[attempt - 1] ?? 0;
        const seconds = retryDelaySeconds(attempt, at) ?? -1;
        return seconds >= delay * 0.8 && seconds <= delay * 1.2;
      }),
    );
  });

  it("never comes sooner than the CRM asked, up to a day", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 8 }), random, fc.integer({ min: 0, max: 86_400 }), (attempt, at, asked) => {
        const seconds = retryDelaySeconds(attempt, at, asked) ?? -1;
        return seconds >= asked;
      }),
    );
  });

  it.each([
    [1, 5, 5],
    [1, 300, 300],
    [3, 1, 1],
    [4, 1, 1_440],
    [4, 3_600, 3_600],
    [1, 0, 1],
    [1, 10_000_000, 86_400],
    [1, Number.NaN, 24],
    [9, 5, null],
  ])("after try %i with Retry-After %s: %s seconds", (attempt, asked, seconds) => {
    expect(retryDelaySeconds(attempt, 0, asked)).toBe(seconds);
  });
});
