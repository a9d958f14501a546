/** Kept by no cache, read as no page, opened to no other site: what every answer of the API says besides its own. */
export function createApiHeaders(own: Record<string, string> = {}): Headers {
  return new Headers({
    "cache-control": "no-store",
    "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "x-robots-tag": "noindex",
    vary: "Authorization, Accept-Language",
    ...own,
  });
}
