import { isJsonObject, type JsonObject, type JsonValue } from "@/lib/json";
import { PATH_SEGMENTS_MAX } from "@/lib/mapping/limits";
import { formatPath } from "@/lib/mapping/path";
import { cutAt, scalarText } from "@/lib/mapping/value-text";

/** A place in events that holds a value. `values` are the different texts found there, the most frequent first. */
export type EventField = { path: string; values: string[] };

const FIELDS_MAX = 300;
const VALUES_MAX = 50;
const VALUE_CHARS_MAX = 200;
/** Different texts that are counted at one place, so that one which is different in every event costs no more. */
const COUNTED_MAX = 500;

/**
 * The places of these events that a condition can look at, in the order in which they are met. A list of plain values is one
 * place, as a condition looks at all its items; of a list of objects the first one is looked into. A place that was blank in all
 * events has no values.
 *
 * @example
 * listEventFields([{ service: "telegram", contact: { tags: ["VIP", "new"] } }])
 * // => [{ path: "service", values: ["telegram"] }, { path: "contact.tags", values: ["VIP", "new"] }]
 */
export function listEventFields(events: readonly JsonObject[]): EventField[] {
  const found: Found = new Map();
  for (const event of events) visitObject(event, [], found);
  return [...found].map(([path, counts]) => ({
    path,
    values: [...counts]
      .sort(([, left], [, right]) => right - left)
      .slice(0, VALUES_MAX)
      .map(([text]) => text),
  }));
}

type Found = Map<string, Map<string, number>>;

function visitObject(object: JsonObject, names: readonly string[], found: Found): void {
  if (names.length >= PATH_SEGMENTS_MAX) return;
  for (const [name, value] of Object.entries(object)) visit(value, [...names, name], found);
}

function visit(value: JsonValue, names: readonly string[], found: Found): void {
  if (isJsonObject(value)) {
    visitObject(value, names, found);
    return;
  }
  const first = Array.isArray(value) ? value[0] : undefined;
  if (isJsonObject(first)) {
    visitObject(first, [...names, "0"], found);
    return;
  }
  const path = formatPath(names);
  const counts = found.get(path) ?? new Map<string, number>();
  if (!found.has(path) && found.size >= FIELDS_MAX) return;
  found.set(path, counts);
  for (const item of Array.isArray(value) ? value.slice(0, VALUES_MAX) : [value]) {
    const text = cutAt(scalarText(item).trim(), VALUE_CHARS_MAX);
    if (text !== "" && (counts.has(text) || counts.size < COUNTED_MAX)) counts.set(text, (counts.get(text) ?? 0) + 1);
  }
}
