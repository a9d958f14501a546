import { isMadeSince } from "../request-time";
import type { ApiRecord } from "./api-types";
import { readText } from "./record";

/** Of these records those that the request may have made, as they are not older; the newest first. */
export function listNewestSince(requestId: string, records: readonly ApiRecord[]): ApiRecord[] {
  const fresh = records.filter((record) => isMadeSince(requestId, readText(record.Created_Time)));
  return fresh.toSorted((a, b) => toTime(b) - toTime(a) || compareIds(b, a));
}

/** By their ids, which grow, and are too long for a number. */
export function compareIds(a: Pick<ApiRecord, "id">, b: Pick<ApiRecord, "id">): number {
  return a.id.length - b.id.length || (a.id < b.id ? -1 : 1);
}

function toTime({ Created_Time }: ApiRecord) {
  return Date.parse(readText(Created_Time) ?? "");
}
