/** Languages of the interface, the default first. Both are always complete. */
export const LOCALES = ["uk", "en"] as const;
export type Locale = (typeof LOCALES)[number];

const DEFAULT_LOCALE: Locale = "uk";

/** Where a browser keeps its language. A signed-in user's own choice is written here on sign-in. */
export const LOCALE_COOKIE = "leadbox_locale";

/** The language of a cookie or a stored user; anything unknown is the default. */
export function toLocale(value: string | undefined): Locale {
  return LOCALES.find((locale) => locale === value) ?? DEFAULT_LOCALE;
}

/** Each language in its own words. */
export const LOCALE_NAMES: Record<Locale, string> = { uk: "Українська", en: "English" };
