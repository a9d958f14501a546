import { type Clock, systemClock } from "./clock";
import type { RateLimits } from "./types";

/** Longer waits are not waited for in the process: the lead is tried again at its time. */
const WAIT_MS_MAX = 10_000;

export type RateLimiter = {
  /** Waits for this call's turn, first come, first served. Tells how long to stay away where that is too long to wait for. */
  take(): Promise<{ ok: true } | { ok: false; retryAfterSeconds: number }>;
  /** Lets nobody through for so long, as the CRM asked by a 429. A pause never shortens one that goes on. */
  pause(seconds: number): void;
  isPaused(): boolean;
};

type Waiting = (outcome: { ok: true } | { ok: false; retryAfterSeconds: number }) => void;

/** A token bucket for one connection: `burst` calls at once, then `requestsPerSecond` evenly. */
export function createRateLimiter(
  { requestsPerSecond, burst = Math.max(1, requestsPerSecond) }: RateLimits,
  clock: Clock = systemClock,
): RateLimiter {
  const queue: Waiting[] = [];
  let tokens = burst;
  let filledAt = clock.now();
  let pausedUntil = 0;
  let isTimerSet = false;

  function fill() {
    const now = clock.now();
    tokens = Math.min(burst, tokens + ((now - filledAt) * requestsPerSecond) / 1000);
    filledAt = now;
  }

  function waitMsOf(place: number) {
    const forTokens = Math.max(0, ((place - tokens) * 1000) / requestsPerSecond);
    return Math.max(pausedUntil - clock.now(), forTokens);
  }

  function refuse(waitMs: number) {
    return { ok: false as const, retryAfterSeconds: Math.ceil(waitMs / 1000) };
  }

  function letThrough() {
    isTimerSet = false;
    fill();
    while (queue.length > 0 && tokens >= 1 && clock.now() >= pausedUntil) {
      tokens -= 1;
      queue.shift()?.({ ok: true });
    }
    setTimer();
  }

  function setTimer() {
    if (isTimerSet || queue.length === 0) return;
    isTimerSet = true;
    clock.after(Math.max(1, Math.ceil(waitMsOf(1))), letThrough);
  }

  return {
    async take() {
      fill();
      if (queue.length === 0 && tokens >= 1 && clock.now() >= pausedUntil) {
        tokens -= 1;
        return { ok: true };
      }
      const waitMs = waitMsOf(queue.length + 1);
      if (waitMs > WAIT_MS_MAX) return refuse(waitMs);
      return new Promise((resolve) => {
        queue.push(resolve);
        setTimer();
      });
    },

    isPaused: () => clock.now() < pausedUntil,

    pause(seconds) {
      pausedUntil = Math.max(pausedUntil, clock.now() + seconds * 1000);
      // Whoever waits already would wait too long now.
      while (queue.length > 0 && waitMsOf(1) > WAIT_MS_MAX) queue.shift()?.(refuse(waitMsOf(1)));
    },
  };
}
