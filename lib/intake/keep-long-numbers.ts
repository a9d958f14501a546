import { endOfString, isNumberPart } from "./scan-json";

const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/**
 * Puts quotes around every number of a JSON text that `JSON.parse` would change, so that it stays as it was written:
 * integers beyond 2^53, more digits than a double holds, powers that end in infinity or in zero.
 *
 * @example
 * keepLongNumbers('{"id":9007199254740993,"n":1.50}') // => { text: '{"id":"9007199254740993","n":1.50}', count: 1 }
 */
export function keepLongNumbers(text: string): { text: string; count: number } {
  const pieces: string[] = [];
  let copied = 0;
  let count = 0;

  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x22) {
      at = endOfString(text, at);
      continue;
    }
    if (!isNumberPart(code)) continue;

    let end = at + 1;
    while (end < text.length && isNumberPart(text.charCodeAt(end))) end++;
    const number = text.slice(at, end);
    if (NUMBER.test(number) && !isExact(number) && !isName(text, end)) {
      pieces.push(text.slice(copied, at), '"', number, '"');
      copied = end;
      count++;
    }
    at = end - 1;
  }
  return count === 0 ? { text, count } : { text: pieces.join("") + text.slice(copied), count };
}

function isExact(number: string): boolean {
  const value = Number(number);
  if (Math.abs(value) > Number.MAX_SAFE_INTEGER) return false;
  return toDecimal(number) === toDecimal(String(value));
}

/** One spelling for each value: significant digits and the power of ten of the last one. */
function toDecimal(number: string): string {
  const [mantissa = "", exponent = "0"] = number.toLowerCase().split("e");
  const [whole = "", fraction = ""] = mantissa.replace("-", "").split(".");
  const digits = (whole + fraction).replace(/^0+/, "");
  const significant = trimZeros(digits);
  if (significant === "") return "0";
  return `${significant}e${Number(exponent) - fraction.length + digits.length - significant.length}`;
}

/** Without zeros at the end; a loop, since `/0+$/` is quadratic on a long run of zeros inside. */
function trimZeros(digits: string): string {
  let end = digits.length;
  while (end > 0 && digits.charCodeAt(end - 1) === 0x30) end--;
  return digits.slice(0, end);
}

/** A number before a colon is not JSON; quoted, it would become a name. */
function isName(text: string, end: number): boolean {
  let at = end;
  while (at < text.length && /\s/.test(text.charAt(at))) at++;
  return text.charAt(at) === ":";
}
