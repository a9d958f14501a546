/** The digits of a national number without its trunk prefix, which nobody shares with another area. */
const COMMON_DIGITS_MIN = 9;

/**
 * Whether two spellings are of one phone, by their digits: equal, or one is the end of the other with at least nine digits
 * (`067 123 45 67` and `+380671234567`). Numbers of two countries never match.
 */
export function phoneDigitsMatch(left: string, right: string): boolean {
  const [short, long] = [significantDigits(left), significantDigits(right)].sort((a, b) => a.length - b.length);
  if (!short || !long) return false;
  return short === long || (short.length >= COMMON_DIGITS_MIN && long.endsWith(short));
}

function significantDigits(text: string): string {
  return text.replace(/\D/g, "").replace(/^0+/, "");
}
