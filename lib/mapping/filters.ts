import type { JsonValue } from "@/lib/json";
import { formatDate, isDateFormat, isTimeZone, parseDate } from "./date";
import { LIST_ITEMS_MAX, TEXT_CHARS_MAX } from "./limits";
import type { FilterArg } from "./parse-template";
import { fold } from "./read-path";
import type { RenderScope } from "./render-scope";
import { isBlank, scalarText } from "./value-text";

export type FilterValue = JsonValue | undefined;

/** One filter with its arguments read: turns a value into another, and reports to the scope what it could not do. */
export type FilterRun = (value: FilterValue, scope: RenderScope) => FilterValue;

type Scalar = string | number | boolean;

/** Characters that reading and writing a date counts for: zones make it slower than its length says. */
const DATE_COST = 250;

/** Reads a filter's arguments; null when they do not suit it. */
type Filter = (args: readonly FilterArg[]) => FilterRun | null;

/**
 * Every filter a template may use. Those that change text change each item of a list; a blank value stays blank in all
 * but `default`.
 *
 * - `default: "text"`: the text in place of a blank value
 * - `first`, `last`: of a list
 * - `join: ", "`, `split: ","`: a list into text and back; `split` trims the items and drops blank ones
 * - `upper`, `lower`, `capitalize` (the first letter), `trim`
 * - `digits`: nothing but the digits
 * - `replace: "old", "new"`: every occurrence, letter for letter; without "new" it is removed
 * - `truncate: 50, "…"`: at most so many characters, the ending included
 * - `date: "DD.MM.YYYY HH:mm", "Europe/Kyiv"`: the date in this form, by default ISO 8601; see `parseDate`
 * - `map: "from" => "to", * => "other"`: a lookup table, letter case put aside; blank when no line suits
 * - `json`: lists and objects as JSON text
 */
export const FILTERS = {
  default: withValues(
    1,
    1,
    ([text = ""]) =>
      (value) =>
        isBlank(value) ? text : value,
  ),
  first: withValues(0, 0, () => (value) => (Array.isArray(value) ? value.find((item) => !isBlank(item)) : value)),
  last: withValues(0, 0, () => (value) => (Array.isArray(value) ? value.findLast((item) => !isBlank(item)) : value)),
  join: withValues(
    0,
    1,
    ([separator = ", "]) =>
      (value, scope) =>
        joinItems(value, separator, scope),
  ),
  split: withValues(0, 1, ([separator = ","]) => (separator === "" ? null : (value) => splitText(value, separator))),
  upper: withValues(0, 0, () => onText((text) => text.toLocaleUpperCase("uk"))),
  lower: withValues(0, 0, () => onText((text) => text.toLocaleLowerCase("uk"))),
  capitalize: withValues(0, 0, () => onText((text) => text.replace(/\p{L}/u, (char) => char.toLocaleUpperCase("uk")))),
  trim: withValues(0, 0, () => onText((text) => text.trim())),
  digits: withValues(0, 0, () => onText((text) => text.normalize("NFKC").replace(/[^0-9]+/g, ""))),
  replace: withValues(1, 2, ([from = "", to = ""]) =>
    from === "" ? null : onText((text) => replaceAll(text, from, to)),
  ),
  truncate: withValues(1, 2, ([length = "", ending = "…"]) => {
    const max = /^\d{1,6}$/.test(length) ? Number(length) : 0;
    return max < 1 ? null : onText((text) => truncate(text, max, ending));
  }),
  date: withValues(0, 2, ([format = null, zone = null]) => {
    if ((format !== null && !isDateFormat(format)) || (zone !== null && !isTimeZone(zone))) return null;
    return onItems((value, scope) => {
      if (!scope.spend(DATE_COST)) return "";
      const date = parseDate(value, zone ?? scope.timeZone);
      if (date) return formatDate(date, format, zone ?? (format === null ? "UTC" : scope.timeZone));
      scope.report("not_a_date");
      return "";
    });
  }),
  map: (args) => {
    if (args.length === 0 || args.some((arg) => arg.kind === "value")) return null;
    const table = new Map(
      args.flatMap((arg) => (arg.kind === "pair" ? [[tableKey(arg.from), arg.text] as const] : [])),
    );
    const other = args.find((arg) => arg.kind === "else")?.text;
    return onText((text) => table.get(tableKey(text)) ?? other ?? "");
  },
  json: withValues(0, 0, () => (value, scope) => {
    const text = isBlank(value) ? "" : JSON.stringify(value);
    return scope.spend(text.length) ? text : null;
  }),
} satisfies Record<string, Filter>;

export type FilterName = keyof typeof FILTERS;

/** A filter that takes so many plain arguments. */
function withValues(min: number, max: number, prepare: (texts: readonly string[]) => FilterRun | null): Filter {
  return (args) => {
    if (args.length < min || args.length > max || args.some((arg) => arg.kind !== "value")) return null;
    return prepare(args.map((arg) => arg.text));
  };
}

function onText(change: (text: string) => string): FilterRun {
  return onItems((value) => change(scalarText(value)));
}

/** Runs on each item of a list. Blank values stay blank; an object, and a list inside a list, becomes blank. */
function onItems(change: (value: Scalar, scope: RenderScope) => string): FilterRun {
  const changeOne = (value: JsonValue, scope: RenderScope): JsonValue => {
    if (!isReadable(value, scope) || !scope.spend(0)) return null;
    const text = change(value, scope);
    return scope.spend(text.length) ? text : null;
  };
  return (value, scope) => {
    if (Array.isArray(value)) return value.map((item) => changeOne(item, scope));
    return value === undefined ? undefined : changeOne(value, scope);
  };
}

/** Whether a value has a text; reports the one that only looks as if it had. */
function isReadable(value: JsonValue, scope: RenderScope): value is Scalar {
  if (isBlank(value)) return false;
  if (typeof value === "object") scope.report("object_in_text");
  return typeof value !== "object";
}

function joinItems(value: FilterValue, separator: string, scope: RenderScope): FilterValue {
  if (!Array.isArray(value)) return value;
  const pieces: string[] = [];
  let length = 0;
  for (const item of value) {
    // One past the bound, so that whoever cuts the text sees that there was more.
    if (length > TEXT_CHARS_MAX) break;
    if (!isReadable(item, scope)) continue;
    const text = scalarText(item);
    pieces.push(text);
    length += text.length + separator.length;
  }
  return pieces.join(separator);
}

function splitText(value: FilterValue, separator: string): FilterValue {
  if (typeof value === "object" || isBlank(value)) return value;
  return scalarText(value)
    .split(separator, LIST_ITEMS_MAX)
    .map((item) => item.trim())
    .filter((item) => item !== "");
}

/** Like `replaceAll`, but stops when the result is longer than a text may be. */
function replaceAll(text: string, from: string, to: string): string {
  const pieces: string[] = [];
  let length = 0;
  let at = 0;
  while (length <= TEXT_CHARS_MAX) {
    const found = text.indexOf(from, at);
    if (found < 0) break;
    pieces.push(text.slice(at, found), to);
    length += found - at + to.length;
    at = found + from.length;
  }
  return pieces.join("") + text.slice(at);
}

function truncate(text: string, max: number, ending: string): string {
  const chars = [...text];
  if (chars.length <= max) return text;
  const endingChars = [...ending].slice(0, max);
  return (
    chars
      .slice(0, max - endingChars.length)
      .join("")
      .trimEnd() + endingChars.join("")
  );
}

function tableKey(text: string): string {
  return fold(text.trim());
}
