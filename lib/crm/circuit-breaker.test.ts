import { describe, expect, it } from "vitest";
import { type CircuitBreaker, createCircuitBreaker } from "./circuit-breaker";
import { createFakeClock } from "./testing/fake-clock";

describe("createCircuitBreaker", () => {
  function call(breaker: CircuitBreaker, hasFailed: boolean) {
    const admitted = breaker.admit();
    if (admitted.ok) admitted.record({ hasFailed });
    return admitted.ok;
  }

  function callTimes(breaker: CircuitBreaker, { failed, good }: { failed: number; good: number }) {
    for (let count = 0; count < good; count += 1) call(breaker, false);
    for (let count = 0; count < failed; count += 1) call(breaker, true);
  }

  it.each([
    { failed: 9, good: 0, isOpen: false },
    { failed: 10, good: 0, isOpen: true },
    { failed: 7, good: 3, isOpen: true },
    { failed: 6, good: 4, isOpen: false },
    { failed: 0, good: 50, isOpen: false },
  ])("after $failed failed and $good good calls it is open: $isOpen", ({ isOpen, ...counts }) => {
    const breaker = createCircuitBreaker(createFakeClock());
    callTimes(breaker, counts);
    expect(breaker.admit().ok).toBe(!isOpen);
  });

  it("forgets what is older than five minutes", async () => {
    const clock = createFakeClock();
    const breaker = createCircuitBreaker(clock);
    callTimes(breaker, { failed: 9, good: 0 });
    await clock.advance(5 * 60_000 + 1);
    callTimes(breaker, { failed: 9, good: 0 });
    expect(breaker.admit().ok).toBe(true);
  });

  it("lets one call through after 30 seconds, and closes when that one is good", async () => {
    const clock = createFakeClock();
    const breaker = createCircuitBreaker(clock);
    callTimes(breaker, { failed: 10, good: 0 });
    expect(breaker.admit()).toEqual({ ok: false, retryAfterSeconds: 30 });
    await clock.advance(30_000);
    const probe = breaker.admit();
    expect(probe.ok).toBe(true);
    expect(breaker.admit().ok).toBe(false);
    if (probe.ok) probe.record({ hasFailed: false });
    expect(breaker.admit().ok).toBe(true);
  });

  it("stays open for longer after each probe that fails, and five minutes at most", async () => {
    const clock = createFakeClock();
    const breaker = createCircuitBreaker(clock);
    callTimes(breaker, { failed: 10, good: 0 });
    for (const openSeconds of [30, 60, 120, 240, 300, 300]) {
      await clock.advance(openSeconds * 1000 - 1);
      expect(breaker.admit().ok).toBe(false);
      await clock.advance(1);
      expect(call(breaker, true)).toBe(true);
    }
  });

  it("is not closed by the late answer to a call that left before it opened", async () => {
    const clock = createFakeClock();
    const breaker = createCircuitBreaker(clock);
    const early = breaker.admit();
    callTimes(breaker, { failed: 10, good: 0 });
    await clock.advance(30_000);
    breaker.admit();
    if (early.ok) early.record({ hasFailed: false });
    expect(breaker.admit().ok).toBe(false);
  });
});
