/**
 * Whether a request that changes something comes from the product's own pages: `Origin` must be there and equal, and what
 * the browser says of the sender must not contradict it.
 */
export function isSameOrigin(headers: Headers, appUrl: string): boolean {
  const origin = headers.get("origin");
  const site = headers.get("sec-fetch-site");
  if (site !== null && site !== "same-origin" && site !== "none") return false;
  if (!origin || !URL.canParse(origin)) return false;
  return new URL(origin).origin === new URL(appUrl).origin || isOwnHost(origin, headers.get("host"));
}

/** The same machine may be reached by several names, `localhost` and `127.0.0.1`; a browser never lets a page set `Host`. */
function isOwnHost(origin: string, host: string | null) {
  return host !== null && new URL(origin).host === host;
}
