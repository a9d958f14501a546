const ENTITIES: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: " " };

/** A link as people write it; a point or a bracket behind it is not its part. */
const LINK = /https?:\/\/[^\s<>"«»]*[^\s<>".,;:!?)\]}'»«]/gu;

/**
 * Plain text as HTML that shows the same: lines stay lines, and links can be clicked.
 *
 * @example
 * toHtml("Кава & чай\nhttps://a.ua.") // => 'Кава &amp; чай<br><a href="https://a.ua">https://a.ua</a>.'
 */
export function toHtml(text: string): string {
  let html = "";
  let end = 0;
  for (const { 0: link, index } of text.matchAll(LINK)) {
    html += `${escapeHtml(text.slice(end, index))}<a href="${escapeHtml(link)}">${escapeHtml(link)}</a>`;
    end = index + link.length;
  }
  return (html + escapeHtml(text.slice(end))).replace(/\r\n?|\n/g, "<br>");
}

/** What a person reads in HTML, a line for each paragraph and line. */
export function fromHtml(html: string): string {
  return (
    html
      .replace(/[\r\n]+/g, " ")
      .replace(/<br\s*\/?>|<\/(p|div|li|h\d|tr)>/gi, "\n")
      // A tag ends before the next one begins, so that a text of nothing but beginnings is read once.
      .replace(/<[^<>]*>/g, "")
      .replace(/&(?:#x([\da-f]+)|#(\d+)|([a-z]+));/gi, toCharacter)
      .trim()
  );
}

/** What can be compared of HTML that has been through a sanitiser: its letters and digits, or all of it where it has none. */
export function toComparable(html: string): string {
  const text = fromHtml(html);
  return text.replace(/[^\p{L}\p{N}]+/gu, " ").trim() || text;
}

function toCharacter(entity: string, hex?: string, decimal?: string, name?: string) {
  if (name) return ENTITIES[name.toLowerCase()] ?? entity;
  const code = hex ? Number.parseInt(hex, 16) : Number(decimal);
  // No database stores a zero or half a character.
  const isCharacter = code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff);
  return isCharacter ? String.fromCodePoint(code) : entity;
}

function escapeHtml(text: string) {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}
