import type { RateLimiter } from "@/lib/rate-limit";

const ADDRESSES_MAX = 10_000;

export type UnreadableRows = {
  /** Whether the next unreadable body of an address gets a row, or is only counted on the last one that did. */
  place(hookHash: Buffer): { isKept: true } | { isKept: false; countedOn: string };
  /** A row was stored. */
  kept(hookHash: Buffer, leadId: string): void;
};

/** Keeps a flood of unreadable bodies from filling the disk: a few rows a minute, the rest is a number on the last one. */
export function createUnreadableRows(limiter: RateLimiter): UnreadableRows {
  const last = new Map<string, string>();
  return {
    place(hookHash) {
      const key = hookHash.toString("latin1");
      const countedOn = last.get(key);
      return limiter.take(key).ok || !countedOn ? { isKept: true } : { isKept: false, countedOn };
    },
    kept(hookHash, leadId) {
      const key = hookHash.toString("latin1");
      last.delete(key);
      last.set(key, leadId);
      if (last.size > ADDRESSES_MAX) last.delete(last.keys().next().value ?? key);
    },
  };
}
