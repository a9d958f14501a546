import { isMadeSince } from "../request-time";
import type { ApiOwned } from "./api-types";

type Dated = Pick<ApiOwned, "id" | "created_at">;

/** The newest of the records that the request may have made, by the time of their creation; undefined where there is none. */
export function findMade<T extends Dated>(records: readonly T[], requestId: string): T | undefined {
  const made = records.filter(({ created_at }) => isMadeSince(requestId, created_at));
  return made.toSorted((a, b) => toTime(b) - toTime(a) || Number(b.id) - Number(a.id))[0];
}

function toTime({ created_at }: Dated) {
  return Date.parse(created_at ?? "");
}
