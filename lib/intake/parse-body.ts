import { isUtf8 } from "node:buffer";
import { isJsonObject, type JsonObject, type JsonValue } from "@/lib/json";
import { BODY_DEPTH_MAX, BODY_EVENTS_MAX, BODY_KEYS_MAX } from "./body-limits";
import { keepLongNumbers } from "./keep-long-numbers";
import { looksLikeForm, parseForm } from "./parse-form";
import { sanitizeJson } from "./sanitize-json";
import { scanJson } from "./scan-json";

/**
 * Something about a body that was read all the same: bytes that are not UTF-8, elements that are no objects, numbers
 * that a double cannot hold (kept as text), strings with U+0000 or half a surrogate pair (mended).
 */
type BodyNote =
  | { code: "invalid_utf8" }
  | { code: "text_mended" }
  | { code: "not_objects"; count: number }
  | { code: "numbers_kept_as_text"; count: number };

type BodyErrorCode =
  | "invalid_json"
  | "unreadable"
  | "unsupported_media"
  | "too_deep"
  | "too_many_keys"
  | "too_many_events";

export type ParsedBody =
  | { ok: true; events: JsonObject[]; kind: "json" | "form"; notes: BodyNote[] }
  | { ok: false; status: 400 | 415; code: BodyErrorCode; notes: BodyNote[] };

/** What was read, with the number of numbers that were kept as text. */
type Read =
  | { ok: true; value: JsonValue; kind: "json" | "form"; isMended: boolean; numbers: number }
  | { ok: false; status: 400 | 415; code: BodyErrorCode };

/**
 * Turns the body of a webhook into its events: one for a single object, one per object of a list, none for an empty
 * body or for JSON without objects.
 *
 * The bytes decide, not the label: JSON is read under any content type, and a form becomes an object. Every event can be
 * stored as jsonb: no U+0000, no half surrogate pair, bounded depth; ids beyond 2^53 are strings with every digit.
 * Never throws, and takes time linear in the body's length.
 */
export function parseBody({ bytes, contentType }: { bytes: Uint8Array; contentType: string | null }): ParsedBody {
  const notes: BodyNote[] = [];
  if (!isUtf8(bytes)) notes.push({ code: "invalid_utf8" });

  const read = readValue(decode(bytes), mediaType(contentType));
  if (!read.ok) return { ...read, notes };

  if (read.isMended) notes.push({ code: "text_mended" });
  if (read.numbers > 0) notes.push({ code: "numbers_kept_as_text", count: read.numbers });

  const elements = Array.isArray(read.value) ? read.value : [read.value];
  const events = elements.filter(isJsonObject);
  if (events.length > BODY_EVENTS_MAX) return { ok: false, status: 400, code: "too_many_events", notes };
  if (events.length < elements.length) notes.push({ code: "not_objects", count: elements.length - events.length });
  return { ok: true, events, kind: read.kind, notes };
}

function readValue(text: string, media: string): Read {
  const first = firstCharacter(text);
  if (first === "") return { ok: true, value: [], kind: "json", isMended: false, numbers: 0 };
  if (first === "{" || first === "[") return readJson(text);
  if (first === "<") return { ok: false, status: 415, code: "unsupported_media" };
  if (looksLikeForm(text)) return readForm(text);

  const json = readJson(text);
  if (json.ok || media === "" || media.endsWith("json")) return json;
  if (media === "application/x-www-form-urlencoded") return { ok: false, status: 400, code: "unreadable" };
  return { ok: false, status: 415, code: "unsupported_media" };
}

function readJson(text: string): Read {
  const scan = scanJson(text);
  // Measured before parsing: later steps walk the value recursively.
  if (scan.depth > BODY_DEPTH_MAX) return { ok: false, status: 400, code: "too_deep" };
  if (scan.keys > BODY_KEYS_MAX) return { ok: false, status: 400, code: "too_many_keys" };

  const { text: exact, count } = scan.hasLongNumber ? keepLongNumbers(text) : { text, count: 0 };
  try {
    const { value, isMended } = sanitizeJson(JSON.parse(exact), exact);
    return { ok: true, value, kind: "json", isMended, numbers: count };
  } catch {
    return { ok: false, status: 400, code: "invalid_json" };
  }
}

function readForm(text: string): Read {
  const form = parseForm(text);
  if (!form.ok) return { ok: false, status: 400, code: form.code };
  return { ok: true, value: form.value, kind: "form", isMended: form.isMended, numbers: 0 };
}

function decode(bytes: Uint8Array): string {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("utf8");
  return text.startsWith("\uFEFF") ? text.slice(1) : text;
}

function firstCharacter(text: string): string {
  return /\S/.exec(text)?.[0] ?? "";
}

function mediaType(contentType: string | null): string {
  return (contentType ?? "").split(";", 1)[0]?.trim().toLowerCase() ?? "";
}
