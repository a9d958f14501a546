const INVISIBLE = /[\u00AD\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]|\uFE0F|\u20E3/g;
const OTHER_SCRIPT_DIGIT = /[\u0660-\u0669\u06F0-\u06F9]/g;
const FULL_WIDTH = /[\uFF01-\uFF5E]/g;

/** A Latin or Cyrillic O typed for a zero: it touches a digit, and no other letter touches it. Each branch reads a row of letters once. */
const LETTER_ZERO = /(?<=[\d+])[OoОо]+(?=\d)|(?<![\p{L}\d])[OoОо]+(?=\d)|(?<=\d)[OoОо]+(?![\p{L}\d])/gu;

/** A whole number as spreadsheets export it: `380671234567.0`. */
const SPREADSHEET_NUMBER = /^(\d{7,15})\.0{1,4}$/;

/** Whether nothing visible was typed. */
export function isBlankText(text: string): boolean {
  return text.replace(INVISIBLE, "").trim() === "";
}

/**
 * The text with digits of every usual script as 0–9 and without invisible marks, e-mail addresses and @names, whose digits
 * are no phone.
 */
export function cleanPhoneText(text: string): string {
  const plain = text
    .replace(INVISIBLE, "")
    .replace(FULL_WIDTH, (char) => String.fromCharCode(char.charCodeAt(0) - 0xfee0))
    .replace(OTHER_SCRIPT_DIGIT, (char) => String(char.charCodeAt(0) % 16))
    .replace(LETTER_ZERO, (letters) => "0".repeat(letters.length))
    .trim();
  return withoutAddresses(plain).replace(SPREADSHEET_NUMBER, "$1");
}

function withoutAddresses(text: string): string {
  if (!text.includes("@")) return text;
  return text
    .split(/(\s)/)
    .map((word) => (isAddress(word) ? "@" : word))
    .join("");
}

function isAddress(word: string): boolean {
  const at = word.indexOf("@");
  return at === 0 || (at > 0 && word.includes(".", at));
}
