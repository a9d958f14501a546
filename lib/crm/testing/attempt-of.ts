import type { CreateAttempt } from "../types";

/** A create that was sent then, where other creates made the records of these ids. */
export function attemptOf(sentAt: Date, takenIds: readonly string[] = []): CreateAttempt {
  return { sentAt, isTaken: async (id) => takenIds.includes(id) };
}
