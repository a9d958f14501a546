import type { Clock } from "../clock";

/** A clock that stands still until it is moved; what is due on the way runs in order. */
export function createFakeClock(): Clock & { advance(ms: number): Promise<void> } {
  let now = 0;
  let timers: { at: number; run: () => void }[] = [];
  return {
    now: () => now,
    after: (ms, run) => {
      timers.push({ at: now + ms, run });
    },
    async advance(ms) {
      await settle();
      const end = now + ms;
      for (;;) {
        const [next] = timers.toSorted((a, b) => a.at - b.at);
        if (!next || next.at > end) break;
        timers = timers.filter((timer) => timer !== next);
        now = next.at;
        next.run();
        await settle();
      }
      now = end;
      await settle();
    },
  };
}

/** Lets those who wait go on before time does. */
function settle() {
  return new Promise((resolve) => setImmediate(resolve));
}
