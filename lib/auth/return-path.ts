/**
 * Where to go after the sign-in: a path of this product, or its start. Other sites, and pages of the sign-in itself, are not
 * followed.
 *
 * @example
 * toReturnPath("//evil.example") // => "/"
 */
export function toReturnPath(next: string | string[] | undefined): string {
  if (typeof next !== "string" || !next.startsWith("/")) return "/";
  const origin = "http://leadbox.invalid";
  const url = URL.canParse(next, origin) ? new URL(next, origin) : null;
  if (url?.origin !== origin || /^\/(sign-in|sign-up|api)(\/|$)/.test(url.pathname)) return "/";
  return `${url.pathname}${url.search}${url.hash}`;
}
