import { createRateLimiter, type RateLimit } from "@/lib/rate-limit";

/** Far above what a customer sends, so that only a flood meets it. SendPulse sends for all customers from a few addresses. */
const PER_HOOK: RateLimit = { burst: 10_000, perSecond: 500 };
const PER_ADDRESS: RateLimit = { burst: 20_000, perSecond: 2_000 };
/** Look-ups that found no webhook address: a deleted integration is asked for now and then, a guesser all the time. */
const GUESSES: RateLimit = { burst: 200, perSecond: 5 };
/** Rows for unreadable bodies, each of up to 1 MiB, that one webhook address may add. */
const UNREADABLE: RateLimit = { burst: 10, perSecond: 10 / 60 };

export type HookLimits = ReturnType<typeof createHookLimits>;

/** The limits that one process holds its senders to. */
export function createHookLimits() {
  return {
    perHook: createRateLimiter(PER_HOOK),
    perAddress: createRateLimiter(PER_ADDRESS),
    guesses: createRateLimiter(GUESSES),
    unreadable: createRateLimiter(UNREADABLE),
  };
}

/** The part of an address that one sender has: all of IPv4, the network of IPv6. */
export function toSender(address: string | null): string | null {
  if (!address) return null;
  const bare = address.replace(/^::ffff:(?=\d+\.)/i, "");
  return bare.includes(":") ? bare.split(":").slice(0, 4).join(":") : bare;
}
