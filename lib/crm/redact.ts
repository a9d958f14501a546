import { sanitizeText } from "@/lib/intake/sanitize-json";

const WORDS_BYTES_MAX = 2048;
const HIDDEN = "•••";

/** Sent under such a name it is an id or a code, which the words of an error need. */
const TECHNICAL_NAME = /(^|[_a-z])(id|ids|type|status|state|kind|code|key|stage|pipeline|limit|cursor)$/i;
const EMAIL = /[^\s@<>"'(),;:]+@[^\s@<>"'(),;:]+\.[^\s@<>"'(),;:]+/gu;
const PHONE = /\+?\d[\d\s().-]{7,}\d/g;
const PHONE_DIGITS_MIN = 9;
const DATE_START = /^\d{4}-\d{2}-\d{2}/;
const BEARER = /\b(bearer|token|basic|apikey|api_key|api-key)([\s:="']+)[\w.~+/=-]{8,}/gi;

/**
 * A CRM's words without what must not be kept: the connection's secrets, what was sent about a person, phones, e-mails and
 * tokens. Cut to 2 kB.
 *
 * @example
 * redactWords("Olena Koval (+380671234567) is a duplicate", { secrets: [], sent: ["Olena Koval"] })
 * // => "••• (•••) is a duplicate"
 */
export function redactWords(text: string, { secrets, sent }: { secrets: readonly string[]; sent: readonly string[] }) {
  let words = cutBytes(sanitizeText(text), 4 * WORDS_BYTES_MAX);
  for (const secret of secrets) words = words.replaceAll(secret, HIDDEN);
  for (const value of [...sent].sort((a, b) => b.length - a.length)) words = hideWhole(words, value);
  words = words.replace(BEARER, `$1$2${HIDDEN}`).replace(EMAIL, HIDDEN).replace(PHONE, hidePhone);
  return cutBytes(words.replace(/[\p{Cc}\p{Cf}\s]+/gu, " ").trim(), WORDS_BYTES_MAX);
}

/** Every text in a request that may be about a person: all but what stands under the name of an id or a code. */
export function listPersonalTexts(value: unknown, name = ""): string[] {
  if (typeof value === "string") return value.length < 3 || TECHNICAL_NAME.test(name) ? [] : [value];
  if (Array.isArray(value)) return value.flatMap((item) => listPersonalTexts(item, name));
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => listPersonalTexts(item, key));
}

/** Cuts to a number of bytes in UTF-8 without breaking a character. */
export function cutBytes(text: string, bytesMax: number): string {
  const bytes = Buffer.from(text, "utf8");
  if (bytes.length <= bytesMax) return text;
  return new TextDecoder().decode(bytes.subarray(0, bytesMax)).replace(/�+$/u, "");
}

/** Only where it stands by itself, so that a short value does not tear words apart. */
function hideWhole(words: string, value: string) {
  if (!words.includes(value)) return words;
  const literal = value.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  return words.replace(new RegExp(`(?<![\\p{L}\\p{N}])${literal}(?![\\p{L}\\p{N}])`, "gu"), HIDDEN);
}

function hidePhone(match: string) {
  if (DATE_START.test(match)) return match;
  return match.replace(/\D/g, "").length >= PHONE_DIGITS_MIN ? HIDDEN : match;
}
