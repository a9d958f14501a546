import { RE2JS } from "re2js";
import { withPlainApostrophes } from "./fold-text";

const PATTERN_CHARS_MAX = 500;
/** Instructions of a compiled pattern. */
const PROGRAM_SIZE_MAX = 250;
/** Instructions times characters that one look at a value may cost; what lies behind is not looked at. */
const WORK_MAX = 1_000_000;
const TEXT_CHARS_MAX = 50_000;

/** Tells whether a pattern occurs in any of the texts. */
type PatternTest = (texts: readonly string[]) => boolean;

export type CompiledPattern =
  | { ok: true; test: PatternTest }
  | { ok: false; code: "bad_pattern" | "pattern_too_long" | "pattern_too_large"; detail: string };

/**
 * Compiles a pattern that a customer wrote. RE2 matches in time linear to the text, so that no pattern can hold up a worker; it
 * knows neither back-references nor look-around. The pattern may occur anywhere in the text unless it is anchored.
 */
export function compilePattern(pattern: string, isCaseSensitive: boolean): CompiledPattern {
  if (pattern.length > PATTERN_CHARS_MAX) return { ok: false, code: "pattern_too_long", detail: "" };

  try {
    const compiled = RE2JS.compile(withPlainApostrophes(pattern), isCaseSensitive ? 0 : RE2JS.CASE_INSENSITIVE);
    const size = compiled.programSize();
    if (size > PROGRAM_SIZE_MAX) return { ok: false, code: "pattern_too_large", detail: "" };
    const charsMax = Math.min(TEXT_CHARS_MAX, Math.floor(WORK_MAX / size));
    return { ok: true, test: (texts) => testWithin(compiled, texts, charsMax) };
  } catch (error) {
    return { ok: false, code: "bad_pattern", detail: error instanceof Error ? error.message : "" };
  }
}

function testWithin(compiled: RE2JS, texts: readonly string[], charsMax: number): boolean {
  let left = charsMax;
  for (const text of texts) {
    if (left <= 0) return false;
    if (compiled.test(withPlainApostrophes(text.slice(0, left)).trim())) return true;
    left -= Math.max(text.length, 1);
  }
  return false;
}
