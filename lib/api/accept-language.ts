import { LOCALES, type Locale } from "@/lib/i18n/locales";

/**
 * The language that a program asks for, English unless it says Ukrainian.
 *
 * @example readAcceptLanguage("uk-UA,uk;q=0.9,en;q=0.8") // => "uk"
 */
export function readAcceptLanguage(header: string | null): Locale {
  const wishes = (header ?? "").split(",").map((part) => {
    const [tag = "", ...options] = part.trim().toLowerCase().split(";");
    const weight = options.map((option) => /^\s*q=([\d.]+)$/.exec(option)?.[1]).find(Boolean);
    return { language: tag.split("-")[0], weight: weight === undefined ? 1 : Number(weight) };
  });
  const known = wishes
    .filter(({ weight }) => weight > 0)
    .sort((one, other) => other.weight - one.weight)
    .flatMap(({ language }) => LOCALES.find((locale) => locale === language) ?? []);
  return known[0] ?? "en";
}
