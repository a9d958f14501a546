import type { JsonValue } from "@/lib/json";

/** The escapes that alone can bring U+0000 or half a surrogate pair into a text that was decoded from UTF-8. */
const SUSPECT = /\\u(?:0000|[dD][89a-fA-F])/;
const LONE_SURROGATES = /\p{Surrogate}/gu;

/**
 * Makes every text and name of a parsed JSON value storable as jsonb: U+0000 is dropped, half a surrogate pair becomes
 * U+FFFD. Names that become the same: the last one wins, as with repeated names.
 *
 * `source` is the text the value was parsed from, at most `BODY_DEPTH_MAX` deep; without a suspicious escape in it the
 * value is returned untouched.
 */
export function sanitizeJson(value: JsonValue, source: string): { value: JsonValue; isMended: boolean } {
  if (!SUSPECT.test(source)) return { value, isMended: false };
  const sanitized = sanitizeValue(value);
  return { value: sanitized, isMended: sanitized !== value };
}

/** A text without U+0000 and without half surrogate pairs. */
export function sanitizeText(text: string): string {
  const kept = text.includes("\u0000") ? text.replaceAll("\u0000", "") : text;
  return kept.replace(LONE_SURROGATES, "\uFFFD");
}

/** Returns the same object where nothing had to change. */
function sanitizeValue(value: JsonValue): JsonValue {
  if (typeof value === "string") return sanitizeText(value);
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) {
    const items = value.map(sanitizeValue);
    return items.every((item, index) => item === value[index]) ? value : items;
  }

  const names = Object.keys(value);
  const entries = names.map((name) => [sanitizeText(name), sanitizeValue(value[name] ?? null)] as const);
  const isSame = entries.every(([name, item], index) => name === names[index] && item === value[name]);
  // fromEntries defines own keys, so that a name like __proto__ stays a plain name.
  return isSame ? value : Object.fromEntries(entries);
}
