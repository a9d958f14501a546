import type { JsonValue } from "@/lib/json";

/** The zone that dates without one are read in. */
export const DEFAULT_TIME_ZONE = "Europe/Kyiv";

/** A day, or a moment in milliseconds since 1970. */
export type ParsedDate = { kind: "day"; year: number; month: number; day: number } | { kind: "moment"; at: number };

const MILLISECONDS_FROM = 1e11;
const SECONDS_FROM = 1e8;
const YEAR_MIN = 1900;
const YEAR_MAX = 2200;

const YEAR_FIRST = /^(\d{4})[-./](\d{1,2})[-./](\d{1,2})(?=$|[T,\s])/i;
const DAY_FIRST = /^(\d{1,2})[-./](\d{1,2})[-./](\d{4})(?=$|[,\s])/;
const COMPACT = /^(\d{4})(\d{2})(\d{2})$/;
const NAMED_MONTH = /^(\d{1,2})\s+(\p{L}+)\.?,?\s+(\d{4})(?:\s*(?:р\.|року))?(?=$|[,\s])/iu;
const TIME =
  /^(?:T|,?\s*(?:о\s+|at\s+)?)(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s*(Z|[+-]\d{2}:?\d{2}|[+-]\d{2})?$/i;

/** The first letters of the months, as they are declined in Ukrainian and named in English. */
const MONTHS: readonly (readonly string[])[] = [
  ["січ", "jan"],
  ["лют", "feb"],
  ["бер", "mar"],
  ["кві", "apr"],
  ["тра", "may"],
  ["чер", "jun"],
  ["лип", "jul"],
  ["сер", "aug"],
  ["вер", "sep"],
  ["жов", "oct"],
  ["лис", "nov"],
  ["гру", "dec"],
];

/**
 * Reads a date as people and machines write it, or gives null: Unix seconds and milliseconds (numbers or digits), ISO 8601,
 * `31.12.2026`, `31/12/2026`, `2026-12-31`, `20261231`, `31 грудня 2026`, each with or without a time (`10:30`, `10:30:00`).
 * The day comes before the month unless the year is first. A time without an offset is one of `timeZone`.
 */
export function parseDate(value: JsonValue, timeZone: string): ParsedDate | null {
  if (typeof value === "number") return fromUnix(value);
  if (typeof value !== "string" || value.length > 100) return null;

  const text = value.trim();
  const compact = COMPACT.exec(text);
  if (compact) return toDay(compact[1], compact[2], compact[3]);
  if (/^[1-9]\d{8,13}$/.test(text)) return fromUnix(Number(text));

  const found = readDay(text);
  if (!found) return null;
  const rest = text.slice(found.length).trimEnd();
  return rest === "" ? found.day : withTime(found.day, rest, timeZone);
}

/**
 * Writes a date. Without a format: `YYYY-MM-DD` for a day; for a moment ISO 8601, in UTC or with the zone's offset.
 * A format is text with the tokens `YYYY YY MM M DD D HH H mm ss`.
 */
export function formatDate(date: ParsedDate, format: string | null, timeZone: string): string {
  if (format === null && date.kind === "day") return dayText(date);
  if (format === null && date.kind === "moment" && timeZone === "UTC") return new Date(date.at).toISOString();

  const parts = date.kind === "day" ? { ...date, hour: 0, minute: 0, second: 0 } : partsInZone(date.at, timeZone);
  if (format === null) {
    const offset = date.kind === "day" ? 0 : offsetMinutes(date.at, timeZone);
    return `${dayText(parts)}T${two(parts.hour)}:${two(parts.minute)}:${two(parts.second)}${offsetText(offset)}`;
  }
  const tokens: Record<string, string> = {
    YYYY: String(parts.year).padStart(4, "0"),
    YY: two(parts.year % 100),
    MM: two(parts.month),
    M: String(parts.month),
    DD: two(parts.day),
    D: String(parts.day),
    HH: two(parts.hour),
    H: String(parts.hour),
    mm: two(parts.minute),
    ss: two(parts.second),
  };
  return format.replace(/YYYY|YY|MM?|DD?|HH?|mm|ss/g, (token) => tokens[token] ?? token);
}

/** The day of a date, as `YYYY-MM-DD`; of a moment, the day it has in the zone. */
export function toDayText(date: ParsedDate, timeZone: string): string {
  return dayText(date.kind === "day" ? date : partsInZone(date.at, timeZone));
}

/** The moment of a date in milliseconds; of a day, its midnight in the zone. */
export function toMoment(date: ParsedDate, timeZone: string): number {
  if (date.kind === "moment") return date.at;
  return fromZone(Date.UTC(date.year, date.month - 1, date.day), timeZone);
}

/** Whether a text is a date format: short, with at least one token. */
export function isDateFormat(format: string): boolean {
  return format.length <= 100 && /YY|M|D|H|mm|ss/.test(format);
}

/** Whether the name is a time zone that this machine knows. */
export function isTimeZone(name: string): boolean {
  try {
    return zoneFormat(name) !== undefined;
  } catch {
    return false;
  }
}

function fromUnix(value: number): ParsedDate | null {
  if (!Number.isFinite(value) || value < SECONDS_FROM) return null;
  const at = Math.trunc(value >= MILLISECONDS_FROM ? value : value * 1000);
  const year = new Date(at).getUTCFullYear();
  return year >= 1970 && year <= YEAR_MAX ? { kind: "moment", at } : null;
}

function readDay(text: string): { day: ParsedDate & { kind: "day" }; length: number } | null {
  const yearFirst = YEAR_FIRST.exec(text);
  if (yearFirst) return found(yearFirst, toDay(yearFirst[1], yearFirst[2], yearFirst[3]));
  const dayFirst = DAY_FIRST.exec(text);
  if (dayFirst) return found(dayFirst, toDay(dayFirst[3], dayFirst[2], dayFirst[1]));
  const named = NAMED_MONTH.exec(text);
  if (!named) return null;
  const name = (named[2] ?? "").toLowerCase();
  const month = MONTHS.findIndex((starts) => starts.some((start) => name.startsWith(start)));
  return found(named, toDay(named[3], String(month + 1), named[1]));
}

function found(match: RegExpExecArray, day: (ParsedDate & { kind: "day" }) | null) {
  return day && { day, length: match[0].length };
}

function toDay(yearText = "", monthText = "", dayOfMonth = ""): (ParsedDate & { kind: "day" }) | null {
  const [year, month, day] = [Number(yearText), Number(monthText), Number(dayOfMonth)];
  const date = new Date(Date.UTC(year, month - 1, day));
  const isReal = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return isReal && year >= YEAR_MIN && year <= YEAR_MAX ? { kind: "day", year, month, day } : null;
}

function withTime(day: ParsedDate & { kind: "day" }, rest: string, timeZone: string): ParsedDate | null {
  const time = TIME.exec(rest);
  if (!time) return null;
  const [hour, minute, second] = [Number(time[1]), Number(time[2]), Number(time[3] ?? 0)];
  if (hour > 23 || minute > 59 || second > 59) return null;

  const milliseconds = Math.trunc(Number(`0.${time[4] ?? 0}`) * 1000);
  const local = Date.UTC(day.year, day.month - 1, day.day, hour, minute, second, milliseconds);
  const offset = time[5];
  if (offset === undefined) return { kind: "moment", at: fromZone(local, timeZone) };
  return { kind: "moment", at: local - offsetOf(offset) * 60_000 };
}

function offsetOf(text: string): number {
  if (/^z$/i.test(text)) return 0;
  const minutes = Number(text.slice(1, 3)) * 60 + Number(text.slice(3).replace(":", "") || 0);
  return text.startsWith("-") ? -minutes : minutes;
}

/** The moment at which the zone's clocks show `local`; in the hour that is skipped in spring, one hour later. */
function fromZone(local: number, timeZone: string): number {
  const guess = local - offsetMinutes(local, timeZone) * 60_000;
  return local - offsetMinutes(guess, timeZone) * 60_000;
}

function offsetMinutes(at: number, timeZone: string): number {
  const { year, month, day, hour, minute, second } = partsInZone(at, timeZone);
  return Math.round((Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(at / 1000) * 1000) / 60_000);
}

function partsInZone(at: number, timeZone: string) {
  const parts = new Map(
    zoneFormat(timeZone)
      .formatToParts(at)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const read = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? 0;
  return {
    year: read("year"),
    month: read("month"),
    day: read("day"),
    hour: read("hour"),
    minute: read("minute"),
    second: read("second"),
  };
}

const ZONE_FORMATS_MAX = 500;
const zoneFormats = new Map<string, Intl.DateTimeFormat>();

/** Kept, since making a formatter is slow. */
function zoneFormat(timeZone: string): Intl.DateTimeFormat {
  const known = zoneFormats.get(timeZone);
  if (known) return known;
  const format = new Intl.DateTimeFormat("en-GB", {
    timeZone,
    calendar: "gregory",
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  });
  // A zone has many spellings (letter case), so that the map is bounded by number and not by the zones there are.
  if (zoneFormats.size >= ZONE_FORMATS_MAX) zoneFormats.clear();
  zoneFormats.set(timeZone, format);
  return format;
}

function dayText({ year, month, day }: { year: number; month: number; day: number }): string {
  return `${String(year).padStart(4, "0")}-${two(month)}-${two(day)}`;
}

function offsetText(minutes: number): string {
  const size = Math.abs(minutes);
  return `${minutes < 0 ? "-" : "+"}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}

function two(value: number): string {
  return String(value).padStart(2, "0");
}
