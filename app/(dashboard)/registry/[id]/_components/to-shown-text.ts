/**
 * Bytes from outside as text that can be looked at: what is not UTF-8 becomes �, control characters their pictures, so
 * that nothing is hidden. A character that the cut at the end went through is left out.
 *
 * @example toShownText(Buffer.from("a\u0000b")) // => "a␀b"
 */
export function toShownText(bytes: Uint8Array): string {
  const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes, { stream: true });
  return Array.from(text, picture).join("");
}

function picture(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (character === "\n" || character === "\t") return character;
  if (code < 0x20) return String.fromCodePoint(0x2400 + code);
  if (code === 0x7f) return "␡";
  return HIDDEN.test(character) ? `[U+${code.toString(16).toUpperCase().padStart(4, "0")}]` : character;
}

/** Marks that turn the direction of what follows, and invisible ones. */
const HIDDEN = /[\u0080-\u009f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/;
