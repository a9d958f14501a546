import { isMadeSince } from "../request-time";
import type { ApiOwned } from "./api-types";

type Dated = Pick<ApiOwned, "id" | "created_at">;

/** Of these records those that the request may have made, by the time of their creation; the newest first. */
export function listMade<T extends Dated>(records: readonly T[], requestId: string): T[] {
  const made = records.filter(({ created_at }) => isMadeSince(requestId, created_at));
  return made.toSorted((a, b) => toTime(b) - toTime(a) || Number(b.id) - Number(a.id));
}

function toTime({ created_at }: Dated) {
  return Date.parse(created_at ?? "");
}
