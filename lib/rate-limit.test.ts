import { describe, expect, it } from "vitest";
import { createRateLimiter } from "./rate-limit";

describe("createRateLimiter", () => {
  const start = () => {
    const clock = { ms: 0 };
    const limiter = createRateLimiter({ burst: 3, perSecond: 2 }, { now: () => clock.ms, keysMax: 2 });
    return { clock, limiter, takeAll: (key: string) => Array.from({ length: 5 }, () => limiter.take(key).ok) };
  };

  it("allows a burst, then says how long to wait", () => {
    const { limiter, takeAll } = start();
    expect(takeAll("a")).toEqual([true, true, true, false, false]);
    expect(limiter.take("a")).toEqual({ ok: false, retryAfterSeconds: 1 });
    expect(limiter.take("b")).toEqual({ ok: true });
  });

  it("allows so many a second again, and never more than the burst", () => {
    const { clock, takeAll } = start();
    takeAll("a");
    clock.ms += 1_000;
    expect(takeAll("a")).toEqual([true, true, false, false, false]);
    clock.ms += 3_600_000;
    expect(takeAll("a")).toEqual([true, true, true, false, false]);
  });

  it("takes nothing when it is only asked", () => {
    const { limiter, takeAll } = start();
    for (let n = 0; n < 10; n++) expect(limiter.peek("a")).toEqual({ ok: true });
    takeAll("a");
    expect(limiter.peek("a").ok).toBe(false);
  });

  it("gives a wait that suffices", () => {
    const clock = { ms: 0 };
    const limiter = createRateLimiter({ burst: 1, perSecond: 1 / 60 }, { now: () => clock.ms });
    limiter.take("a");
    const refused = limiter.take("a");
    expect(refused).toEqual({ ok: false, retryAfterSeconds: 60 });
    clock.ms += 60_000;
    expect(limiter.take("a")).toEqual({ ok: true });
  });

  it("forgets the key that was quiet longest when there are too many", () => {
    const { limiter, takeAll } = start();
    takeAll("a");
    takeAll("b");
    limiter.take("a");
    limiter.take("c");
    expect(limiter.peek("a").ok).toBe(false);
    expect(takeAll("b")).toEqual([true, true, true, false, false]);
  });
});
