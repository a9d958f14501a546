export type JsonScan = {
  /** The greatest number of lists and objects inside each other. */
  depth: number;
  /** Names of all objects together. */
  keys: number;
  /** True when a number may be longer than a double can hold; false is certain. */
  hasLongNumber: boolean;
};

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COLON = 0x3a;
const PLUS = 0x2b;
const ZERO = 0x30;
const NINE = 0x39;
/** Every number of 15 significant digits comes back from a double as it was. */
const DIGITS_EXACT = 15;

/**
 * Measures a JSON text in one pass, without parsing it: for a text that is not JSON the figures mean nothing, but the
 * pass ends all the same.
 */
export function scanJson(text: string): JsonScan {
  let depth = 0;
  let deepest = 0;
  let keys = 0;
  let run = 0;
  let hasLongNumber = false;

  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) {
      at = endOfString(text, at);
      run = 0;
      continue;
    }
    if (isNumberPart(code)) {
      run++;
      // An exponent makes a short number long: 1e400.
      if (run > DIGITS_EXACT || code === 0x65 || code === 0x45) hasLongNumber ||= run > 1;
      continue;
    }
    run = 0;
    if (code === 0x7b || code === 0x5b) deepest = Math.max(deepest, ++depth);
    else if (code === 0x7d || code === 0x5d) depth--;
    else if (code === COLON) keys++;
  }
  return { depth: deepest, keys, hasLongNumber };
}

/** The position of the quote that ends the string which starts at `start`, or the text's length. */
export function endOfString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === BACKSLASH) at++;
    else if (code === QUOTE) return at;
  }
  return text.length;
}

/** Digits, a point, a sign, and the `e` of an exponent. */
export function isNumberPart(code: number): boolean {
  return (
    (code >= ZERO && code <= NINE) || code === 0x2e || code === 0x2d || code === PLUS || code === 0x65 || code === 0x45
  );
}
