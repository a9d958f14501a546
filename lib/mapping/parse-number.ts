const TEXT_CHARS_MAX = 100;

/** Words for thousands and millions: the figure alone would be wrong by so many times. */
const MULTIPLIER = /^\s*(?:тис|тыс|млн|млрд|мільйон|k\b|к(?![\p{L}])|m\b|mln)/iu;

/**
 * Reads a number as people write it, with a currency or a unit around it, or gives null. Spaces and apostrophes part
 * thousands; of comma and point the last one begins the fraction. A comma alone before exactly three digits parts thousands
 * (`1,200`), a point alone begins the fraction. Text with two numbers in it, or with «тис.», is not a number.
 *
 * @example
 * parseNumber("1 200,50 грн") // => 1200.5
 */
export function parseNumber(text: string): number | null {
  if (text.length > TEXT_CHARS_MAX) return null;
  const plain = text.normalize("NFKC").replaceAll("−", "-").trim();
  if (/^-?\d+(?:\.\d+)?(?:[eE][+-]?\d{1,3})?$/.test(plain)) return bounded(Number(plain));

  const match = /^[^\d-]*?(-?)\s*[^\d-]{0,3}(\d(?:[\d\s.,'’ʼ]*\d)?)(\D*)$/u.exec(plain);
  if (!match) return null;
  const [, sign = "", figure = "", unit = ""] = match;
  if (MULTIPLIER.test(unit)) return null;
  const digits = toDigits(figure);
  return digits === null ? null : bounded(Number(sign + digits));
}

/** `1.200,50` and `1,200.50` → `1200.50`; null where the groups are not of three digits. */
function toDigits(figure: string): string | null {
  if (/^\d+$/.test(figure)) return figure;
  if (/^\d{1,3}(?:[\s'’ʼ]\d{3})+(?:[.,]\d+)?$/u.test(figure)) return figure.replace(/[\s'’ʼ]/gu, "").replace(",", ".");
  if (/^[1-9]\d{0,2},\d{3}$/.test(figure)) return figure.replace(",", "");
  if (/^\d+[.,]\d+$/.test(figure)) return figure.replace(",", ".");
  if (/^\d{1,3}(?:,\d{3})+(?:\.\d+)?$/.test(figure)) return figure.replaceAll(",", "");
  if (/^\d{1,3}(?:\.\d{3})+(?:,\d+)?$/.test(figure)) return figure.replaceAll(".", "").replace(",", ".");
  return null;
}

/** A number whose digits a double cannot hold would reach the CRM as another one. */
function bounded(value: number): number | null {
  return Math.abs(value) <= Number.MAX_SAFE_INTEGER ? value : null;
}
