import { Refusal } from "../refusal";

export function invalid(field: string, words: string): Refusal {
  return new Refusal(422, { message: "The given data was invalid.", errors: { [field]: [words] } });
}

export function notFound(): Refusal {
  return new Refusal(404, { message: "Resource not found" });
}

/** Cards say 403 to arguments that are wrong. */
export function wrongArguments(words: string): Refusal {
  return new Refusal(403, { message: words });
}

const LIMIT_DEFAULT = 15;
const LIMIT_MAX = 50;

/** A page of a list. The addresses of other pages lack the version of the API, as KeyCRM's do. */
export function toPage(url: URL, items: readonly object[]) {
  const limit = Number(url.searchParams.get("limit") ?? LIMIT_DEFAULT);
  const page = Number(url.searchParams.get("page") ?? 1);
  if (!(limit >= 1 && limit <= LIMIT_MAX)) throw invalid("limit", "The limit may not be greater than 50.");
  const last = Math.max(1, Math.ceil(items.length / limit));
  const toUrl = (number: number) => `https://openapi.keycrm.app${url.pathname.replace("/v1", "")}?page=${number}`;
  return {
    total: items.length,
    current_page: page,
    per_page: limit,
    last_page: last,
    data: items.slice((page - 1) * limit, page * limit),
    first_page_url: toUrl(1),
    last_page_url: toUrl(last),
    next_page_url: page < last ? toUrl(page + 1) : null,
  };
}

/** The filters of a request by name; one that is not allowed is refused. */
export function readFilters({ searchParams }: URL, allowed: readonly string[]): Map<string, string[]> {
  const filters = new Map<string, string[]>();
  for (const [name, value] of searchParams) {
    const filter = /^filter\[(.+)\]$/.exec(name)?.[1];
    if (filter) filters.set(filter, value.split(","));
  }
  const foreign = [...filters.keys()].filter((name) => !allowed.includes(name));
  if (foreign.length > 0) {
    const names = allowed.map((name) => `\`${name}\``).join(", ");
    throw new Refusal(400, {
      message: `Requested filter(s) \`${foreign.join(", ")}\` are not allowed. Allowed filter(s) are \`${names}\`.`,
    });
  }
  return filters;
}

export function includes({ searchParams }: URL, name: string): boolean {
  return (searchParams.get("include") ?? "").split(",").includes(name);
}
