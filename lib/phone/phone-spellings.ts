import { parsePhoneNumberFromString } from "libphonenumber-js/max";
import { EIGHT_CODES } from "./eight-codes";

/**
 * The ways in which a CRM may have stored a phone, the most likely first, for searches that compare text. The first is
 * E.164, the second its digits; no spelling comes twice.
 *
 * @example
 * phoneSpellings("+380671234567")
 * // => ["+380671234567", "380671234567", "0671234567", "80671234567", "671234567", "+380 67 123 4567", "067 123 4567"]
 */
export function phoneSpellings(phone: string): string[] {
  const parsed = parsePhoneNumberFromString(phone);
  if (!parsed) return [...new Set([phone, phone.replace(/\D/g, "")])];

  const national = parsed.formatNational();
  const spellings = [parsed.number, parsed.number.slice(1), national.replace(/\D/g, "")];
  if (EIGHT_CODES.has(parsed.countryCallingCode)) spellings.push(`80${parsed.nationalNumber}`);
  spellings.push(parsed.nationalNumber, parsed.formatInternational(), national);
  return [...new Set(spellings)];
}
