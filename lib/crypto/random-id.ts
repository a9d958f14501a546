import { randomBytes } from "node:crypto";

const ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
/** The greatest multiple of 62 that a byte can reach; higher bytes would make the first characters likelier. */
const BYTE_BOUND = 248;
/** 26 characters of base62 hold 154 bits. */
const LENGTH_DEFAULT = 26;

/**
 * An id that cannot be guessed: base62 from the system's secure random source, every character equally likely.
 * 22 characters hold 131 bits.
 */
export function createRandomId(length: number = LENGTH_DEFAULT): string {
  let id = "";
  while (id.length < length) {
    for (const byte of randomBytes(length)) {
      if (byte < BYTE_BOUND && id.length < length) id += ALPHABET.charAt(byte % ALPHABET.length);
    }
  }
  return id;
}
