import { describe, expect, it } from "vitest";
import { createRateLimiter } from "./rate-limiter";
import { createFakeClock } from "./testing/fake-clock";

describe("createRateLimiter", () => {
  it("lets the burst through at once and the rest evenly, first come, first served", async () => {
    const clock = createFakeClock();
    const limiter = createRateLimiter({ requestsPerSecond: 10, burst: 2 }, clock);
    const passed: [number, number][] = [];
    const calls = Array.from({ length: 5 }, (_, index) =>
      limiter.take().then((turn) => turn.ok && passed.push([index, clock.now()])),
    );
    await clock.advance(1000);
    await Promise.all(calls);
    expect(passed.map(([index]) => index)).toEqual([0, 1, 2, 3, 4]);
    expect(passed.map(([, at]) => at)).toEqual([0, 0, 100, 200, 300]);
  });

  it("never lets more through than the rate and the burst allow", async () => {
    const clock = createFakeClock();
    const limiter = createRateLimiter({ requestsPerSecond: 50, burst: 5 }, clock);
    let passed = 0;
    for (let ms = 0; ms < 2000; ms += 5) {
      void limiter.take().then((turn) => {
        if (turn.ok) passed += 1;
      });
      await clock.advance(5);
    }
    expect(passed).toBeGreaterThan(95);
    expect(passed).toBeLessThanOrEqual(105);
  });

  it("lets nobody through while the CRM asked to wait, and goes on afterwards in order", async () => {
    const clock = createFakeClock();
    const limiter = createRateLimiter({ requestsPerSecond: 10, burst: 1 }, clock);
    await limiter.take();
    const passed: number[] = [];
    const calls = [1, 2].map((index) => limiter.take().then((turn) => turn.ok && passed.push(index)));
    limiter.pause(3);
    await clock.advance(2900);
    expect(passed).toEqual([]);
    await clock.advance(400);
    await Promise.all(calls);
    expect(passed).toEqual([1, 2]);
  });

  it("tells how long to stay away where that is too long to wait for, also to those who wait already", async () => {
    const clock = createFakeClock();
    const limiter = createRateLimiter({ requestsPerSecond: 1, burst: 1 }, clock);
    await limiter.take();
    const waiting = limiter.take();
    limiter.pause(3600);
    await expect(waiting).resolves.toEqual({ ok: false, retryAfterSeconds: 3600 });
    await expect(limiter.take()).resolves.toMatchObject({ ok: false, retryAfterSeconds: 3600 });
    limiter.pause(1);
    await expect(limiter.take()).resolves.toMatchObject({ ok: false });
    await clock.advance(3_601_000);
    await expect(limiter.take()).resolves.toEqual({ ok: true });
  });
});
