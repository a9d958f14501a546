import { type FilterCall, findOpening, readHole, readLiteralBraces } from "./parse-template";
import type { Path } from "./path";
import type { TemplateError } from "./template-error";

type Place = { start: number; end: number };
export type HoleSegment = Place & { kind: "hole"; path: Path; filters: FilterCall[] };
export type TemplateSegment =
  | (Place & { kind: "text" })
  | HoleSegment
  | (Place & { kind: "broken"; error: TemplateError });

/**
 * The pieces of a text that may still be in the making, in order and without gaps: what stands as it is, holes, and holes
 * that cannot be read. Of a text that is a template the holes are those that `parseTemplate` gives.
 *
 * @example
 * listSegments("Чат {{bot.name}} {{tit") // => text 0–4, hole 4–16, text 16–17, broken 17–22
 */
export function listSegments(text: string): TemplateSegment[] {
  const segments: TemplateSegment[] = [];
  let from = 0;
  let at = 0;
  const add = (segment: TemplateSegment) => {
    if (from < segment.start) segments.push({ kind: "text", start: from, end: segment.start });
    segments.push(segment);
    from = segment.end;
    at = segment.end;
  };

  while (at < text.length) {
    const open = findOpening(text, at);
    if (open === text.length) break;
    const braces = readLiteralBraces(text, open);
    if (braces) {
      at = braces.end;
      continue;
    }
    const hole = readHole(text, open);
    if (hole.ok) add({ kind: "hole", start: open, end: hole.end, path: hole.path, filters: hole.filters });
    else add({ kind: "broken", start: open, end: endOfBroken(text, open), error: hole.error });
  }
  if (from < text.length) segments.push({ kind: "text", start: from, end: text.length });
  return segments;
}

/** The hole under a position: strictly inside of its braces. */
export function findHoleAt(text: string, position: number): HoleSegment | null {
  const hole = listSegments(text).find(({ start, end }) => start < position && position < end);
  return hole?.kind === "hole" ? hole : null;
}

/** A hole that cannot be read ends with its line, before the next one opens, or after its own braces. */
function endOfBroken(text: string, open: number): number {
  const ends = [text.indexOf("\n", open + 2), findOpening(text, open + 2)].filter((at) => at > open);
  const close = text.indexOf("}}", open + 2);
  return Math.min(...ends, close < 0 ? text.length : close + 2);
}
