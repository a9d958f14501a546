import { randomBytes } from "node:crypto";

const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const ENTROPY_BYTES = 10;

/** A new ULID: 26 characters that sort by the millisecond they were made in. */
export function ulid(now = Date.now()): string {
  return encodeUlid(now, randomBytes(ENTROPY_BYTES));
}

/**
 * The id of the n-th event of a request, counted from 1, from the seed that the SDK sends along
 * (`<ms>,<base64 of 10 bytes>`). A request that is sent again gets the same ids. Null where there is no proper seed.
 */
export function seededUlid(seed: string | null, n: number): string | null {
  const [millis, encoded] = seed?.split(",") ?? [];
  const entropy = Buffer.from(encoded ?? "", "base64");
  if (!(Number(millis) > 0) || entropy.length !== ENTROPY_BYTES) return null;
  const tail = ENTROPY_BYTES - 4;
  entropy.writeUInt32BE((entropy.readUInt32BE(tail) + n) >>> 0, tail);
  return encodeUlid(Number(millis), entropy);
}

/** The smallest ULID of a moment, to compare ids by age. */
export function ulidAt(millis: number): string {
  return encodeUlid(millis, Buffer.alloc(ENTROPY_BYTES));
}

function encodeUlid(millis: number, entropy: Buffer): string {
  let time = "";
  for (let rest = millis, i = 0; i < 10; i++, rest = Math.floor(rest / 32)) time = ALPHABET.charAt(rest % 32) + time;
  let random = "";
  let bits = 0;
  let value = 0;
  for (const byte of entropy) {
    value = (value << 8) | byte;
    for (bits += 8; bits >= 5; bits -= 5) random += ALPHABET.charAt((value >>> (bits - 5)) & 31);
    value &= (1 << bits) - 1;
  }
  return time + random;
}
