import { CrmError } from "../error";

/** The vendor sums up the run time of a method over ten minutes, so that nobody waits longer. */
const WAIT_SECONDS_MAX = 600;
const WAIT_SECONDS_MIN = 1;

/**
 * When the budgets of run time begin anew. Every answer says it for its method; the refusal of one that used its budget up does
 * not, and concerns that method alone. So it is remembered here, by portal and method, for all sessions of this process.
 */
export function createOperatingTimes({ entriesMax = 10_000, now = Date.now } = {}) {
  const resets = new Map<string, number>();

  return {
    /** `resetAt` in seconds since 1970, as the vendor gives it. */
    remember(place: string, resetAt: number | undefined) {
      if (resetAt === undefined) return;
      resets.delete(place);
      resets.set(place, resetAt);
      const [oldest] = resets.keys();
      if (resets.size > entriesMax && oldest !== undefined) resets.delete(oldest);
    },

    /** The error with the time to wait, where the CRM asked to wait and did not say how long; others as they are. */
    complete(error: unknown, places: readonly string[]): unknown {
      if (!(error instanceof CrmError) || !error.isBusy || error.retryAfterSeconds !== null) return error;
      if (error.code !== "status") return error;
      const known = places.flatMap((place) => resets.get(place) ?? []);
      const seconds = known.length > 0 ? Math.ceil(Math.max(...known) - now() / 1000) : WAIT_SECONDS_MAX;
      const { kind, code, provider, message, status, isOutcomeUnknown, isBusy } = error;
      return new CrmError({
        kind,
        code,
        provider,
        message,
        status,
        isOutcomeUnknown,
        isBusy,
        retryAfterSeconds: Math.min(WAIT_SECONDS_MAX, Math.max(WAIT_SECONDS_MIN, seconds)),
      });
    },
  };
}
