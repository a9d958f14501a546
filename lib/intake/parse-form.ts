import type { JsonObject, JsonValue } from "@/lib/json";
import { BODY_DEPTH_MAX, BODY_KEYS_MAX } from "./body-limits";
import { sanitizeText } from "./sanitize-json";

export type ParsedForm =
  | { ok: true; value: JsonValue; isMended: boolean }
  | { ok: false; code: "too_deep" | "too_many_keys" };

type Branch = Map<string, Branch | string>;

/** Whether a text reads like `name=value&…`: a first name without spaces, and an equals sign. */
export function looksLikeForm(text: string): boolean {
  return /^\s*[\w.~%+*[\]-]{1,500}=/.test(text);
}

/**
 * Reads a form-encoded text with PHP's brackets: `contact[name]=…` becomes an object, `tags[]=…` a list. Of a name given
 * twice the last value stays. Every value is text.
 *
 * @example
 * parseForm("contact[name]=%D0%9E%D0%BB%D1%8F&tags[]=a&tags[]=b")
 * // => { ok: true, value: { contact: { name: "Оля" }, tags: ["a", "b"] }, isMended: false }
 */
export function parseForm(text: string): ParsedForm {
  const root: Branch = new Map();
  let isMended = false;
  let keys = 0;

  for (const [rawName, rawValue] of new URLSearchParams(text.trim())) {
    const name = sanitizeText(rawName);
    const value = sanitizeText(rawValue);
    isMended ||= name !== rawName || value !== rawValue;

    const path = toPath(name);
    keys += path.length;
    if (path.length > BODY_DEPTH_MAX) return { ok: false, code: "too_deep" };
    if (keys > BODY_KEYS_MAX) return { ok: false, code: "too_many_keys" };
    put(root, path, value);
  }
  return { ok: true, value: toJson(root), isMended };
}

/** `contact[variables][]` → `contact`, `variables`, ``; brackets that do not pair belong to the name. */
function toPath(name: string): string[] {
  const open = name.indexOf("[");
  if (open <= 0 || !/^(?:\[[^[\]]*\])+$/.test(name.slice(open))) return [name];
  return [name.slice(0, open), ...name.slice(open + 1, -1).split("][")];
}

function put(root: Branch, path: readonly string[], value: string): void {
  let branch = root;
  for (const step of path.slice(0, -1)) {
    const name = step || String(branch.size);
    const next = branch.get(name);
    if (next instanceof Map) {
      branch = next;
      continue;
    }
    const made: Branch = new Map();
    branch.set(name, made);
    branch = made;
  }
  const last = path.at(-1) ?? "";
  branch.set(path.length > 1 && last === "" ? String(branch.size) : last, value);
}

/** A branch whose names count up from 0 is a list, as in PHP. */
function toJson(branch: Branch): JsonValue {
  const entries = [...branch].map(([name, value]): [string, JsonValue] => [
    name,
    typeof value === "string" ? value : toJson(value),
  ]);
  const isList = entries.every(([name], index) => name === String(index));
  if (isList) return entries.map(([, value]) => value);
  // fromEntries defines own keys, so that a name like __proto__ stays a plain name.
  return Object.fromEntries(entries) satisfies JsonObject;
}
