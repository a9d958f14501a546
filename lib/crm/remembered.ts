import { type Clock, systemClock } from "./clock";

/** Values that this process remembers by their keys for a time; of too many the one that was kept longest ago is forgotten. */
export function createRemembered<T>({
  ageMsMax,
  entriesMax,
  clock = systemClock,
}: {
  ageMsMax: number;
  entriesMax: number;
  clock?: Clock;
}) {
  const kept = new Map<string, { value: T; at: number }>();
  return {
    /** Undefined where nothing is remembered, or where it is too old. */
    get(key: string): T | undefined {
      const found = kept.get(key);
      if (found && clock.now() - found.at < ageMsMax) return found.value;
      kept.delete(key);
      return undefined;
    },
    set(key: string, value: T): void {
      kept.delete(key);
      kept.set(key, { value, at: clock.now() });
      const [oldest] = kept.keys();
      if (kept.size > entriesMax && oldest !== undefined) kept.delete(oldest);
    },
    forget(key: string): void {
      kept.delete(key);
    },
  };
}
