/** Units that a stretch of time is given in, the smallest first. */
export const DURATION_UNITS = ["minutes", "hours", "days"] as const;
export type DurationUnit = (typeof DURATION_UNITS)[number];

const MINUTES: Record<DurationUnit, number> = { minutes: 1, hours: 60, days: 1_440 };

/**
 * Minutes as a person would say them: in the largest unit that holds them as a whole number.
 *
 * @example splitMinutes(2_880) // => { amount: 2, unit: "days" }
 */
export function splitMinutes(minutes: number): { amount: number; unit: DurationUnit } {
  const unit = DURATION_UNITS.findLast((each) => minutes !== 0 && minutes % MINUTES[each] === 0) ?? "minutes";
  return { amount: minutes / MINUTES[unit], unit };
}

/** The minutes in so many units; not a number, when the amount is none. */
export function toMinutes({ amount, unit }: { amount: number; unit: DurationUnit }): number {
  return amount * MINUTES[unit];
}
