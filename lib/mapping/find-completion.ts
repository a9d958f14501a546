import { FILTERS } from "./filters";
import { skipSpaces } from "./path";
import { listSegments } from "./template-segments";

/** What is being typed inside of a hole: `query` stands from `from` to `to` and makes room for the choice. */
export type Completion = { kind: "path" | "filter"; query: string; from: number; to: number };

const FILTER_START = /\|\s*([\p{L}_][\p{L}\p{N}_]*)?$/u;

/**
 * What the text before the caret asks to be completed: a path after `{{`, a filter after `|`; null outside of holes and behind
 * a filter's name.
 *
 * @example
 * findCompletion("Чат {{cont", 10) // => { kind: "path", query: "cont", from: 6, to: 10 }
 */
export function findCompletion(text: string, caret: number): Completion | null {
  const segment = listSegments(text).find(
    ({ kind, start, end }) => kind !== "text" && start + 2 <= caret && caret <= end,
  );
  if (!segment || (segment.kind === "hole" && caret > segment.end - 2)) return null;
  const typed = text.slice(segment.start, caret);
  if (typed.includes("}}") || typed.includes("\n")) return null;

  const bar = typed.lastIndexOf("|");
  if (bar < 0) {
    const from = skipSpaces(text, segment.start + 2);
    return from > caret ? null : { kind: "path", query: text.slice(from, caret), from, to: caret };
  }
  const filter = FILTER_START.exec(typed);
  if (!filter) return null;
  const query = filter[1] ?? "";
  return { kind: "filter", query, from: caret - query.length, to: caret };
}

/**
 * Puts the choice in place of what was typed, and closes the hole where nothing closes it yet. Gives the text with the caret
 * where typing goes on: behind the hole after a path, before its end after a filter.
 */
export function applyCompletion(
  text: string,
  { kind, from, to }: Completion,
  choice: string,
): { text: string; caret: number } {
  const rest = text.slice(restOfName(text, to));
  const isClosed = /^[^{\n]*?\}\}/.test(rest);
  const insert = kind === "filter" ? `${/\|$/.test(text.slice(0, from)) ? " " : ""}${choice}` : choice;
  const end = isClosed ? "" : "}}";
  const behind = kind === "path" && rest.startsWith("}}") ? 2 : 0;
  const caret = from + insert.length + (isClosed ? behind : kind === "path" ? 2 : 0);
  return { text: text.slice(0, from) + insert + end + rest, caret };
}

/** Names of the filters that begin with what was typed, then those that hold it. */
export function listFilterNames(query: string): (keyof typeof FILTERS)[] {
  const wanted = query.toLowerCase();
  const names = Object.keys(FILTERS) as (keyof typeof FILTERS)[];
  const starts = names.filter((name) => name.startsWith(wanted));
  return [...starts, ...names.filter((name) => !name.startsWith(wanted) && name.includes(wanted))];
}

/** Where the name that the caret stands in ends, so that the choice takes its place as a whole. */
function restOfName(text: string, caret: number): number {
  const rest = /^[\p{L}\p{N}_.[\]"'-]*/u.exec(text.slice(caret))?.[0] ?? "";
  return caret + rest.length;
}
