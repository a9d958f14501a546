import { describe, expect, it } from "vitest";
import { retryDelayMs } from "./backoff";

describe("retryDelayMs", () => {
  it.each([
    [0, 15],
    [1, 30],
    [4, 300],
    [9, 7_200],
    [19, 7_200],
  ])("waits after attempt %i as the server's table says, with up to 30 s of jitter", (attempt, seconds) => {
    const delay = retryDelayMs({ attempt, scale: 1 });
    expect(delay).toBeGreaterThanOrEqual(seconds * 1_000);
    expect(delay).toBeLessThanOrEqual((seconds + 30) * 1_000);
  });

  it.each([
    ["90", 90],
    ["0", 1],
    ["999999", 86_400],
    [new Date(Date.now() + 120_000).toISOString(), 120],
  ])("waits %s as asked, between a second and a day", (retryAfter, seconds) => {
    expect(Math.abs(retryDelayMs({ attempt: 0, retryAfter, scale: 1 }) - seconds * 1_000)).toBeLessThan(1_000);
  });

  it("uses the table where Retry-After says nothing", () => {
    expect(retryDelayMs({ attempt: 0, retryAfter: "soon", scale: 1 })).toBeGreaterThanOrEqual(15_000);
  });

  it("waits not at all with a scale of 0", () => {
    expect(retryDelayMs({ attempt: 3, retryAfter: "60", scale: 0 })).toBe(0);
  });
});
