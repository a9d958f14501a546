import type { Pool } from "pg";

/**
 * Makes sure that a connection which breaks while nobody uses it is told to `onError` and does not end the process; the
 * pool replaces it. Calling it again changes nothing.
 */
export function guardPool(pool: Pool, onError: (error: Error) => void): Pool {
  if (guarded.has(pool)) return pool;
  guarded.add(pool);
  pool.on("error", onError);
  pool.on("connect", (client) => client.on("error", () => {}));
  return pool;
}

const guarded = new WeakSet<Pool>();
