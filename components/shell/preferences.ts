import { LOCALE_COOKIE, type Locale } from "@/lib/i18n/locales";
import { THEME_COOKIE, type Theme } from "@/lib/theme";

const YEAR_SECONDS = 365 * 24 * 60 * 60;

/** Keeps the language for this browser; the page follows on its next request. */
export function keepLocale(locale: Locale) {
  writeCookie(LOCALE_COOKIE, locale);
}

/** Keeps the theme for this browser, and shows it at once. */
export function keepTheme(theme: Theme) {
  writeCookie(THEME_COOKIE, theme);
  if (theme === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
}

function writeCookie(name: string, value: string) {
  const secure = location.protocol === "https:" ? "; secure" : "";
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store is not in every browser.
  document.cookie = `${name}=${value}; path=/; max-age=${YEAR_SECONDS}; samesite=lax${secure}`;
}
