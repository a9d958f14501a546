import { Refusal } from "../refusal";

export function invalid(field: string, words: string): Refusal {
  return new Refusal(422, { message: "Validation failed", errors: { [field]: [words] } });
}

export function notFound(): Refusal {
  return new Refusal(404, { message: "Record not found" });
}

const PAGE_SIZE = 25;

/** A page of a list with its pagination. */
export function toPage(url: URL, items: readonly object[]) {
  const page = Number(url.searchParams.get("page") ?? 1);
  return {
    items: items.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE),
    pagination: { total_count: items.length, total_pages: Math.ceil(items.length / PAGE_SIZE), current_page: page },
  };
}

/** A filter of Ransack's; those that are not known are passed over, as Ransack does. */
export function readFilter({ searchParams }: URL, name: string): string | null {
  return searchParams.get(`q[${name}]`);
}
