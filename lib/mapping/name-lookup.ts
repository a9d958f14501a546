import { fold } from "./read-path";

/** A record that is found by its id or by one of its names. */
export type Named = { id: string; names: readonly string[] };

/** The id of the record that a text means, or null. */
export type NameLookup = (text: string) => string | null;

/**
 * Looks records up by id, then by exact name, then with letter case put aside; of several with one name the first is
 * found. Built once, so that a list of a thousand items is not compared with each of a thousand options.
 */
export function createNameLookup(records: readonly Named[]): NameLookup {
  const ids = new Map(records.map(({ id }) => [id, id]));
  const exact = new Map<string, string>();
  const folded = new Map<string, string>();
  for (const { id, names } of records) {
    for (const name of names) {
      if (!exact.has(name)) exact.set(name, id);
      const key = fold(name.trim());
      if (!folded.has(key)) folded.set(key, id);
    }
  }
  return (text) => ids.get(text) ?? exact.get(text) ?? folded.get(fold(text)) ?? null;
}
