/** A text with single spaces in place of all spaces and ends of lines; blank where it is none. */
export function joinSpaces(text: unknown): string {
  return typeof text === "string" ? text.replace(/\s+/g, " ").trim() : "";
}

/** Whether two texts are the same but for their spaces, which CRMs trim and whose ends of lines they change. */
export function isSameText(left: unknown, right: unknown): boolean {
  return joinSpaces(left) === joinSpaces(right);
}
