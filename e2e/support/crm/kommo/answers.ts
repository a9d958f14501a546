/** A request that the fake refuses, with its answer. */
export class Refusal extends Error {
  constructor(readonly answer: () => Response) {
    super("Refused");
  }
}

export type Problem = { code: string; path: string; detail: string };

const PAGE_LIMIT_MAX = 250;
const PAGE_LIMIT_DEFAULT = 50;

export function hal(body: object): Response {
  return Response.json(body, { headers: { "content-type": "application/hal+json" } });
}

/** No result: 204 without a body. */
export function nothing(): Response {
  return new Response(null, { status: 204 });
}

export function refuse(status: number, title: string, detail: string, more: object = {}): Refusal {
  const body = { ...more, title, type: `https://httpstatus.es/${status}`, status, detail };
  const headers = { "content-type": "application/problem+json" };
  return new Refusal(() => Response.json(body, { status, headers }));
}

export function refuseInvalid(problems: Problem[], requestId = "0"): Refusal {
  return refuse(400, "Bad Request", "Request validation failed", {
    "validation-errors": [{ request_id: requestId, errors: problems }],
  });
}

/** The page of a list that the query asks for, at most `pageLimit` long. */
export function toPage(name: string, items: readonly object[], { url, pageLimit }: { url: URL; pageLimit: number }) {
  const asked = Number(url.searchParams.get("limit") ?? PAGE_LIMIT_DEFAULT);
  if (asked > PAGE_LIMIT_MAX) throw refuse(422, "Unprocessable Entity", `Limit ${PAGE_LIMIT_MAX} per page`);
  const limit = Math.min(asked, pageLimit);
  const page = Number(url.searchParams.get("page") ?? 1);
  const shown = items.slice((page - 1) * limit, page * limit);
  if (shown.length === 0) return nothing();
  const next = new URL(url);
  next.searchParams.set("page", String(page + 1));
  const hasNext = items.length > page * limit;
  return hal({
    _page: page,
    _links: { self: { href: url.href }, ...(hasNext && { next: { href: next.href } }) },
    _embedded: { [name]: shown },
  });
}

/** The answer to a write: ids, and none of the values. */
export function toWritten(name: string, records: readonly object[]): Response {
  return hal({ _links: { self: { href: "" } }, _embedded: { [name]: records } });
}

export function listIds(url: URL, name: string): number[] {
  return [...url.searchParams].flatMap(([key, value]) => (key.startsWith(`filter[${name}][`) ? [Number(value)] : []));
}
