import { type Clock, systemClock } from "./clock";
import { createDayBudget } from "./day-budget";
import { createRateLimiter } from "./rate-limiter";
import type { RateLimits } from "./types";

/** `isBudgetSpent`: the day's budget of the connection is used up; else the CRM's limits, or what it asked for. */
type Refused = { ok: false; retryAfterSeconds: number; isBudgetSpent?: boolean };

/** Lets the calls of one connection through, as its CRM's limits allow. */
export type CallGate = {
  /** Waits for the turn of a call, in its lane too and for one of the calls under way to end where their number is limited. Whoever entered leaves. */
  enter(lane?: string, cost?: number): Promise<{ ok: true; leave(): void } | Refused>;
  /** The CRM asked for fewer calls: nobody enters for so long. */
  refused(retryAfterSeconds: number | null): void;
  /** The CRM did what it was asked. */
  succeeded(): void;
};

const PAUSE_SECONDS_MIN = 1;

/** The gate of one connection: rate, lanes, calls at a time, and what a CRM asks for when it was too many. */
export function createCallGate(limits: RateLimits, clock: Clock = systemClock): CallGate {
  const { lanes = {}, concurrent = Number.POSITIVE_INFINITY, usedUp, dayBudget } = limits;
  const all = createRateLimiter(limits, clock);
  const byLane = new Map(Object.entries(lanes).map(([name, pace]) => [name, createRateLimiter(pace, clock)]));
  const budget = dayBudget === undefined ? null : createDayBudget(dayBudget, clock);
  const waiting: (() => void)[] = [];
  let underWay = 0;
  let refusals = 0;
  let countedUntil = 0;

  /** The place goes over to whoever waits longest, so that nobody gets in between. */
  function leave() {
    const next = waiting.shift();
    if (next) next();
    else underWay -= 1;
  }

  async function takePlace() {
    if (underWay >= concurrent) return new Promise<void>((resolve) => waiting.push(resolve));
    underWay += 1;
  }

  return {
    async enter(lane, cost = 1) {
      const narrow = lane === undefined ? undefined : byLane.get(lane);
      const turn = narrow ? await narrow.take() : ({ ok: true } as const);
      if (!turn.ok) return turn;
      const own = await all.take();
      if (!own.ok) return own;
      await takePlace();
      // The CRM may have asked to wait while this call waited for its place.
      while (all.isPaused()) {
        const again = await all.take();
        if (again.ok) continue;
        leave();
        return again;
      }
      // Last, so that a call that is not made costs nothing.
      const spending = budget?.spend(cost);
      if (spending?.ok === false) {
        leave();
        return { ...spending, isBudgetSpent: true };
      }
      let hasLeft = false;
      return {
        ok: true,
        leave() {
          if (hasLeft) return;
          hasLeft = true;
          leave();
        },
      };
    },

    refused(retryAfterSeconds) {
      const pauseSeconds = retryAfterSeconds ?? PAUSE_SECONDS_MIN;
      // Calls that were under way together are refused together: that is one refusal.
      if (clock.now() >= countedUntil) {
        refusals += 1;
        countedUntil = clock.now() + pauseSeconds * 1000;
      }
      const isUsedUp = usedUp !== undefined && refusals >= usedUp.afterRefusals;
      all.pause(isUsedUp ? usedUp.pauseSeconds : pauseSeconds);
    },

    succeeded() {
      refusals = 0;
    },
  };
}
