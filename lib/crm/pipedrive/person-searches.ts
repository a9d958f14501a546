import { parsePhoneNumberFromString } from "libphonenumber-js/max";
import type { Identifier } from "../types";

export type PersonSearch = { term: string; field: "phone" | "email"; isExact: boolean };

/** A shorter part of a number is in too many others: pages and pages of near hits. */
const PART_LENGTH_MIN = 5;

/**
 * The searches that together find a person. Pipedrive keeps a phone as it was typed and does not say how its search reads one
 * [K: not confirmed], so that the usual spellings are asked for in turn; hits are checked on their digits afterwards.
 *
 * @example
 * toPersonSearches({ kind: "phone", value: "+380671234567" }).map(({ term }) => term)
 * // => ["+380671234567", "1234567", "123 45 67", "123-45-67", "123 4567"]
 */
export function toPersonSearches({ kind, value }: Identifier): PersonSearch[] {
  const exact = { term: value, field: kind, isExact: true };
  if (kind === "email") return [exact];
  const parts = toSpellings(value).filter((part) => part.length >= PART_LENGTH_MIN);
  return [exact, ...parts.map((term) => ({ term, field: kind, isExact: false }))];
}

/**
 * Parts of the number that stand in one piece in what people type: `0671234567` and `(067)1234567`, `+38 067 123 45 67`,
 * `(067) 123-45-67`, and `+380 67 123 4567` as address books write it.
 */
function toSpellings(e164: string): string[] {
  const phone = parsePhoneNumberFromString(e164);
  if (!phone) return [e164.replace(/\D/g, "").slice(-9)];
  const national = phone.nationalNumber;
  if (phone.country === "UA") {
    const [a = "", b = "", c = ""] = national.match(/(\d{3})(\d{2})(\d{2})$/)?.slice(1) ?? [];
    return [`${a}${b}${c}`, `${a} ${b} ${c}`, `${a}-${b}-${c}`, `${a} ${b}${c}`];
  }
  const grouped = phone.formatInternational().replace(/^\+\d+ /, "");
  return [...new Set([national, grouped])];
}
