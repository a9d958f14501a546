import type { JsonValue } from "@/lib/json";

/** Answers for lists and objects: one of a hundred thousand items may be asked about by every hole of every row. */
const blanks = new WeakMap<object, boolean>();

/** Whether a value counts as nothing: missing, null, a text of spaces only, a list of nothing but blanks, an object without names. */
export function isBlank(value: JsonValue | undefined): boolean {
  if (value === undefined || value === null) return true;
  if (typeof value === "string") return value.trim() === "";
  if (typeof value !== "object") return false;

  const known = blanks.get(value);
  if (known !== undefined) return known;
  const answer = Array.isArray(value) ? value.every(isBlank) : Object.keys(value).length === 0;
  blanks.set(value, answer);
  return answer;
}

/**
 * The text a value stands for: lists of plain values are joined by `, ` without their blank items. An object, and a list
 * inside a list, has no text: `hasObject` says that one was left out.
 */
export function toText(value: JsonValue | undefined): { text: string; hasObject: boolean } {
  if (!Array.isArray(value)) return { text: scalarText(value), hasObject: isObject(value) };
  const texts = value.map(scalarText).filter((text) => text.trim() !== "");
  return { text: texts.join(", "), hasObject: value.some(isObject) };
}

/** The first `max` characters, one fewer where a surrogate pair would be cut in two. */
export function cutAt(text: string, max: number): string {
  if (text.length <= max) return text;
  const last = text.charCodeAt(max - 1);
  return text.slice(0, last >= 0xd800 && last <= 0xdbff ? max - 1 : max);
}

/** The text of a value that is no list and no object; blank for these. */
export function scalarText(value: JsonValue | undefined): string {
  if (typeof value === "string") return value;
  return typeof value === "number" || typeof value === "boolean" ? String(value) : "";
}

function isObject(value: JsonValue | undefined): boolean {
  return typeof value === "object" && value !== null && !isBlank(value);
}
