import { parsePhoneNumberFromString } from "libphonenumber-js/max";
import { toE164 } from "../identifier-hits";

/** What begins an extension, which the portal's search passes over. */
const EXTENSION = /(?<=\d[\s()-]*)[#*,;].*$/s;

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

/**
 * A phone as the portal's search takes it: without an extension, in E.164 where it is a whole number. A leading 8 is the country
 * code 7 there. Others stay as they were saved.
 *
 * @example
 * readSavedPhone("050 111-22-33 * 12") // => "+380501112233"
 * readSavedPhone("8 (701) 123-45-67") // => "+77011234567"
 */
export function readSavedPhone(saved: string): string {
  const phone = saved.replace(EXTENSION, "");
  const [, national] = /^8(\d{10})$/.exec(phone.replace(/\D/g, "")) ?? [];
  return toE164(phone) ?? (national ? toE164(`+7${national}`) : null) ?? saved;
}
