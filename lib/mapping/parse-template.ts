import { FILTERS, type FilterName } from "./filters";
import { FILTERS_MAX, HOLES_MAX, TEMPLATE_CHARS_MAX } from "./limits";
import { type Path, parsePathAt, skipSpaces } from "./path";
import { readQuoted } from "./read-quoted";
import type { TemplateError } from "./template-error";

/** An argument of a filter: a value, a line of a lookup table (`"a" => "b"`), or its last line (`* => "b"`). */
export type FilterArg =
  | { kind: "value"; text: string }
  | { kind: "pair"; from: string; text: string }
  | { kind: "else"; text: string };

export type FilterCall = { name: FilterName; args: FilterArg[] };
export type TemplatePart = { kind: "text"; text: string } | { kind: "hole"; path: Path; filters: FilterCall[] };

/** A template as read: plain data, printed back by `printTemplate`. */
export type Template = { parts: TemplatePart[] };

export type ParseResult = { ok: true; template: Template } | { ok: false; error: TemplateError };

type Fail = { ok: false; error: TemplateError };

/** One hole as read; `end` is the position after its braces. */
export type HoleResult = { ok: true; path: Path; filters: FilterCall[]; end: number } | Fail;

const LITERAL_BRACES = /\{\{\s*"(\{+)"\s*\}\}/y;
const FILTER_NAME = /[\p{L}_][\p{L}\p{N}_]*/uy;

/**
 * Reads a template: literal text with holes `{{ path | filter: argument, argument | … }}`.
 *
 * - Arguments are texts in single or double quotes, or plain words and numbers; lines of a lookup table are `"from" => "to"`.
 * - Of three or more braces the last two open the hole. `{{ "{{" }}` stands for the braces themselves.
 *
 * Never throws: a text that is no template gives the first error and its position.
 *
 * @example
 * parseTemplate('{{contact.variables["Місто"] | map: "Львів" => "1", * => "9"}}')
 */
export function parseTemplate(text: string): ParseResult {
  if (text.length > TEMPLATE_CHARS_MAX) return fail("too_long", TEMPLATE_CHARS_MAX, { max: TEMPLATE_CHARS_MAX });

  const parts: TemplatePart[] = [];
  let holes = 0;
  let at = 0;
  while (at < text.length) {
    const open = findOpening(text, at);
    pushText(parts, text.slice(at, open));
    if (open === text.length) break;

    const braces = readLiteralBraces(text, open);
    if (braces) {
      pushText(parts, braces.text);
      at = braces.end;
      continue;
    }

    const hole = readHole(text, open);
    if (!hole.ok) return hole;
    if (++holes > HOLES_MAX) return fail("too_many_holes", open, { max: HOLES_MAX });
    parts.push({ kind: "hole", path: hole.path, filters: hole.filters });
    at = hole.end;
  }
  return { ok: true, template: { parts } };
}

/** Where the next hole opens at or after `from`, or the length of the text. */
export function findOpening(text: string, from: number): number {
  let open = text.indexOf("{{", from);
  if (open < 0) return text.length;
  while (text.charAt(open + 2) === "{") open++;
  return open;
}

/** `{{ "{{" }}` at `open`, which stands for the braces in the quotes; null where a hole opens. */
export function readLiteralBraces(text: string, open: number): { text: string; end: number } | null {
  LITERAL_BRACES.lastIndex = open;
  const braces = LITERAL_BRACES.exec(text);
  return braces && { text: braces[1] ?? "", end: open + braces[0].length };
}

function pushText(parts: TemplatePart[], text: string): void {
  const last = parts.at(-1);
  if (last?.kind === "text") last.text += text;
  else if (text !== "") parts.push({ kind: "text", text });
}

/** Reads the hole whose braces open at `open`. */
export function readHole(text: string, open: number): HoleResult {
  const isEnd = (at: number) => text.startsWith("}}", at) || text.charAt(at) === "|";
  const path = parsePathAt(text, open + 2, isEnd);
  if (!path.ok) return path.error.code === "unclosed_hole" ? fail("unclosed_hole", open) : path;

  const filters: FilterCall[] = [];
  let at = path.end;
  while (text.charAt(at) === "|") {
    const filter = readFilter(text, at + 1);
    if (!filter.ok) return filter;
    filters.push(filter.call);
    if (filters.length > FILTERS_MAX) return fail("too_many_filters", at, { max: FILTERS_MAX });
    at = filter.end;
  }
  if (!text.startsWith("}}", at)) return fail("unclosed_hole", open);
  return { ok: true, path: path.path, filters, end: at + 2 };
}

function readFilter(text: string, start: number): { ok: true; call: FilterCall; end: number } | Fail {
  const from = skipSpaces(text, start);
  FILTER_NAME.lastIndex = from;
  const name = FILTER_NAME.exec(text)?.[0];
  if (!name) return fail("filter_expected", from);
  if (!isFilterName(name)) return fail("unknown_filter", from, { name });

  const args: FilterArg[] = [];
  let at = skipSpaces(text, from + name.length);
  if (text.charAt(at) === ":") {
    do {
      const arg = readArg(text, at + 1);
      if (!arg.ok) return arg.error.code === "unclosed_quote" ? arg : fail("bad_filter_arguments", at, { name });
      args.push(arg.arg);
      at = arg.end;
    } while (text.charAt(at) === ",");
  }
  if (!isArgEnd(text, at)) return fail(at >= text.length ? "unclosed_hole" : "bad_filter_arguments", at, { name });
  if (FILTERS[name](args) === null) return fail("bad_filter_arguments", from, { name });
  return { ok: true, call: { name, args }, end: at };
}

function readArg(text: string, start: number): { ok: true; arg: FilterArg; end: number } | Fail {
  const first = readWord(text, start);
  if (!first.ok) return first;
  if (!text.startsWith("=>", first.end)) return { ok: true, arg: { kind: "value", text: first.text }, end: first.end };

  const second = readWord(text, first.end + 2);
  if (!second.ok) return second;
  const isElse = first.text === "*" && !first.isQuoted;
  const arg: FilterArg = isElse
    ? { kind: "else", text: second.text }
    : { kind: "pair", from: first.text, text: second.text };
  return { ok: true, arg, end: second.end };
}

function readWord(text: string, start: number): { ok: true; text: string; isQuoted: boolean; end: number } | Fail {
  const from = skipSpaces(text, start);
  const quoted = readQuoted(text, from);
  if (quoted) return { ok: true, text: quoted.text, isQuoted: true, end: skipSpaces(text, quoted.end) };
  if (/["']/.test(text.charAt(from))) return fail("unclosed_quote", from);

  let end = from;
  while (end < text.length && !isArgEnd(text, end) && text.charAt(end) !== "," && !text.startsWith("=>", end)) end++;
  const word = text.slice(from, end).trim();
  if (word === "" || word.includes("{{")) return fail("bad_filter_arguments", from);
  return { ok: true, text: word, isQuoted: false, end };
}

function isArgEnd(text: string, at: number): boolean {
  return text.charAt(at) === "|" || text.startsWith("}}", at);
}

function isFilterName(name: string): name is FilterName {
  return Object.hasOwn(FILTERS, name);
}

function fail(code: TemplateError["code"], position: number, args: TemplateError["args"] = {}): Fail {
  return { ok: false, error: { code, position, args } };
}
