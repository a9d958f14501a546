import { type Clock, systemClock } from "./clock";

/** Source: reliability, R8. */
const WINDOW_MS = 5 * 60_000;
const SLICE_MS = 10_000;
const CALLS_MIN = 10;
const FAILED_SHARE = 0.7;
const OPEN_MS_FIRST = 30_000;
const OPEN_MS_MAX = 5 * 60_000;

/** A call that may be made; its outcome is to be recorded, once, whatever it is. */
type AdmittedCall = { ok: true; record(outcome: { hasFailed: boolean }): void };
export type CircuitBreaker = { admit(): AdmittedCall | { ok: false; retryAfterSeconds: number } };

type Slice = { start: number; calls: number; failed: number };

/**
 * Stops calls to a CRM that is down: opens when at least 70 % of at least 10 calls within 5 minutes failed, and then lets
 * single calls through to see whether it is back, after 30 s at first and 5 minutes at most.
 */
export function createCircuitBreaker(clock: Clock = systemClock): CircuitBreaker {
  let slices: Slice[] = [];
  let openMs = OPEN_MS_FIRST;
  let openUntil: number | null = null;
  let isProbing = false;

  function open() {
    openUntil = clock.now() + openMs;
    openMs = Math.min(OPEN_MS_MAX, openMs * 2);
    slices = [];
  }

  function close() {
    openUntil = null;
    openMs = OPEN_MS_FIRST;
    slices = [];
  }

  function count(hasFailed: boolean) {
    const now = clock.now();
    slices = slices.filter((slice) => slice.start > now - WINDOW_MS);
    let slice = slices.at(-1);
    if (!slice || now - slice.start >= SLICE_MS) {
      slice = { start: now, calls: 0, failed: 0 };
      slices.push(slice);
    }
    slice.calls += 1;
    if (hasFailed) slice.failed += 1;
  }

  function isFailing() {
    const calls = slices.reduce((sum, slice) => sum + slice.calls, 0);
    const failed = slices.reduce((sum, slice) => sum + slice.failed, 0);
    return calls >= CALLS_MIN && failed / calls >= FAILED_SHARE;
  }

  const ordinaryCall: AdmittedCall = {
    ok: true,
    record({ hasFailed }) {
      // Calls that left before it opened still come back; only the probe decides then.
      if (openUntil !== null) return;
      count(hasFailed);
      if (hasFailed && isFailing()) open();
    },
  };

  const probe: AdmittedCall = {
    ok: true,
    record({ hasFailed }) {
      isProbing = false;
      if (hasFailed) open();
      else close();
    },
  };

  return {
    admit() {
      if (openUntil === null) return ordinaryCall;
      const waitMs = openUntil - clock.now();
      if (waitMs > 0 || isProbing) return { ok: false, retryAfterSeconds: Math.max(1, Math.ceil(waitMs / 1000)) };
      isProbing = true;
      return probe;
    },
  };
}
