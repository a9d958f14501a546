import { z } from "zod";
import { toInvalid } from "./problem";

const LIMIT_MAX = 100;

/** What every list takes: how much, and where it goes on. */
export const pageQuery = z.object({
  limit: z.coerce.number().int().min(1).max(LIMIT_MAX).default(50),
  cursor: z.string().min(1).max(200).optional(),
});
type PageQuery = z.output<typeof pageQuery>;

/** A page of a list; `next` is the cursor of the following one, null at the end. */
export function pageOf<Item extends z.ZodType>(item: Item) {
  return z.object({ items: z.array(item), next: z.string().nullable() });
}

/** The place in a list as a cursor, whose meaning is ours alone. */
export function toCursor(key: string): string {
  return Buffer.from(key).toString("base64url");
}

/**
 * The place that a cursor stands for, in the shape of `schema`; undefined without one.
 *
 * @throws ApiProblem `invalid` for one that this list did not give.
 */
export function readCursor<Key extends z.ZodType>(cursor: string | undefined, schema: Key): z.output<Key> | undefined {
  if (cursor === undefined) return undefined;
  const key = schema.safeParse(Buffer.from(cursor, "base64url").toString());
  if (!key.success) throw toInvalid(["cursor"]);
  return key.data;
}

/** One page of a short list, the newest first: ids sort by time, so that a cursor stays right while rows come and go. */
export function toPage<Row extends { id: string }>(rows: readonly Row[], { limit, cursor }: PageQuery) {
  const after = readCursor(cursor, z.uuid());
  const rest = rows
    .filter(({ id }) => after === undefined || id < after)
    .sort((one, other) => (one.id < other.id ? 1 : -1));
  const items = rest.slice(0, limit);
  const last = items.at(-1);
  return { items, next: last && rest.length > limit ? toCursor(last.id) : null };
}
