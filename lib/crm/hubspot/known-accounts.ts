import { createHash } from "node:crypto";
import type { ApiAccount } from "./api-types";

/** HubSpot may move an account to another of its sites, where its records open from then on. */
const KNOWN_MS = 60 * 60 * 1000;

/**
 * The accounts that credentials lead to, which never lead to another one, for all sessions of this process: only addresses of
 * records are made from them, and those are needed by nearly every session.
 */
export function createKnownAccounts({ entriesMax = 10_000, now = Date.now } = {}) {
  const known = new Map<string, { account: ApiAccount; endsAt: number }>();

  return {
    /** The account of a key or refresh token; read where it is not known, or was an hour ago. What fails is not kept. */
    async get(credential: string, read: () => Promise<ApiAccount>): Promise<ApiAccount> {
      const key = createHash("sha256").update(credential).digest("base64");
      const entry = known.get(key);
      if (entry && entry.endsAt > now()) return entry.account;

      const account = await read();
      known.delete(key);
      known.set(key, { account, endsAt: now() + KNOWN_MS });
      const [oldest] = known.keys();
      if (known.size > entriesMax && oldest !== undefined) known.delete(oldest);
      return account;
    },
  };
}
