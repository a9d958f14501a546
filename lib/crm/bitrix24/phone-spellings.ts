import { parsePhoneNumberFromString } from "libphonenumber-js/max";

/**
 * The spellings of one phone that a portal may hold. Its search compares whole numbers after a normalisation of its own, which
 * knows no country: a number saved as `050…` equals only `050…` and `50…`.
 *
 * @example
 * listPhoneSpellings("+380501112233")
 * // => ["+380501112233", "380501112233", "0501112233", "501112233", "80501112233"]
 */
export function listPhoneSpellings(phone: string): string[] {
  const digits = phone.replace(/\D/g, "");
  const parsed = parsePhoneNumberFromString(phone);
  if (!parsed) return [...new Set([phone, digits])];
  const national = String(parsed.nationalNumber);
  const spellings = [phone, digits, `0${national}`, national];
  // The way of dialling within Ukraine until 2009; old address books keep it.
  if (parsed.countryCallingCode === "380") spellings.push(`80${national}`);
  return [...new Set(spellings)];
}
