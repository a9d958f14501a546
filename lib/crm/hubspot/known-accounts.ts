import type { Clock } from "../clock";
import { createRemembered } from "../remembered";
import { toDigest } from "../to-digest";
import type { ApiAccount } from "./api-types";

/** HubSpot may move an account to another of its sites, where its records open from then on. */
const KNOWN_MS = 60 * 60 * 1000;

/**
 * The accounts that credentials lead to, which never lead to another one, for all sessions of this process: only addresses of
 * records are made from them, and those are needed by nearly every session.
 */
export function createKnownAccounts({ clock }: { clock?: Clock } = {}) {
  const known = createRemembered<ApiAccount>({ ageMsMax: KNOWN_MS, entriesMax: 10_000, clock });

  return {
    /** The account of a key or refresh token; read where it is not known, or was an hour ago. What fails is not kept. */
    async get(credential: string, read: () => Promise<ApiAccount>): Promise<ApiAccount> {
      const key = toDigest(credential);
      const found = known.get(key);
      if (found) return found;
      const account = await read();
      known.set(key, account);
      return account;
    },
  };
}
