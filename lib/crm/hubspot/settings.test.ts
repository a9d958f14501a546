import { describe, expect, it } from "vitest";
import { hubspot } from "./connector";

describe("the form", () => {
  it.each([
    [" pat-eu1-0c0f-fee\n", "pat-eu1-0c0f-fee"],
    ["pat-eu1 0c0f", null],
    ["", null],
    ["п".repeat(20), null],
    ["x".repeat(513), null],
  ])("a key %j: %j", (token, taken) => {
    expect(hubspot.settingsSchema.safeParse({ token }).data?.token ?? null).toBe(taken);
  });

  it("has words for every setting in both languages", () => {
    for (const texts of [hubspot.texts.uk, hubspot.texts.en]) {
      expect(Object.keys(texts.settings)).toEqual(Object.keys(hubspot.settingsSchema.shape));
      expect(texts.steps.length).toBeGreaterThan(2);
    }
  });
});
