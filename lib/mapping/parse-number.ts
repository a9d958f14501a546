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
  const plain = text.normalize("NFKC").replaceAll("−", "-").trim();
  if (plain.length > 100) return null;
  if (/^-?\d+(?:\.\d+)?(?:[eE][+-]?\d{1,3})?$/.test(plain)) return bounded(Number(plain));

  const match = /^[^\d-]*?(-?)\s*[^\d-]{0,3}(\d(?:[\d\s.,'’ʼ]*\d)?)(\D*)$/u.exec(plain);
  if (!match) return null;
  const [, sign = "", figure = "", unit = ""] = match;
  if (MULTIPLIER.test(unit)) return null;
  const digits = toDigits(figure.replace(/[\s'’ʼ]/g, ""));
  return digits === null ? null : bounded(Number(sign + digits));
}

/** `1.200,50` and `1,200.50` → `1200.50`. */
function toDigits(figure: string): string | null {
  const comma = figure.lastIndexOf(",");
  const point = figure.lastIndexOf(".");
  if (comma >= 0 && point >= 0) {
    const [thousands, fraction] = comma > point ? [".", ","] : [",", "."];
    return checked(figure.replaceAll(thousands, "").replace(fraction, "."));
  }
  if (comma < 0 && point < 0) return checked(figure);

  const separator = comma >= 0 ? "," : ".";
  const isThousands = new RegExp(`^[1-9]\\d{0,2}(?:\\${separator}\\d{3})+$`).test(figure);
  const isRepeated = figure.indexOf(separator) !== figure.lastIndexOf(separator);
  if (isThousands && (isRepeated || separator === ",")) return checked(figure.replaceAll(separator, ""));
  return checked(figure.replace(separator, "."));
}

function checked(digits: string): string | null {
  return /^\d+(?:\.\d+)?$/.test(digits) ? digits : null;
}

/** A number whose digits a double cannot hold would reach the CRM as another one. */
function bounded(value: number): number | null {
  return Math.abs(value) <= Number.MAX_SAFE_INTEGER ? value : null;
}
