const TEXT_CHARS_MAX = 2_000;
const ADDRESS_CHARS_MAX = 254;
const LOCAL_CHARS_MAX = 64;

const INVISIBLE = /[\u00AD\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/g;
const AROUND = /^[<("'«„“[]+|[>)"'»“”\].,;:!?]+$/g;
const LOCAL = /^[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+(?:\.[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+)*$/u;
const LABEL = /^[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}-]*[\p{L}\p{M}\p{N}])?$/u;
const TOP_LABEL = /\p{L}/u;

/**
 * The first e-mail address in a text, trimmed and in lower case, or null when there is none. `mailto:`, angle brackets and
 * surrounding quotes are taken off; letters of any script are allowed before and after the @.
 *
 * @example normaliseEmail(" Олена <Olena.K@Example.COM>, ") // => "olena.k@example.com"
 */
export function normaliseEmail(text: string): string | null {
  const words = text
    .slice(0, TEXT_CHARS_MAX)
    .normalize("NFKC")
    .replace(INVISIBLE, "")
    .split(/[\s,;<>]+/);
  for (const word of words) {
    if (!word.includes("@")) continue;
    const address = toAddress(word);
    if (address !== null) return address;
  }
  return null;
}

function toAddress(word: string): string | null {
  const bare = word.replace(AROUND, "").replace(/^mailto:/i, "");
  const query = bare.indexOf("?", bare.indexOf("@"));
  const address = (query < 0 ? bare : bare.slice(0, query)).toLowerCase();
  return isAddress(address) ? address : null;
}

function isAddress(address: string): boolean {
  const at = address.lastIndexOf("@");
  const local = address.slice(0, Math.max(at, 0));
  if (address.length > ADDRESS_CHARS_MAX || local.length > LOCAL_CHARS_MAX || !LOCAL.test(local)) return false;

  const labels = address.slice(at + 1).split(".");
  const top = labels.at(-1) ?? "";
  return labels.length >= 2 && top.length >= 2 && TOP_LABEL.test(top) && labels.every(isLabel);
}

function isLabel(label: string): boolean {
  return label.length <= 63 && LABEL.test(label);
}
