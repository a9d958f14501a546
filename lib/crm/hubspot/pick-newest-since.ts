import { isMadeSince } from "../request-time";
import type { ApiRecord } from "./api-types";

/** Of records that the request may have made the one that was made last; null when all of them are older than the request. */
export function pickNewestSince(requestId: string, records: readonly ApiRecord[]): ApiRecord | null {
  const fresh = records.filter(({ createdAt }) => isMadeSince(requestId, createdAt));
  const [newest] = fresh.toSorted((a, b) => toTime(b) - toTime(a) || Number(b.id) - Number(a.id));
  return newest ?? null;
}

function toTime({ createdAt = "" }: ApiRecord) {
  return Date.parse(createdAt);
}
