import type { JsonValue } from "@/lib/json";
import { type ParsedDate, parseDate, toMoment } from "@/lib/mapping/date";
import { parseNumber } from "@/lib/mapping/parse-number";

/** What a value is compared with: a number, or a time with its first and the first millisecond after it. A day lasts until the next midnight. */
export type Bound = { kind: "number"; value: number } | { kind: "time"; from: number; until: number };

/** Reads a number, with comma or point, or else a date; null when the text is neither. */
export function parseBound(text: string, timeZone: string): Bound | null {
  const value = parseNumber(text);
  return value === null ? parseTime(text, timeZone) : { kind: "number", value };
}

/** Reads a date as ISO 8601, `DD.MM.YYYY`, or Unix time in seconds or milliseconds; null when the text is none. */
export function parseTime(text: string, timeZone: string): Bound | null {
  const date = parseDate(text, timeZone);
  return date && toTime(date, timeZone);
}

/** A value as one that can be compared with the bound, or null when it is of another kind. */
export function comparable(value: JsonValue, bound: Bound, timeZone: string): Bound | null {
  if (typeof value !== "string" && typeof value !== "number") return null;
  if (bound.kind === "time") {
    const date = parseDate(value, timeZone);
    return date && toTime(date, timeZone);
  }
  const number = typeof value === "number" ? value : parseNumber(value);
  return number === null ? null : { kind: "number", value: number };
}

/** Negative when the value lies before the bound, positive when after it, 0 when on it: on the same day, where the bound is a day. */
export function compareTo(value: Bound, bound: Bound): number {
  if (value.kind === "number" && bound.kind === "number") return Math.sign(value.value - bound.value);
  if (value.kind !== "time" || bound.kind !== "time") return Number.NaN;
  if (value.from < bound.from) return -1;
  return value.from >= bound.until ? 1 : 0;
}

function toTime(date: ParsedDate, timeZone: string): Bound {
  const from = toMoment(date, timeZone);
  if (date.kind === "moment") return { kind: "time", from, until: from + 1 };
  return { kind: "time", from, until: toMoment({ ...date, day: date.day + 1 }, timeZone) };
}
