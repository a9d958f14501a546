/** Time, so that tests can move it. */
export type Clock = { now(): number; after(ms: number, run: () => void): void };

/** A clock that never goes back. */
export const systemClock: Clock = {
  now: () => performance.now(),
  after: (ms, run) => {
    setTimeout(run, ms);
  },
};
