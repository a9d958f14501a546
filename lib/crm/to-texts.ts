import type { FieldValue } from "./types";

/** Texts of a value that may be one or several, without blank ones. */
export function toTexts(value: FieldValue | undefined): string[] {
  if (value === undefined) return [];
  return (Array.isArray(value) ? value : [String(value)]).filter((text) => text.trim() !== "");
}
