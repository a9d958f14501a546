import {
  type CountryCode,
  getCountries,
  getCountryCallingCode,
  isSupportedCountry,
  type PhoneNumber,
  parsePhoneNumberFromString,
} from "libphonenumber-js/max";
import { EIGHT_CODES } from "./eight-codes";
import type { PhoneSettings } from "./schema";

/** Digits as typed, and whether a plus stood before them. */
export type NumberForm = { digits: string; hasPlus: boolean };
export type FittedPhone = { phone: string; country: string | null; isValid: boolean };

/** E.164 has at most 15 digits; `00` and a trunk prefix may come before. */
const DIGITS_MAX = 19;
/** A foreign number without its plus is believed from this length on. */
const FOREIGN_DIGITS_MIN = 10;

/** The number that these digits are as a whole, or null. */
export function fitWhole({ digits, hasPlus }: NumberForm, settings: PhoneSettings): FittedPhone | null {
  if (digits.length > DIGITS_MAX) return null;

  const international = internationalDigits({ digits, hasPlus });
  if (international !== null) {
    return fitInternational(international, settings) ?? (hasPlus ? onlyValid(fitHome(digits, settings)) : null);
  }
  return fitHome(digits, settings) ?? fitFurther(digits, settings) ?? fitForeign(digits, settings);
}

/**
 * The number that these digits are when they are only a part of what was typed. Stricter than the whole: the numbering
 * plan must know it, and it must show its code or trunk prefix.
 */
export function fitPart({ digits, hasPlus }: NumberForm, settings: PhoneSettings): FittedPhone | null {
  if (digits.length > DIGITS_MAX) return null;
  if (digits.length === nationalLength(settings) && !digits.startsWith("0") && !hasPlus) return null;

  const international = internationalDigits({ digits, hasPlus });
  return onlyValid(
    international === null
      ? (fitHome(digits, settings) ?? fitFurther(digits, settings))
      : fitInternational(international, settings),
  );
}

/** Tells a wrong number of digits from a number that cannot exist: no such country code, or one digit repeated. */
export function whyNoFit({ digits, hasPlus }: NumberForm, settings: PhoneSettings): "wrong_length" | "invalid" {
  const international = internationalDigits({ digits, hasPlus });
  if (digits.length > DIGITS_MAX || digits.length < nationalLength(settings)) return "wrong_length";
  if (isOneDigit(digits.slice(-nationalLength(settings)))) return "invalid";
  if (international === null || international.startsWith(settings.callingCode)) return "wrong_length";
  return parsePhoneNumberFromString(`+${international}`) ? "wrong_length" : "invalid";
}

function internationalDigits({ digits, hasPlus }: NumberForm): string | null {
  if (digits.startsWith("00")) return digits.slice(2);
  return hasPlus ? digits : null;
}

function fitInternational(digits: string, settings: PhoneSettings): FittedPhone | null {
  if (digits.startsWith(settings.callingCode))
    return fitHomeWithCode(digits, settings) ?? fitFurther(`+${digits}`, settings);

  const parsed = parsePhoneNumberFromString(`+${digits}`);
  if (!parsed?.isPossible()) return null;
  return real(toFitted(parsed), parsed.nationalNumber);
}

/** With a plus the code has been said, so that a number cut short is never completed with it. */
function fitHomeWithCode(digits: string, settings: PhoneSettings): FittedPhone | null {
  return digits.length < settings.digits ? null : fitHome(digits, settings);
}

function fitHome(digits: string, settings: PhoneSettings): FittedPhone | null {
  const national = nationalDigits(digits, settings);
  if (national === null) return null;

  const phone = `+${settings.callingCode}${national}`;
  const parsed = parsePhoneNumberFromString(phone);
  return real(
    { phone, country: parsed?.country ?? homeCountry(settings), isValid: parsed?.isValid() ?? false },
    national,
  );
}

/** What follows the calling code, when the digits are a number of the default country in any of its forms. */
function nationalDigits(digits: string, settings: PhoneSettings): string | null {
  const { callingCode: code } = settings;
  const length = nationalLength(settings);
  const after = (prefix: string) => (digits.startsWith(prefix) ? digits.slice(prefix.length) : "");

  if (after(code).length === length) return after(code);
  // 380501234 is a number cut short; that it would also do as an area code with a local number helps nobody.
  if (digits.length === length && code.length > 2 && digits.startsWith(code)) return null;
  const known = knownNational(digits, settings);
  if (known) return known;

  const prefixes = [`${code}0`, "0", `810${code}`, ...(EIGHT_CODES.has(code) ? ["80"] : [])];
  const prefix = prefixes.find((candidate) => after(candidate).length === length);
  if (prefix) return after(prefix);
  return digits.length === length && !digits.startsWith("0") ? digits : null;
}

/** The national number by the numbering plan, which knows the trunk prefixes of all countries (06 in Hungary, none in Italy). */
function knownNational(digits: string, settings: PhoneSettings): string | null {
  const country = homeCountry(settings);
  const parsed = country && parsePhoneNumberFromString(digits, { defaultCountry: country, extract: false });
  if (!parsed?.isValid() || parsed.countryCallingCode !== settings.callingCode) return null;

  const national = parsed.number.slice(1 + settings.callingCode.length);
  return national.length === nationalLength(settings) ? national : null;
}

function fitFurther(text: string, settings: PhoneSettings): FittedPhone | null {
  for (const country of settings.furtherCountries) {
    if (!isSupportedCountry(country)) continue;
    const parsed = parsePhoneNumberFromString(text, { defaultCountry: country, extract: false });
    if (parsed?.isValid() && parsed.countryCallingCode === getCountryCallingCode(country)) return toFitted(parsed);
  }
  return null;
}

function fitForeign(digits: string, settings: PhoneSettings): FittedPhone | null {
  const isTooShort = digits.length < FOREIGN_DIGITS_MIN || digits.length <= nationalLength(settings) + 1;
  if (isTooShort || digits.startsWith(settings.callingCode)) return null;

  const parsed = parsePhoneNumberFromString(`+${digits}`);
  return parsed?.isValid() ? toFitted(parsed) : null;
}

/** The customer may set a code that is not the country's own: then the code decides. */
function homeCountry({ country, callingCode }: PhoneSettings): CountryCode | null {
  if (isSupportedCountry(country) && getCountryCallingCode(country) === callingCode) return country;
  return getCountries().find((other) => getCountryCallingCode(other) === callingCode) ?? null;
}

function nationalLength({ digits, callingCode }: PhoneSettings): number {
  return digits - callingCode.length;
}

function toFitted(parsed: PhoneNumber): FittedPhone {
  return { phone: parsed.number, country: parsed.country ?? null, isValid: parsed.isValid() };
}

/** Refuses what people type to get past a form (000 000 00 00): as a key it would make one contact of many people. */
function real(fitted: FittedPhone, national: string): FittedPhone | null {
  return !fitted.isValid && isOneDigit(national) ? null : fitted;
}

function isOneDigit(digits: string): boolean {
  return /^(\d)\1*$/.test(digits);
}

function onlyValid(fitted: FittedPhone | null): FittedPhone | null {
  return fitted?.isValid ? fitted : null;
}
