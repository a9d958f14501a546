/** Clocks differ: a record may seem to be a little older than the request that made it. */
const CLOCKS_MS_MAX = 60_000;

/** When a request was first made, from an id of version 7, which begins with its milliseconds; null for other ids. */
export function readRequestTime(requestId: string): Date | null {
  const digits = requestId.replaceAll("-", "");
  return /^[0-9a-f]{12}7[0-9a-f]{19}$/i.test(digits) ? new Date(Number.parseInt(digits.slice(0, 12), 16)) : null;
}

/** The time from which on a record may have been made by the request; null where the id does not say. */
export function toEarliestCreation(requestId: string): Date | null {
  const madeAt = readRequestTime(requestId);
  return madeAt && new Date(madeAt.getTime() - CLOCKS_MS_MAX);
}

/** Whether a record may have been made by the request: by the time of its creation (ISO 8601), which the CRM may not tell. */
export function isMadeSince(requestId: string, createdAt: string | null | undefined): boolean {
  const earliest = toEarliestCreation(requestId);
  return earliest !== null && Date.parse(createdAt ?? "") >= earliest.getTime();
}
