import { isJsonObject, type JsonValue } from "@/lib/json";

const DEPTH_MAX = 4;
/** Where APIs put the words for a person, the most telling first. */
const WORD_KEYS = [
  "message",
  "error_description",
  "detail",
  "error_message",
  "description",
  "title",
  "hint",
  "error",
  "errors",
];

/** What an error's body says in words, in any of the common envelopes; null when it says nothing. Texts of several errors are joined. */
export function findErrorWords(body: JsonValue, depth = 0): string | null {
  if (typeof body === "string") return body.trim() || null;
  if (depth > DEPTH_MAX) return null;
  if (Array.isArray(body)) return joinWords(body.slice(0, 10).map((item) => findErrorWords(item, depth + 1)));
  if (!isJsonObject(body)) return null;

  for (const key of WORD_KEYS) {
    const words = findErrorWords(body[key] ?? null, depth + 1);
    if (words) return words;
  }
  // { errors: { phone: ["is taken"] } }
  if (depth === 0) return null;
  return joinWords(
    Object.entries(body).map(([key, value]) => {
      const words = Array.isArray(value) || typeof value === "string" ? findErrorWords(value, depth + 1) : null;
      return words && `${key}: ${words}`;
    }),
  );
}

function joinWords(words: (string | null)[]) {
  return words.filter(Boolean).join("; ") || null;
}
