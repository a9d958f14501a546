import type { JsonValue } from "@/lib/json";
import type { CompiledHole, CompiledTemplate } from "./compile-template";
import { LIST_ITEMS_MAX, TEXT_CHARS_MAX } from "./limits";
import type { RenderScope } from "./render-scope";
import { cutAt, isBlank, toText } from "./value-text";

export type Rendered = {
  /** Of a template that is one hole: the value found, with its type (a list, a boolean); of any other: the text. */
  value: JsonValue | undefined;
  text: string;
  /** True when there are holes and none of them gave anything. */
  isUnfilled: boolean;
};

/**
 * Fills a template from the scope's event. Text that comes from the event is copied, never read as a template.
 *
 * Values longer than `TEXT_CHARS_MAX` are cut, lists longer than `LIST_ITEMS_MAX` too; objects have no text. Such things
 * are reported to the scope.
 */
export function renderTemplate(template: CompiledTemplate, scope: RenderScope): Rendered {
  const first = template.parts[0];
  if (template.isSingleHole && first !== undefined && typeof first !== "string") {
    const value = fillHole(first, scope);
    return { value, text: holeText(value, scope), isUnfilled: isBlank(value) };
  }

  const pieces: string[] = [];
  let length = 0;
  let holes = 0;
  let filled = 0;
  for (const part of template.parts) {
    const piece = typeof part === "string" ? part : holeText(fillHole(part, scope), scope);
    if (typeof part !== "string") holes++;
    if (typeof part !== "string" && !isBlank(piece)) filled++;
    pieces.push(piece);
    length += piece.length;
    if (length > TEXT_CHARS_MAX) break;
  }
  const text = cutText(pieces.join(""), scope);
  return { value: text, text, isUnfilled: holes > 0 && filled === 0 };
}

function fillHole(hole: CompiledHole, scope: RenderScope): JsonValue | undefined {
  let value = cut(scope.read(hole.path), scope);
  for (const run of hole.filters) {
    if (!scope.spend(sizeOf(value))) return undefined;
    value = cut(run(value, scope), scope);
  }
  return scope.spend(sizeOf(value)) ? value : undefined;
}

function holeText(value: JsonValue | undefined, scope: RenderScope): string {
  const { text, hasObject } = toText(value);
  if (hasObject) scope.report("object_in_text");
  return cutText(text, scope);
}

function cut(value: JsonValue | undefined, scope: RenderScope): JsonValue | undefined {
  if (typeof value === "string") return cutText(value, scope);
  if (!Array.isArray(value) || value.length <= LIST_ITEMS_MAX) return value;
  scope.report("list_cut");
  return value.slice(0, LIST_ITEMS_MAX);
}

function cutText(text: string, scope: RenderScope): string {
  if (text.length <= TEXT_CHARS_MAX) return text;
  scope.report("text_cut");
  return cutAt(text, TEXT_CHARS_MAX);
}

function sizeOf(value: JsonValue | undefined): number {
  if (typeof value === "string") return value.length + 1;
  if (!Array.isArray(value)) return 1;
  return value.reduce<number>((sum, item) => sum + (typeof item === "string" ? item.length : 0) + 1, 1);
}
