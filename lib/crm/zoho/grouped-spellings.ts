/**
 * Ways in which people in Ukraine group the digits of a number, for queries that compare text; none for other countries.
 *
 * @example
 * groupedSpellings("+380671234567")
 * // => ["067 123 45 67", "067-123-45-67", "(067) 123-45-67", "+38 (067) 123-45-67", …]
 */
export function groupedSpellings(phone: string): string[] {
  const digits = /^\+380(\d\d)(\d{3})(\d\d)(\d\d)$/.exec(phone);
  if (!digits) return [];
  const [, code, ...groups] = digits;
  const [spaced, dashed] = [groups.join(" "), groups.join("-")];
  return [
    `0${code} ${spaced}`,
    `0${code}-${dashed}`,
    `(0${code}) ${dashed}`,
    `(0${code}) ${spaced}`,
    `+38 (0${code}) ${dashed}`,
    `+38 (0${code}) ${spaced}`,
    `+38(0${code})${dashed}`,
    `+38 0${code} ${spaced}`,
    `+380 ${code} ${spaced}`,
    `+380-${code}-${dashed}`,
  ];
}
