import { createHash } from "node:crypto";
import type { JsonObject, JsonValue } from "@/lib/json";

/**
 * SHA-256 of an event's canonical content, `date` included: 32 bytes that are the same for the same content in any order
 * of names, so that a repeat is known whoever re-wrote it on the way.
 */
export function fingerprintEvent(event: JsonObject): Buffer {
  return createHash("sha256").update(canonicalJson(event)).digest();
}

/** JSON without spaces, names in code unit order. The value is at most `BODY_DEPTH_MAX` deep. */
export function canonicalJson(value: JsonValue): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  const members = Object.keys(value)
    .sort()
    .map((name) => `${JSON.stringify(name)}:${canonicalJson(value[name] ?? null)}`);
  return `{${members.join(",")}}`;
}
