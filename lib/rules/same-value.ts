import type { FieldValue } from "@/lib/crm/types";

/** Whether there is nothing in a value: an empty or invisible text, an empty list, no value at all. */
export function isBlankValue(value: FieldValue | null | undefined): value is null | undefined {
  if (value === null || value === undefined) return true;
  if (typeof value === "string") return value.trim() === "";
  return Array.isArray(value) && value.every((item) => item.trim() === "");
}

/**
 * Whether the CRM already holds the value: texts without outer spaces, numbers also as text, lists in any order. Letter
 * case counts, since a corrected name is a change.
 */
export function isSameValue(left: FieldValue, right: FieldValue): boolean {
  if (Array.isArray(left) || Array.isArray(right)) return sortedItems(left) === sortedItems(right);
  if (typeof left === "number" || typeof right === "number") return Number(left) === Number(right);
  return String(left).trim() === String(right).trim();
}

function sortedItems(value: FieldValue): string {
  return JSON.stringify(toItems(value).sort());
}

/** The value as a list without blanks and repeats. */
export function toItems(value: FieldValue): string[] {
  const items = Array.isArray(value) ? value : [String(value)];
  return [...new Set(items.map((item) => item.trim()).filter((item) => item !== ""))];
}
