const URL_IN_TEXT = /(https?:\/\/[^\s<>"«»]+(?<![.,;:!?)]))/;
const ENTITIES: Readonly<Record<string, string>> = {
  "&amp;": "&",
  "&lt;": "<",
  "&gt;": ">",
  "&quot;": '"',
  "&#39;": "'",
  "&nbsp;": " ",
};

/**
 * Plain text as HTML that shows the same, with its addresses as links.
 *
 * @example toHtml("A & B\nhttps://a.example") // => 'A &amp; B<br><a href="https://a.example">https://a.example</a>'
 */
export function toHtml(text: string): string {
  return text
    .split(URL_IN_TEXT)
    .map((part, index) =>
      index % 2 === 1 ? `<a href="${escapeText(part)}">${escapeText(part)}</a>` : escapeText(part),
    )
    .join("")
    .replace(/\r?\n/g, "<br>");
}

/** What a person reads in the HTML. */
export function toText(html: string): string {
  return html
    .replace(/<br\s*\/?>|<\/(p|div|li)>(?=.)/gi, "\n")
    .replace(/<[^>]*>/g, "")
    .replace(/&(amp|lt|gt|quot|#39|nbsp);/g, (entity) => ENTITIES[entity] ?? entity)
    .trim();
}

function escapeText(text: string) {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}
