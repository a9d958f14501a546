type Entry = { hasHook: Promise<boolean>; expiresAt: number };

/** A known address is asked for again now and then only to be able to refuse early: storing checks it each time. */
const KNOWN_MS = 30_000;
/** Short, so that a new address works at once even if somebody tried it before. */
const UNKNOWN_MS = 2_000;
const ENTRIES_MAX = 10_000;

export type HookCache = {
  /** What is remembered of an address: undefined when it has to be looked up. */
  peek(hash: Buffer): Promise<boolean> | undefined;
  /** Whether the address exists, from memory or by a look-up that requests of the same moment share. */
  has(hash: Buffer): Promise<boolean>;
  /** Storing found that it is gone. */
  forget(hash: Buffer): void;
};

/** Remembers for seconds which webhook addresses exist, so that most requests cost no look-up. */
export function createHookCache(
  lookUp: (hash: Buffer) => Promise<boolean>,
  { now = () => performance.now() } = {},
): HookCache {
  const entries = new Map<string, Entry>();

  const peek = (key: string) => {
    const entry = entries.get(key);
    return entry && entry.expiresAt > now() ? entry.hasHook : undefined;
  };
  const ask = (key: string, hash: Buffer) => {
    const hasHook = lookUp(hash);
    const entry = { hasHook, expiresAt: now() + KNOWN_MS };
    entries.delete(key);
    entries.set(key, entry);
    if (entries.size > ENTRIES_MAX) entries.delete(entries.keys().next().value ?? key);
    hasHook.then(
      (isKnown) => {
        if (!isKnown) entry.expiresAt = now() + UNKNOWN_MS;
      },
      () => entries.delete(key),
    );
    return hasHook;
  };

  return {
    peek: (hash) => peek(hash.toString("latin1")),
    has(hash) {
      const key = hash.toString("latin1");
      return peek(key) ?? ask(key, hash);
    },
    forget: (hash) => entries.delete(hash.toString("latin1")),
  };
}
