const LINK = /https?:\/\/[^\s<>"']+/g;

/** Text as HTML in which it reads the same: lines stay lines, and links can be clicked. */
export function toHtml(text: string): string {
  let html = "";
  let from = 0;
  for (const { 0: link, index } of text.matchAll(LINK)) {
    html += `${escapeHtml(text.slice(from, index))}<a href="${escapeHtml(link)}">${escapeHtml(link)}</a>`;
    from = index + link.length;
  }
  return (html + escapeHtml(text.slice(from))).replace(/\r?\n/g, "<br>");
}

/** What can be compared of HTML that has been through a sanitiser: its letters and digits. */
export function toComparable(html: string): string {
  return html
    .replace(/<[^>]*>/g, " ")
    .replace(/&(?:[a-z]+|#\d+);/gi, " ")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

function escapeHtml(text: string) {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}
