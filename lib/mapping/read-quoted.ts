import { sanitizeText } from "@/lib/intake/sanitize-json";

const ESCAPES: Readonly<Record<string, string>> = { b: "\b", f: "\f", n: "\n", r: "\r", t: "\t" };

/**
 * Reads a text in single or double quotes that begins at `start`; null when there is no quote or it does not end.
 * A backslash takes the next character as it is; `\n`, `\t`, `\uXXXX` and the like mean what they mean in JSON, but
 * for U+0000 and half surrogate pairs, which no event holds and no database takes.
 */
export function readQuoted(text: string, start: number): { text: string; end: number } | null {
  const quote = text.charAt(start);
  if (quote !== '"' && quote !== "'") return null;

  const pieces: string[] = [];
  for (let at = start + 1; at < text.length; at++) {
    const char = text.charAt(at);
    if (char === quote) return { text: sanitizeText(pieces.join("")), end: at + 1 };
    if (char !== "\\") {
      pieces.push(char);
      continue;
    }
    at++;
    const code = /^u([0-9a-fA-F]{4})$/.exec(text.slice(at, at + 5))?.[1];
    if (code) at += 4;
    pieces.push(code ? String.fromCharCode(Number.parseInt(code, 16)) : (ESCAPES[text.charAt(at)] ?? text.charAt(at)));
  }
  return null;
}
