import { findUntaken } from "./find-untaken";
import { isMadeSince } from "./request-time";
import type { CreateAttempt } from "./types";

/**
 * Among records that look like the one of a create whose answer was lost, the newest that is not older than the request and that no
 * other create made; undefined when there is none.
 */
export async function findMade<T extends { id: string | number }>(
  candidates: readonly T[],
  {
    requestId,
    createdAtOf,
    attempt,
  }: {
    requestId: string;
    /** When a record was made, in ISO 8601; a record that does not tell is none of the request's. */
    createdAtOf: (record: T) => string | null | undefined;
    attempt: CreateAttempt | undefined;
  },
): Promise<T | undefined> {
  const toTime = (record: T) => Date.parse(createdAtOf(record) ?? "");
  const made = candidates.filter((record) => isMadeSince(requestId, createdAtOf(record)));
  const newest = made.toSorted((a, b) => toTime(b) - toTime(a) || compareIds(b, a));
  return findUntaken(newest, attempt?.isTaken);
}

/** Orders records by ids that grow, and may be too long for a number. */
export function compareIds(a: { id: string | number }, b: { id: string | number }): number {
  const [left, right] = [String(a.id), String(b.id)];
  return left.length - right.length || (left < right ? -1 : left > right ? 1 : 0);
}
