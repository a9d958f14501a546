import { isMadeSince } from "../request-time";
import type { ApiRecord } from "./api-types";
import { readText } from "./record";

/** Of records that the request may have made the one that was made last; null when all of them are older than the request. */
export function pickNewestSince(requestId: string, records: readonly ApiRecord[]): ApiRecord | null {
  const fresh = records.filter((record) => isMadeSince(requestId, readText(record.Created_Time)));
  const [newest] = fresh.toSorted((a, b) => toTime(b) - toTime(a) || compareIds(b, a));
  return newest ?? null;
}

/** By their ids, which grow, and are too long for a number. */
export function compareIds(a: Pick<ApiRecord, "id">, b: Pick<ApiRecord, "id">): number {
  return a.id.length - b.id.length || (a.id < b.id ? -1 : 1);
}

function toTime({ Created_Time }: ApiRecord) {
  return Date.parse(readText(Created_Time) ?? "");
}
