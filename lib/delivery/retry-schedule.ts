const MINUTE = 60;
const HOUR = 60 * MINUTE;

/** Seconds from one try to the next: nine tries in about 45 hours. */
export const RETRY_DELAYS_SECONDS = [
  30,
  2 * MINUTE,
  10 * MINUTE,
  30 * MINUTE,
  2 * HOUR,
  6 * HOUR,
  12 * HOUR,
  24 * HOUR,
] as const;

const JITTER = 0.2;
const RETRY_AFTER_SECONDS_MAX = 24 * HOUR;
/** So many tries in a row may come sooner than the schedule says because the CRM asked for it. */
const EARLY_TRIES_MAX = 3;

/**
 * How long to wait after the failed try number `attempt` (from 1) until the next one, or null when no try is left.
 *
 * The schedule's delay is spread by ±20 %. The CRM's `Retry-After` is obeyed: never sooner, and up to 20 % later, so that
 * leads that were refused together do not come back together. A short one stands for the first tries only: afterwards the schedule holds,
 * or else a CRM that always says «one second» would use up all tries at once.
 *
 * @param random a number from 0 to below 1, as `Math.random` gives
 */
export function retryDelaySeconds(
  attempt: number,
  random: number,
  retryAfterSeconds: number | null = null,
): number | null {
  const delay = RETRY_DELAYS_SECONDS[attempt - 1];
  if (delay === undefined) return null;

  const scheduled = delay * (1 - JITTER + 2 * JITTER * random);
  if (retryAfterSeconds === null || !(retryAfterSeconds >= 0)) return Math.round(scheduled);

  const asked = Math.ceil(Math.min(retryAfterSeconds, RETRY_AFTER_SECONDS_MAX) * (1 + JITTER * random));
  return attempt <= EARLY_TRIES_MAX ? Math.max(asked, 1) : Math.max(asked, Math.round(scheduled));
}
