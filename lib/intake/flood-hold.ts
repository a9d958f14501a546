/** So many posts to one address in a group mean that they come faster than they are stored. */
const CROWD_MIN = 8;
const HOLD_MS = 1_500;
const ADDRESSES_MAX = 10_000;

export type FloodHold = {
  /** For each request of a group that is about to be stored: for how many milliseconds its delivery waits, null for none. */
  holdsOf(requests: readonly { hookHash: Buffer }[]): (number | null)[];
};

/**
 * Lets the acknowledgements of a flood go before its deliveries: SendPulse waits for the former, nobody for the latter, and both
 * ask for the same processors.
 *
 * When a group holds a crowd of posts to one address, the leads of this address are handed over together when the hold of
 * 1.5 s ends, however many follow until then; after it the next crowd begins another. So an address is never held for longer
 * than that, its leads keep their order, and leads of other addresses go at once.
 */
export function createFloodHold({ now = Date.now } = {}): FloodHold {
  const heldUntil = new Map<string, number>();

  const holdOf = (hook: string, count: number, at: number): number | null => {
    const until = heldUntil.get(hook) ?? 0;
    if (until > at) return until - at;
    heldUntil.delete(hook);
    if (count < CROWD_MIN) return null;
    heldUntil.set(hook, at + HOLD_MS);
    const [oldest] = heldUntil.keys();
    if (heldUntil.size > ADDRESSES_MAX && oldest) heldUntil.delete(oldest);
    return HOLD_MS;
  };

  return {
    holdsOf(requests) {
      const at = now();
      const hooks = requests.map(({ hookHash }) => hookHash.toString("hex"));
      const counts = new Map<string, number>();
      for (const hook of hooks) counts.set(hook, (counts.get(hook) ?? 0) + 1);
      const holds = new Map([...counts].map(([hook, count]) => [hook, holdOf(hook, count, at)]));
      return hooks.map((hook) => holds.get(hook) ?? null);
    },
  };
}
