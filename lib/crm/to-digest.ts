import { createHash } from "node:crypto";

/** A short text that is the same for the same value, and that the value cannot be read out of. */
export function toDigest(value: unknown): string {
  return createHash("sha256").update(JSON.stringify(value)).digest("base64url");
}
