import type { ApiScope } from "@/lib/api/scopes";

/** What scopes are about, in the order of their list. */
export const SCOPE_NOUNS = ["integrations", "connections", "collections", "leads"] as const;

/** @example groupScopes(["leads:read", "leads:write"]) // => [{ noun: "leads", mayRead: true, mayWrite: true }] */
export function groupScopes(scopes: readonly ApiScope[]) {
  return SCOPE_NOUNS.map((noun) => ({
    noun,
    mayRead: scopes.includes(`${noun}:read`),
    mayWrite: scopes.includes(`${noun}:write`),
  })).filter(({ mayRead, mayWrite }) => mayRead || mayWrite);
}
