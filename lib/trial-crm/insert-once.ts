import "server-only";

/**
 * Inserts a record under its request id. The same request again gives the record that it made before (`isRepeat`); where
 * the CRM is told to take repeats, it makes another one, and the first stays the one that is found by the request id.
 */
export async function insertOnce<T>({
  requestId,
  allowsRepeats,
  insert,
  find,
}: {
  requestId: string | undefined;
  allowsRepeats: boolean;
  /** Inserts, or gives null where the request id is taken. */
  insert: (requestId: string | null) => Promise<T | undefined>;
  find: (requestId: string) => Promise<T | undefined>;
}): Promise<{ record: T; isRepeat: boolean }> {
  const inserted = await insert(requestId ?? null);
  if (inserted) return { record: inserted, isRepeat: false };
  const existing = allowsRepeats ? await insert(null) : requestId && (await find(requestId));
  if (!existing) throw new Error("A record was neither inserted nor found by its request id");
  return { record: existing, isRepeat: !allowsRepeats };
}
