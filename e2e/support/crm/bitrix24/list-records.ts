import { listItems, type Params, toParams } from "./php-query";

export type PortalRecord = Record<string, unknown> & { ID: string };
export type Page = { rows: unknown[]; total: number; next?: number };

/** Nobody can ask for other pages. */
const PAGE_ROWS = 50;
const FILTER_NAME = /^(>=|<=|!=|!@|=%|>|<|@|%|=|!)?(.+)$/;
const MULTIFIELDS = ["PHONE", "EMAIL", "IM"];

/** A list as the old methods give it: filters that are not known are passed over, and so is all that `select` does not name. */
export function listRecords(records: readonly PortalRecord[], params: Params, known: readonly string[]): Page {
  const filter = Object.entries(toParams(params.filter));
  const found = records.filter((record) => filter.every(([name, value]) => passes(record, { name, value, known })));
  const [[orderBy, direction] = ["ID", "ASC"]] = Object.entries(toParams(params.order));
  found.sort((a, b) => compare(a[orderBy], b[orderBy]) * (String(direction).toUpperCase() === "DESC" ? -1 : 1));
  return toPage(
    found.map((record) => pick(record, Array.isArray(params.select) ? params.select : ["*"])),
    params.start,
  );
}

export function toPage(rows: unknown[], start: unknown): Page {
  const from = Number(start ?? 0);
  const to = from + PAGE_ROWS;
  return { rows: rows.slice(from, to), total: rows.length, ...(to < rows.length && { next: to }) };
}

function passes(
  record: PortalRecord,
  { name, value, known }: { name: string; value: unknown; known: readonly string[] },
) {
  const [, operator = "=", field = ""] = FILTER_NAME.exec(name) ?? [];
  if (!known.includes(field)) return true;
  const wanted = (Array.isArray(value) ? value : [value]).map(String);
  const held = MULTIFIELDS.includes(field)
    ? listItems(record[field]).map(({ VALUE }) => String(VALUE))
    : [String(record[field] ?? "")];
  const isAmong = held.some((item) => wanted.includes(item));
  if (operator === "!" || operator === "!=" || operator === "!@") return !isAmong;
  if (operator === "%") return held.some((item) => item.includes(wanted[0] ?? ""));
  return isAmong;
}

/** `*` is every field but the customer's own and those of several values. */
function pick(record: PortalRecord, select: readonly string[]) {
  const isOwn = (name: string) => name.startsWith("UF_");
  const isNamed = (name: string) =>
    select.includes(name) ||
    (select.includes("UF_*") && isOwn(name)) ||
    (select.includes("*") && !isOwn(name) && !MULTIFIELDS.includes(name));
  return Object.fromEntries(Object.entries(record).filter(([name]) => name === "ID" || isNamed(name)));
}

function compare(a: unknown, b: unknown) {
  return Number(a) - Number(b) || String(a).localeCompare(String(b));
}
