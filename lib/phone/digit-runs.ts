import { cleanPhoneText } from "./clean-phone-text";

/** Digits typed without a break. */
export type DigitGroup = {
  digits: string;
  hasPlus: boolean;
  /** Set off from the group before it by a space, a slash or a plus, so that another number may begin here. */
  isApart: boolean;
};

/** Groups with nothing but the usual separators of a number between them. */
export type DigitRun = DigitGroup[];

const GROUPS_MAX = 300;
/** Separators in a row that a number may have inside, as in `+38 ( 067 ) - 123`. */
const GAP_CHARS_MAX = 6;
const GAP = /^[\p{Zs}\t.\-\u2010-\u2015\u2212()[\]+/_~·•'’]*$/u;
const APART = /[\p{Zs}\t+/]/u;
const LETTER = /\p{L}/u;

/**
 * Finds the digits of a text and groups those that could be one number. Letters, commas, line breaks and other signs
 * end a run. `isDigitsOnly` tells that the text has no letters at all.
 */
export function readDigitRuns(text: string): { runs: DigitRun[]; isDigitsOnly: boolean } {
  const clean = cleanPhoneText(text);
  const runs: DigitRun[] = [];
  let end = 0;
  let groups = 0;

  for (const match of clean.matchAll(/\d+/g)) {
    if (++groups > GROUPS_MAX) break;
    const gap = clean.slice(end, match.index);
    const isSameRun = gap.length <= GAP_CHARS_MAX && GAP.test(gap);
    const group = { digits: match[0], hasPlus: endsWithPlus(gap), isApart: APART.test(gap) };

    const run = runs.at(-1);
    if (run && isSameRun) run.push(group);
    else runs.push([group]);
    end = match.index + match[0].length;
  }
  return { runs, isDigitsOnly: !LETTER.test(clean) };
}

/** The digits of the groups as one row. */
export function digitsOf(groups: readonly DigitGroup[]): string {
  return groups.map(({ digits }) => digits).join("");
}

function endsWithPlus(gap: string): boolean {
  return /\+[\s(]*$/.test(gap.slice(-GAP_CHARS_MAX));
}
