import { isBlankText } from "./clean-phone-text";
import { type DigitRun, digitsOf, readDigitRuns } from "./digit-runs";
import { type FittedPhone, fitPart, fitWhole, type NumberForm, whyNoFit } from "./fit-number";
import type { PhoneSettings } from "./schema";

export type StandardisedPhone =
  | {
      ok: true;
      /** E.164. */
      phone: string;
      /** ISO 3166-1 alpha-2; null where the number does not tell which of the code's countries it belongs to, if any. */
      country: string | null;
      /** Whether the numbering plan knows such a number; a right length alone is enough to be accepted. */
      isValid: boolean;
      /** Further numbers in the same text, in E.164, in the order typed. */
      others: string[];
    }
  | { ok: false; reason: PhoneProblem; typed: string };

/** Why a text gives no phone: nothing typed, no digits in it, too few or too many of them, or no such number can exist. */
type PhoneProblem = "blank" | "no_digits" | "wrong_length" | "invalid";

/** More digit groups than this are not read, so that a long text costs no more than a long number. */
const PART_TRIES_MAX = 400;
const OTHERS_MAX = 10;

/**
 * Reads the phone that a person typed, as E.164. Never throws; time grows with the length of the text and no faster.
 *
 * The first number in the text is the phone, the following ones are `others`. Text around a number does not matter, and
 * digits that stand apart after it («дзвоніть після 18») are not taken into it.
 *
 * What decides, in this order:
 * 1. a number of the default country (`callingCode`) has exactly `digits` digits, whatever the numbering plan says;
 *    the national form, `8…`, `00…` and a zero too many after the code are read as such;
 * 2. a number with `+` or `00` and the code of another country is kept when its length is possible there;
 * 3. the national form of a further country is taken when its numbering plan knows the number (the default country may be
 *    named as a further one too: then its valid numbers of other lengths are accepted);
 * 4. digits without `+` that start with another country's code (as WhatsApp sends them) are taken when the numbering plan
 *    knows the number and it is too long to be a mistyped national one.
 * So a text that can be read as the default country's is never read as another's.
 *
 * @example
 * standardisePhone("8 067 123-45-67, 0501234567", settings)
 * // => { ok: true, phone: "+380671234567", country: "UA", isValid: true, others: ["+380501234567"] }
 */
export function standardisePhone(text: string, settings: PhoneSettings): StandardisedPhone {
  if (isBlankText(text)) return { ok: false, reason: "blank", typed: text };

  const { runs, isDigitsOnly } = readDigitRuns(text);
  if (runs.length === 0) return { ok: false, reason: "no_digits", typed: text };

  const found = findNumbers(runs, settings);
  const first = found[0] ?? (isDigitsOnly ? fitWhole(joined(runs.flat()), settings) : null);
  if (!first) {
    const reasons = runs.map((run) => whyNoFit(joined(run), settings));
    return { ok: false, reason: reasons.includes("invalid") ? "invalid" : "wrong_length", typed: text };
  }

  const others = new Set(found.map(({ phone }) => phone));
  others.delete(first.phone);
  return { ok: true, ...first, others: [...others].slice(0, OTHERS_MAX) };
}

function findNumbers(runs: readonly DigitRun[], settings: PhoneSettings): FittedPhone[] {
  const found: FittedPhone[] = [];
  const budget = { left: PART_TRIES_MAX };

  for (const run of runs) {
    const whole = fitWhole(joined(run), settings);
    if (whole) found.push(whole);
    else found.push(...findInParts(run, settings, budget));
    if (found.length > OTHERS_MAX || budget.left <= 0) break;
  }
  return found;
}

/** Numbers that stand beside something else: the longest one that fits from each place where a number may begin. */
function findInParts(run: DigitRun, settings: PhoneSettings, budget: { left: number }): FittedPhone[] {
  const found: FittedPhone[] = [];
  let start = 0;

  while (start < run.length && budget.left > 0) {
    const fitted = longestFrom(run, start, settings, budget);
    if (fitted) found.push(fitted.phone);
    start = fitted ? fitted.end : nextStart(run, start);
  }
  return found;
}

function longestFrom(run: DigitRun, start: number, settings: PhoneSettings, budget: { left: number }) {
  for (const end of endsFrom(run, start)) {
    if (budget.left-- <= 0) return null;
    const phone = fitPart(joined(run.slice(start, end)), settings);
    if (phone) return { phone, end };
  }
  return null;
}

/** Where a number that begins at `start` may end, longest first: only before a gap, a slash or a plus, never inside `067-12`. */
function endsFrom(run: DigitRun, start: number): number[] {
  const ends: number[] = [];
  let digits = 0;
  for (let end = start + 1; end <= run.length; end++) {
    digits += run[end - 1]?.digits.length ?? 0;
    if (digits > 17) break;
    const next = run[end];
    if (!next || next.isApart) ends.push(end);
    if (next?.hasPlus) break;
  }
  return ends.reverse();
}

/** The next group that may begin a number. What follows a plus belongs to it, so that `+48 …` is never read without its code. */
function nextStart(run: DigitRun, start: number): number {
  const isPlusBound = run[start]?.hasPlus ?? false;
  let next = start + 1;
  while (next < run.length && (isPlusBound ? !run[next]?.hasPlus : !run[next]?.isApart)) next++;
  return next;
}

function joined(groups: DigitRun): NumberForm {
  return { digits: digitsOf(groups), hasPlus: groups[0]?.hasPlus ?? false };
}
