/** A text below what was written before; what is there already is not written again. */
export function appendText(before: string | null | undefined, text: string): string {
  if (!before?.trim()) return text;
  return hasLines(before, text) ? before : `${before}\n${text}`;
}

/** Whether a text holds another as whole lines. */
export function hasLines(text: string | null | undefined, wanted: string): boolean {
  return `\n${trimLines(text ?? "")}\n`.includes(`\n${trimLines(wanted)}\n`);
}

/** The spaces around a line, and how lines are parted, are the CRM's to change. */
export function trimLines(text: string) {
  return text
    .trim()
    .split(/\s*\n\s*/)
    .join("\n");
}
