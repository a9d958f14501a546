/** Lists that cost less than others. */
const SHORT_LISTS: readonly string[] = ["/pipelines", "/stages"];

/** Tokens that a call takes from the company's budget of the day. Source: `x-token-cost` of Pipedrive's OpenAPI documents. */
export function toTokenCost({
  version,
  path,
  method,
  isOne,
}: {
  version: "v1" | "v2";
  path: string;
  method: string;
  /** Whether one record is asked for by its id. */
  isOne: boolean;
}): number {
  if (version === "v1") {
    if (method !== "GET") return 10;
    return path === "/users/me" ? 2 : 20;
  }
  if (method !== "GET") return 5;
  if (path.endsWith("/search")) return 20;
  if (isOne) return 1;
  return SHORT_LISTS.includes(path) ? 5 : 10;
}
