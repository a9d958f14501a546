import { isJsonObject, type JsonObject, type JsonValue } from "@/lib/json";
import type { Path } from "./path";

/** Names of the objects met so far, by their folded form; kept for one event, so that a large object is gone through once. */
export type FoldedNames = WeakMap<JsonObject, Map<string, string>>;

/**
 * The value at a path, or undefined when the root has none there.
 *
 * Reads own names only. At each object the exact name wins, then the whole rest of the path as one exact name, then the
 * same two with letter case (and Unicode composition) put aside. A list is read by index. A leading `0` that the root does not have is passed over.
 *
 * @example
 * readPath(path, { contact: { variables: { "adresa.misto": "Самбір" } } }) // for contact.variables.adresa.misto => "Самбір"
 */
export function readPath(path: Path, root: JsonValue, names: FoldedNames = new WeakMap()): JsonValue | undefined {
  const found = readFrom(path, 0, root, names);
  if (found !== undefined || path.segments[0] !== "0" || path.segments.length === 1) return found;
  return readFrom(path, 1, root, names);
}

function readFrom(path: Path, index: number, value: JsonValue, names: FoldedNames): JsonValue | undefined {
  const name = path.segments[index];
  if (name === undefined) return value;
  if (Array.isArray(value)) {
    const item = /^(?:0|[1-9]\d{0,8})$/.test(name) ? value[Number(name)] : undefined;
    return item === undefined ? undefined : readFrom(path, index + 1, item, names);
  }
  if (!isJsonObject(value)) return undefined;

  const rest = path.rests[index] ?? null;
  const exact = readOwn(value, name);
  const found = exact === undefined ? undefined : readFrom(path, index + 1, exact, names);
  if (found !== undefined) return found;
  const whole = rest === null ? undefined : readOwn(value, rest);
  if (whole !== undefined) return whole;

  const like = exact === undefined ? readLike(value, name, names) : undefined;
  const foundLike = like === undefined ? undefined : readFrom(path, index + 1, like, names);
  if (foundLike !== undefined || rest === null) return foundLike;
  return readLike(value, rest, names);
}

function readOwn(object: JsonObject, name: string): JsonValue | undefined {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}

function readLike(object: JsonObject, name: string, names: FoldedNames): JsonValue | undefined {
  const own = foldNames(object, names).get(fold(name));
  return own === undefined ? undefined : object[own];
}

function foldNames(object: JsonObject, names: FoldedNames): Map<string, string> {
  const known = names.get(object);
  if (known) return known;

  const folded = new Map<string, string>();
  for (const name of Object.keys(object)) {
    const key = fold(name);
    if (!folded.has(key)) folded.set(key, name);
  }
  names.set(object, folded);
  return folded;
}

/** One form for texts that differ only in letter case or in how their letters are composed. */
export function fold(text: string): string {
  return text.normalize("NFC").toLowerCase();
}
