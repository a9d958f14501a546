export type RateLimit = {
  /** How many may come at once after a pause. */
  burst: number;
  /** How many are allowed again each second. */
  perSecond: number;
};

export type RateLimiter = {
  /** Takes from the key's allowance; when nothing is left, says how long until one is allowed again. */
  take(key: string): { ok: true } | { ok: false; retryAfterSeconds: number };
  /** The same answer without taking anything. */
  peek(key: string): { ok: true } | { ok: false; retryAfterSeconds: number };
};

type Bucket = { tokens: number; at: number };

/** Keys kept at a time; the one that was quiet longest is forgotten first, and begins anew with a full allowance. */
const KEYS_MAX = 20_000;

/**
 * A token bucket per key, in this process alone. Memory is bounded, and what is not known is allowed: the limit holds off
 * a flood and never stands in the way of ordinary use.
 */
export function createRateLimiter(
  { burst, perSecond }: RateLimit,
  { now = () => performance.now(), keysMax = KEYS_MAX } = {},
): RateLimiter {
  const buckets = new Map<string, Bucket>();

  const refill = (key: string): Bucket => {
    const at = now();
    const bucket = buckets.get(key);
    if (!bucket) return { tokens: burst, at };
    bucket.tokens = Math.min(burst, bucket.tokens + Math.max(0, (at - bucket.at) / 1000) * perSecond);
    bucket.at = at;
    return bucket;
  };
  const judge = ({ tokens }: Bucket) =>
    tokens >= 1
      ? ({ ok: true } as const)
      : ({ ok: false, retryAfterSeconds: Math.max(1, Math.ceil((1 - tokens) / perSecond)) } as const);

  return {
    take(key) {
      const bucket = refill(key);
      const verdict = judge(bucket);
      if (verdict.ok) bucket.tokens -= 1;
      // Put back at the end, so that the map stays in the order of last use.
      buckets.delete(key);
      buckets.set(key, bucket);
      if (buckets.size > keysMax) forgetOldest(buckets);
      return verdict;
    },
    peek: (key) => judge(refill(key)),
  };
}

function forgetOldest(buckets: Map<string, Bucket>) {
  for (const key of buckets.keys()) {
    buckets.delete(key);
    return;
  }
}
