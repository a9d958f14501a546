import type { PhoneSettings } from "./schema";
import { type StandardisedPhone, standardisePhone } from "./standardise-phone";

/** One typed number with what the settings make of it. */
export type TriedNumber = { typed: string; result: StandardisedPhone };

const TRIED_NUMBERS_MAX = 50;

/** Tries the settings out on a text with a number on each line; blank lines are passed over, and so are those beyond the limit. */
export function tryNumbers(text: string, settings: PhoneSettings): TriedNumber[] {
  return text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "")
    .slice(0, TRIED_NUMBERS_MAX)
    .map((typed) => ({ typed, result: standardisePhone(typed, settings) }));
}
