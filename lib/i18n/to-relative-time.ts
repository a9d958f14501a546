const SECOND = 1000;
const STEPS = [
  ["second", SECOND],
  ["minute", 60 * SECOND],
  ["hour", 3600 * SECOND],
  ["day", 86_400 * SECOND],
  ["month", 30.44 * 86_400 * SECOND],
  ["year", 365.25 * 86_400 * SECOND],
] as const;

/**
 * A distance in time in words, by the largest unit that fits; under ten seconds it is «зараз».
 *
 * @example
 * toRelativeTime({ at: 0, now: 120_000, locale: "uk" }) // => "2 хв тому"
 */
export function toRelativeTime({ at, now, locale }: { at: number; now: number; locale: string }): string {
  const distance = at - now;
  const format = formatFor(locale);
  if (Math.abs(distance) < 10 * SECOND) return format.format(0, "second");

  // A unit is right when the rounded number of it is at least 1.
  const [unit, size] = STEPS.findLast(([, length]) => Math.abs(distance) >= length) ?? STEPS[0];
  return format.format(Math.trunc(distance / size), unit);
}

const formats = new Map<string, Intl.RelativeTimeFormat>();

/** Building one costs far more than using it, and a table has a hundred of them. */
function formatFor(locale: string) {
  const known = formats.get(locale) ?? new Intl.RelativeTimeFormat(locale, { numeric: "auto", style: "short" });
  formats.set(locale, known);
  return known;
}
