import type { CreateAttempt } from "./types";

/** The first of the candidates, the likeliest first, that no other create made; undefined when there is none. */
export async function findUntaken<T extends { id: string | number }>(
  candidates: readonly T[],
  isTaken: CreateAttempt["isTaken"] = async () => false,
): Promise<T | undefined> {
  for (const candidate of candidates) {
    if (!(await isTaken(String(candidate.id)))) return candidate;
  }
  return undefined;
}
