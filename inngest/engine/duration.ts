const UNIT_MS: Record<string, number> = { w: 604_800_000, d: 86_400_000, h: 3_600_000, m: 60_000, s: 1_000, ms: 1 };
const PART = /(\d+)(ms|[wdhms])/g;

/**
 * Reads a duration of the SDK, such as `2h30m` or `1s`; throws when it is none.
 *
 * @example
 * durationMs("1m30s") // => 90000
 */
export function durationMs(text: string): number {
  if (!/^(?:\d+(?:ms|[wdhms]))+$/.test(text)) throw new Error(`"${text}" is not a duration such as "1h30m".`);
  return [...text.matchAll(PART)].reduce((sum, [, count, unit = "s"]) => sum + Number(count) * (UNIT_MS[unit] ?? 0), 0);
}

/** Milliseconds from now until what a sleep or a time limit names: a duration, or a date. At least one second, as on the server. */
export function delayMs(text: string, now = Date.now()): number {
  const date = /^\d{4}-\d\d-\d\d/.test(text) ? Date.parse(text) : Number.NaN;
  return Math.max(1_000, Number.isNaN(date) ? durationMs(text) : date - now);
}
