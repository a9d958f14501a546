const ENTITIES: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: " " };

/** A link as people write it; a point or a bracket behind it is not its part. */
const LINK = /https?:\/\/[^\s<>"]+[^\s<>".,;:!?)\]}'»]/gu;

/**
 * Text as a paragraph of Odoo's rich text fields: lines are kept, and links can be clicked, which Odoo does not see to.
 *
 * @example
 * toHtml("Кава & чай\nhttps://a.ua") // => '<p>Кава &amp; чай<br><a href="https://a.ua">https://a.ua</a></p>'
 */
export function toHtml(text: string): string {
  let html = "";
  let end = 0;
  for (const { 0: link, index } of text.matchAll(LINK)) {
    html += `${escapeHtml(text.slice(end, index))}<a href="${escapeHtml(link)}">${escapeHtml(link)}</a>`;
    end = index + link.length;
  }
  return `<p>${(html + escapeHtml(text.slice(end))).replace(/\r\n?|\n/g, "<br>")}</p>`;
}

/** The text of a rich text field, a line for each paragraph and line. */
export function fromHtml(html: string): string {
  return html
    .replace(/[\r\n]+/g, " ")
    .replace(/<br\s*\/?>|<\/(p|div|li|h\d|tr)>/gi, "\n")
    .replace(/<[^>]*>/g, "")
    .replace(/&(?:#x([\da-f]+)|#(\d+)|([a-z]+));/gi, toCharacter)
    .trim();
}

function toCharacter(entity: string, hex?: string, decimal?: string, name?: string) {
  if (name) return ENTITIES[name.toLowerCase()] ?? entity;
  const code = hex ? Number.parseInt(hex, 16) : Number(decimal);
  return code <= 0x10ffff ? String.fromCodePoint(code) : entity;
}

function escapeHtml(text: string) {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}
