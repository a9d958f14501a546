import { parsePhoneNumberFromString } from "libphonenumber-js/max";

/**
 * What the numbering plans know about a phone in E.164: its country (null where the number does not tell) and whether such
 * a number is in use. The `max` metadata is used everywhere: `mobile` calls landlines invalid and `min` knows only the
 * rough shape of a number.
 *
 * @example describePhone("+48501234567") // => { country: "PL", isValid: true }
 */
export function describePhone(phone: string): { country: string | null; isValid: boolean } {
  const parsed = parsePhoneNumberFromString(phone);
  return { country: parsed?.country ?? null, isValid: parsed?.isValid() ?? false };
}
