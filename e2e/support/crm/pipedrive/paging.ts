import { ok, Refusal } from "./answers";

const LIMIT_MAX = 500;

/** A page of v2: an opaque cursor leads to the next one. */
export function toPage<T>(
  rows: T[],
  query: URLSearchParams,
  toData: (page: T[]) => unknown = (page) => page,
): Response {
  const limit = readLimit(query);
  const from = readCursor(query.get("cursor"));
  const next = from + limit < rows.length ? encodeCursor(from + limit) : null;
  return ok(toData(rows.slice(from, from + limit)), { more: { next_cursor: next } });
}

/** A page of v1: by the number of its first row. */
export function toOldPage<T>(rows: T[], query: URLSearchParams): Response {
  const start = Number(query.get("start") ?? 0);
  const limit = readLimit(query);
  const hasMore = start + limit < rows.length;
  const pagination = {
    start,
    limit,
    more_items_in_collection: hasMore,
    ...(hasMore && { next_start: start + limit }),
  };
  const page = rows.slice(start, start + limit);
  // v1 gives null for no rows.
  return ok(page.length > 0 ? page : null, { more: { pagination } });
}

/** In the order that was asked for; by id otherwise. */
export function toSorted<T extends { id: number; add_time: string }>(rows: Iterable<T>, query: URLSearchParams): T[] {
  const byTime = query.get("sort_by") === "add_time";
  const sign = query.get("sort_direction") === "desc" ? -1 : 1;
  return [...rows].sort((a, b) => sign * ((byTime ? a.add_time.localeCompare(b.add_time) : 0) || a.id - b.id));
}

function readLimit(query: URLSearchParams) {
  const limit = Number(query.get("limit") ?? 100);
  if (!Number.isInteger(limit) || limit < 1 || limit > LIMIT_MAX) throw new Refusal(400, "limit: out of range");
  return limit;
}

function encodeCursor(from: number) {
  return Buffer.from(JSON.stringify({ from })).toString("base64");
}

function readCursor(cursor: string | null): number {
  if (cursor === null) return 0;
  try {
    return Number(JSON.parse(Buffer.from(cursor, "base64").toString()).from);
  } catch {
    throw new Refusal(400, "Invalid cursor");
  }
}
