import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createDayBudget } from "./day-budget";
import { createFakeClock } from "./testing/fake-clock";

const HOUR_MS = 3_600_000;

describe("createDayBudget", () => {
  it("refuses what would go beyond it, and says when there is enough again", async () => {
    const clock = createFakeClock();
    const budget = createDayBudget(100, clock);
    expect(budget.spend(60)).toEqual({ ok: true });
    await clock.advance(2 * HOUR_MS);
    expect(budget.spend(40)).toEqual({ ok: true });
    // The first hour comes back a day after its end.
    expect(budget.spend(1)).toEqual({ ok: false, retryAfterSeconds: 23 * 3600 });
    expect(budget.spend(61)).toEqual({ ok: false, retryAfterSeconds: 25 * 3600 });
    await clock.advance(23 * HOUR_MS);
    expect(budget.spend(60)).toEqual({ ok: true });
    expect(budget.spend(1)).toMatchObject({ ok: false });
  });

  it("spends nothing for what it refuses", () => {
    const budget = createDayBudget(10, createFakeClock());
    expect(budget.spend(11)).toEqual({ ok: false, retryAfterSeconds: 3600 });
    expect(budget.spend(10)).toEqual({ ok: true });
  });

  it("keeps any 24 hours within it, however the calls come, and keeps its word", async () => {
    const steps = fc.array(
      fc.record({ waitMs: fc.integer({ min: 0, max: 6 * HOUR_MS }), cost: fc.integer({ min: 1, max: 20 }) }),
      { maxLength: 60 },
    );
    await fc.assert(
      fc.asyncProperty(steps, async (calls) => {
        const clock = createFakeClock();
        const budget = createDayBudget(50, clock);
        const spent: { at: number; cost: number }[] = [];
        for (const { waitMs, cost } of calls) {
          await clock.advance(waitMs);
          const turn = budget.spend(cost);
          if (!turn.ok) {
            await clock.advance(turn.retryAfterSeconds * 1000);
            expect(budget.spend(cost)).toEqual({ ok: true });
          }
          spent.push({ at: clock.now(), cost });
          const day = spent.filter(({ at }) => at > clock.now() - 24 * HOUR_MS);
          expect(day.reduce((sum, call) => sum + call.cost, 0)).toBeLessThanOrEqual(50);
        }
      }),
      { numRuns: 50 },
    );
  });
});
