import { isJsonObject, type JsonObject, type JsonValue } from "@/lib/json";
import { formatPath, type Path, parsePath } from "./path";
import { type FoldedNames, fold, readPath } from "./read-path";
import type { RenderContext } from "./render-scope";
import { isBlank, scalarText } from "./value-text";

/** A path that some of the events have; `example` is the text of the first value there that is not blank. */
export type KnownPath = { path: string; example: string };

/** How many of the last events tell which paths there are. */
export const PATH_EVENTS_MAX = 20;

const PATHS_MAX = 2_000;
const ITEMS_MAX = 20;
const DEPTH_MAX = 12;
const EXAMPLE_CHARS_MAX = 80;

/** The paths to all plain values of the events, and to lists of them, in the order of the events; at most 2,000. */
export function listPaths(events: readonly JsonObject[]): KnownPath[] {
  const found = new Map<string, string>();
  const add = (names: readonly string[], value: JsonValue) => {
    const path = formatPath(names);
    if (!found.get(path) && (found.has(path) || found.size < PATHS_MAX)) found.set(path, toExample(value));
  };
  const walk = (value: JsonValue, names: readonly string[]) => {
    if (names.length > DEPTH_MAX) return;
    if (Array.isArray(value)) {
      if (value.every((item) => typeof item !== "object" || item === null)) add(names, value);
      for (const [index, item] of value.slice(0, ITEMS_MAX).entries()) walk(item, [...names, String(index)]);
    } else if (isJsonObject(value)) {
      for (const [name, child] of Object.entries(value)) walk(child, [...names, name]);
    } else if (names.length > 0) add(names, value);
  };
  for (const event of events) walk(event, []);
  return [...found].map(([path, example]) => ({ path, example }));
}

/** Says of a path whether any of the last events has it, blank or not, or what a template can read besides them. */
export function createPathCheck(events: readonly JsonObject[], context: RenderContext): (path: Path) => boolean {
  const names: FoldedNames = new WeakMap();
  const roots = [...events.slice(0, PATH_EVENTS_MAX), context];
  return (path) => roots.some((root) => readPath(path, root, names) !== undefined);
}

/** The paths that hold what was typed, those of whose last names begin with it first. */
export function searchPaths(paths: readonly KnownPath[], query: string): KnownPath[] {
  const wanted = fold(query.trim());
  if (wanted === "") return [...paths];
  const rank = ({ path, example }: KnownPath) => {
    const text = fold(path);
    // Of two that suit alike, the one that holds something.
    const blank = example === "" ? 0.5 : 0;
    if (text.startsWith(wanted)) return blank;
    if (text.slice(text.lastIndexOf(".") + 1).startsWith(wanted)) return 1 + blank;
    return text.includes(wanted) ? 2 + blank : 3;
  };
  return paths
    .map((path) => ({ path, rank: rank(path) }))
    .filter((each) => each.rank < 3)
    .sort((one, other) => one.rank - other.rank)
    .map(({ path }) => path);
}

function toExample(value: JsonValue): string {
  if (isBlank(value)) return "";
  const text = Array.isArray(value) ? value.map(scalarText).join(", ") : scalarText(value);
  return text.length > EXAMPLE_CHARS_MAX ? `${[...text.slice(0, EXAMPLE_CHARS_MAX)].join("")}…` : text;
}

const VALUES_MAX = 30;

/** The different short texts that the events have at a path, to choose from; none when the path cannot be read. */
export function listValuesAt(path: string, events: readonly JsonObject[]): string[] {
  const parsed = parsePath(path);
  if (!parsed.ok) return [];
  const texts = events.map((event) => scalarText(readPath(parsed.path, event)));
  const short = texts.filter((text) => text.trim() !== "" && text.length <= EXAMPLE_CHARS_MAX);
  return [...new Set(short)].slice(0, VALUES_MAX);
}
