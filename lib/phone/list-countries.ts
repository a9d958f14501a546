import { getCountries, getCountryCallingCode, getExampleNumber } from "libphonenumber-js/max";
import examples from "libphonenumber-js/mobile/examples";

/** A country to choose as the usual one: `digits` is the length of its mobile numbers, calling code included. */
export type PhoneCountry = { code: string; name: string; callingCode: string; digits: number };

/** Every country that has phones, by name in the language. */
export function listCountries(locale: string): PhoneCountry[] {
  const names = new Intl.DisplayNames([locale], { type: "region" });
  const collator = new Intl.Collator(locale);
  return getCountries()
    .map((code) => {
      const callingCode = getCountryCallingCode(code);
      const national = getExampleNumber(code, examples)?.nationalNumber ?? "";
      return { code, name: names.of(code) ?? code, callingCode, digits: callingCode.length + national.length };
    })
    .sort((a, b) => collator.compare(a.name, b.name));
}
