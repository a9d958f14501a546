/** Headers by lower-case name; a list where one came more than once. */
export type HeaderValues = Readonly<Record<string, string | readonly string[] | undefined>>;

/** What helps to understand a body later. Never cookies or authorisation, and no address of a person. */
const KEPT = [
  "accept",
  "accept-encoding",
  "content-encoding",
  "content-length",
  "content-type",
  "date",
  "host",
  "idempotency-key",
  "transfer-encoding",
  "user-agent",
  "webhook-id",
  "webhook-timestamp",
  "x-request-id",
];
const VALUE_LENGTH_MAX = 300;

/** The headers that are stored with a body, each cut to 300 characters. */
export function keepHeaders(headers: HeaderValues): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const name of KEPT) {
    const value = firstOf(headers[name]);
    if (value !== undefined) kept[name] = value.slice(0, VALUE_LENGTH_MAX);
  }
  return kept;
}

/** The first value of a header. */
export function firstOf(value: HeaderValues[string]): string | undefined {
  return typeof value === "string" || value === undefined ? value : value[0];
}
