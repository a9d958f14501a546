import { createRateLimiter } from "@/lib/rate-limit";

/** How much one token may call, and how often one address may be wrong. */
export function createApiLimits() {
  return {
    perToken: createRateLimiter({ burst: 120, perSecond: 10 }),
    wrongTokens: createRateLimiter({ burst: 20, perSecond: 0.2 }),
  };
}
export type ApiLimits = ReturnType<typeof createApiLimits>;
