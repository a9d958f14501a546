import type { Clock } from "./clock";

const HOUR_MS = 3_600_000;
const HOURS = 24;

export type DayBudget = {
  /** Spends `cost`, or tells how long to stay away until there is enough again. */
  spend(cost: number): { ok: true } | { ok: false; retryAfterSeconds: number };
};

/**
 * What calls may cost in any 24 hours. Vendors begin their day at a midnight that they do not name: what is kept in any 24 hours is kept in
 * each of their days. Counted by the hour, so that an hour's spending comes back when the whole hour is a day ago.
 */
export function createDayBudget(budget: number, clock: Clock): DayBudget {
  /** The oldest first. */
  const hours: { endsAt: number; spent: number }[] = [];

  return {
    spend(cost) {
      const now = clock.now();
      while (hours[0] && now >= hours[0].endsAt + HOURS * HOUR_MS) hours.shift();
      let excess = hours.reduce((sum, { spent }) => sum + spent, 0) + cost - budget;
      if (excess <= 0) {
        const last = hours.at(-1);
        if (last && now < last.endsAt) last.spent += cost;
        else hours.push({ endsAt: now + HOUR_MS, spent: cost });
        return { ok: true };
      }
      let freeAt = now + HOUR_MS;
      for (const { endsAt, spent } of hours) {
        if (excess <= 0) break;
        excess -= spent;
        freeAt = endsAt + HOURS * HOUR_MS;
      }
      return { ok: false, retryAfterSeconds: Math.ceil((freeAt - now) / 1000) };
    },
  };
}
