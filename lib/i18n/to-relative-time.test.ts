import { describe, expect, it } from "vitest";
import { toRelativeTime } from "./to-relative-time";

const MINUTE = 60_000;

describe("toRelativeTime", () => {
  it.each([
    [0, "зараз"],
    [-9_000, "зараз"],
    [-30_000, "30 с тому"],
    [-2 * MINUTE, "2 хв тому"],
    [-119 * MINUTE, "1 год тому"],
    [-25 * 60 * MINUTE, "учора"],
    [5 * MINUTE, "через 5 хв"],
  ])("says %d ms as «%s»", (distance, words) => {
    expect(toRelativeTime({ at: distance, now: 0, locale: "uk" })).toBe(words);
  });

  it("speaks English too", () => {
    expect(toRelativeTime({ at: -2 * MINUTE, now: 0, locale: "en" })).toBe("2 min. ago");
  });
});
