import { listSegments } from "./template-segments";

/** What is selected of a text; a caret is an empty selection. */
export type Selection = { start: number; end: number };

/**
 * Puts `{{path}}` in place of what is selected, and gives the text with the caret behind it. Never into another hole: there it
 * goes behind, and one that is not finished yet makes room for it.
 *
 * @example
 * insertPath("Чат {{bo", { start: 8, end: 8 }, "bot.name") // => { text: "Чат {{bot.name}}", caret: 16 }
 */
export function insertPath(text: string, selection: Selection, path: string): { text: string; caret: number } {
  const { start, end } = placeFor(text, selection);
  const hole = `{{${path}}}`;
  return { text: text.slice(0, start) + hole + text.slice(end), caret: start + hole.length };
}

function placeFor(text: string, { start, end }: Selection): Selection {
  const from = Math.max(0, Math.min(start, end, text.length));
  const to = Math.min(text.length, Math.max(start, end));
  const touched = listSegments(text).filter((segment) => segment.start < to && from < segment.end);
  const around = listSegments(text).find((segment) => segment.start < from && from <= segment.end);
  if (from === to) {
    if (around?.kind === "broken") return { start: around.start, end: from };
    return around?.kind === "hole" && from < around.end
      ? { start: around.end, end: around.end }
      : { start: from, end: to };
  }
  const cut = touched.filter(({ kind }) => kind === "hole");
  return { start: Math.min(from, ...cut.map((hole) => hole.start)), end: Math.max(to, ...cut.map((hole) => hole.end)) };
}
