import type { Identifier } from "../types";

/** Digits of a national number in Ukraine; fewer are found inside of other numbers too often. */
const NATIONAL_DIGITS = 9;

/**
 * What to search contacts for, to find those that hold the identifier. The search looks for a part of any filled field.
 *
 * [L] seen in other clients: it compares the digits of phones, however they are written, so that the end of a number finds all its
 * spellings. [K] not confirmed by the vendor: where whole numbers were compared, the number itself would find the common spelling.
 */
export function listSearchTexts({ kind, value }: Identifier): string[] {
  if (kind === "email") return [value.toLowerCase()];
  const digits = value.replace(/\D/g, "");
  return [...new Set([digits.slice(-NATIONAL_DIGITS), value])];
}
