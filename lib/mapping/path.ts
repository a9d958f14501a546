import { PATH_SEGMENTS_MAX } from "./limits";
import { readQuoted } from "./read-quoted";
import type { TemplateError } from "./template-error";

/**
 * A way to one value of an event.
 *
 * `segments` are its names in order; `rests[i]` is everything from segment `i` on as it was written, since a name may
 * hold dots (`adresa.misto`), or null where it begins with a quote or a bracket.
 */
export type Path = { source: string; segments: string[]; rests: (string | null)[] };

export type PathResult = { ok: true; path: Path; end: number } | { ok: false; error: TemplateError };

/**
 * Reads a path: `contact.variables.phone`, `[0].tags[1]`, `contact.variables["Телефон клієнта"]`.
 *
 * Names may hold anything but `.` and `[`, or `|` and `}}` inside a template; quoted ones, in single or double quotes, anything.
 */
export function parsePath(text: string): PathResult {
  return parsePathAt(text, 0, (at) => at >= text.length);
}

/** Reads a path that starts at `start` and ends where `isEnd` says so; for a template, at `|` or `}}`. */
export function parsePathAt(text: string, start: number, isEnd: (at: number) => boolean): PathResult {
  const segments: string[] = [];
  const starts: (number | null)[] = [];
  let at = skipSpaces(text, start);
  const first = at;
  let isNameExpected = true;

  while (!isEnd(at)) {
    if (at >= text.length) return fail("unclosed_hole", start);
    const step = readStep(text, at, isEnd, isNameExpected);
    if (!step.ok) return step;
    isNameExpected = step.isDot;
    at = step.end;
    if (step.name === null) continue;
    segments.push(step.name);
    starts.push(step.bareStart);
  }

  if (segments.length === 0) return fail("empty_path", first);
  if (segments.length > PATH_SEGMENTS_MAX) return fail("path_too_long", first);
  const rests = starts.map((from) => (from === null ? null : text.slice(from, at).trimEnd()));
  return { ok: true, path: { source: text.slice(first, at).trimEnd(), segments, rests }, end: at };
}

/**
 * Writes a path so that `parsePath` reads the same names back; names that are not plain words are quoted.
 *
 * @example
 * formatPath(["contact", "variables", "Телефон клієнта"]) // => 'contact.variables["Телефон клієнта"]'
 */
export function formatPath(names: readonly string[]): string {
  return names
    .map((name, index) => {
      if (!/^[\p{L}\p{N}_-]+$/u.test(name)) return `[${JSON.stringify(name)}]`;
      return index === 0 ? name : `.${name}`;
    })
    .join("");
}

type Step =
  | { ok: true; name: string | null; bareStart: number | null; isDot: boolean; end: number }
  | { ok: false; error: TemplateError };

function readStep(text: string, at: number, isEnd: (at: number) => boolean, isNameExpected: boolean): Step {
  const char = text.charAt(at);
  if (char === ".") return { ok: true, name: null, bareStart: null, isDot: true, end: at + 1 };
  if (char === "[") return readBracket(text, at);

  if (isNameExpected && (char === '"' || char === "'")) {
    const quoted = readQuoted(text, at);
    // A quote inside a name, as in 'Ім'я, is a letter like any other; only one that ends with the name encloses it.
    if (quoted && isNameEnd(text, skipSpaces(text, quoted.end), isEnd)) {
      return { ok: true, name: quoted.text, bareStart: null, isDot: false, end: skipSpaces(text, quoted.end) };
    }
  }

  let end = at;
  while (end < text.length && !isNameEnd(text, end, isEnd)) end++;
  const name = text.slice(at, end).trim();
  if (name.includes("{{")) return fail("unclosed_hole", at);
  return { ok: true, name: name === "" ? null : name, bareStart: at, isDot: false, end };
}

function readBracket(text: string, open: number): Step {
  const at = skipSpaces(text, open + 1);
  const quoted = readQuoted(text, at);
  if (quoted) {
    const end = skipSpaces(text, quoted.end);
    if (text.charAt(end) !== "]") return fail("unclosed_bracket", open);
    return { ok: true, name: quoted.text, bareStart: null, isDot: false, end: end + 1 };
  }

  const close = text.indexOf("]", at);
  const name = close < 0 ? "" : text.slice(at, close).trim();
  if (name === "" || name.includes("{{") || name.includes("}}")) return fail("unclosed_bracket", open);
  return { ok: true, name, bareStart: null, isDot: false, end: close + 1 };
}

function isNameEnd(text: string, at: number, isEnd: (at: number) => boolean): boolean {
  return isEnd(at) || text.charAt(at) === "." || text.charAt(at) === "[";
}

/** The position of the first character at or after `at` that is no space. */
export function skipSpaces(text: string, at: number): number {
  let end = at;
  while (end < text.length && text.charAt(end).trim() === "") end++;
  return end;
}

function fail(code: TemplateError["code"], position: number): { ok: false; error: TemplateError } {
  return { ok: false, error: { code, position, args: {} } };
}
