import { isMadeSince } from "../request-time";
import type { ApiRecord } from "./api-types";

/** Of these records those that the request may have made, as they are not older; the newest first. */
export function listNewestSince(requestId: string, records: readonly ApiRecord[]): ApiRecord[] {
  const fresh = records.filter(({ createdAt }) => isMadeSince(requestId, createdAt));
  return fresh.toSorted((a, b) => toTime(b) - toTime(a) || Number(b.id) - Number(a.id));
}

function toTime({ createdAt = "" }: ApiRecord) {
  return Date.parse(createdAt);
}
