/**
 * JSON with sorted keys and no spaces (RFC 8785), which is what a request's signature covers.
 *
 * @example
 * canonicalJson({ b: 1, a: [undefined, "x"] }) // => '{"a":[null,"x"],"b":1}'
 */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item ?? null)).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);

  let members = "";
  for (const [key, member] of Object.entries(value).sort(byKey)) {
    if (member === undefined) continue;
    members += `${members && ","}${JSON.stringify(key)}:${canonicalJson(member)}`;
  }
  return `{${members}}`;
}

function byKey([a]: [string, unknown], [b]: [string, unknown]): number {
  return a < b ? -1 : 1;
}
