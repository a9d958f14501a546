import { describe, expect, it } from "vitest";
import { createRandomId } from "./random-id";

describe("createRandomId", () => {
  it("holds at least 128 bits of base62", () => {
    const id = createRandomId();
    expect(id).toMatch(/^[0-9A-Za-z]{26}$/);
    expect(id.length * Math.log2(62)).toBeGreaterThan(128);
    expect(createRandomId(40)).toHaveLength(40);
  });

  it("never repeats itself", () => {
    const ids = Array.from({ length: 10_000 }, () => createRandomId());
    expect(new Set(ids).size).toBe(ids.length);
  });

  it("uses every character equally often", () => {
    const counts = new Map<string, number>();
    const text = Array.from({ length: 2_000 }, () => createRandomId(62)).join("");
    for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);

    expect(counts.size).toBe(62);
    // 2,000 of each expected; six standard deviations either way.
    for (const count of counts.values()) expect(Math.abs(count - 2_000)).toBeLessThan(270);
  });
});
