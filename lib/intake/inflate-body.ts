import { promisify } from "node:util";
import { brotliDecompress, gunzip, inflate, inflateRaw } from "node:zlib";
import { BODY_BYTES_MAX } from "./body-limits";

export type InflatedBody =
  | { ok: true; bytes: Buffer }
  | { ok: false; reason: "too_large" | "unknown_encoding" | "broken_encoding" };

const DECODERS = {
  gzip: promisify(gunzip),
  "x-gzip": promisify(gunzip),
  br: promisify(brotliDecompress),
};
const inflateZlib = promisify(inflate);
const inflateBare = promisify(inflateRaw);

/** The values of Content-Encoding that are understood, for the answer to one that is not. */
export const ACCEPTED_ENCODINGS = "gzip, deflate, br";

/** Undoes Content-Encoding. Stops as soon as the result would be larger than the limit, however small the body is. */
export async function inflateBody(bytes: Buffer, contentEncoding: string | undefined): Promise<InflatedBody> {
  const encoding = contentEncoding?.trim().toLowerCase() ?? "";
  if (encoding === "" || encoding === "identity") return { ok: true, bytes };
  const decode = findDecoder(encoding, bytes);
  if (!decode) return { ok: false, reason: "unknown_encoding" };
  try {
    return { ok: true, bytes: await decode(bytes, { maxOutputLength: BODY_BYTES_MAX }) };
  } catch (error) {
    const isTooLarge = error instanceof RangeError && "code" in error && error.code === "ERR_BUFFER_TOO_LARGE";
    return { ok: false, reason: isTooLarge ? "too_large" : "broken_encoding" };
  }
}

function findDecoder(encoding: string, bytes: Buffer) {
  if (encoding === "gzip" || encoding === "x-gzip" || encoding === "br") return DECODERS[encoding];
  if (encoding !== "deflate") return null;
  // By the standard a zlib stream, whose first byte says so; some senders leave the wrapping out.
  return ((bytes[0] ?? 0) & 0x0f) === 0x08 ? inflateZlib : inflateBare;
}
