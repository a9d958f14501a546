/**
 * Whether a text holds another one as whole lines, so that a note which is there is not added again, and one that is a part of a
 * longer line is.
 *
 * @example
 * hasLines("Дзвонив\nПерезвонити завтра", "завтра") // => false
 */
export function hasLines(text: string, lines: string): boolean {
  return toLines(text).includes(toLines(lines));
}

function toLines(text: string) {
  const lines = text.trim().split(/\r\n?|\n/);
  return `\n${lines.map((line) => line.trim()).join("\n")}\n`;
}
