/** What a text takes from outside, and which plural forms it has. */
export type Placeholders = { names: Set<string>; plurals: Set<string>[] };

/**
 * Reads the placeholders, tags and plural forms of an ICU message.
 *
 * @example
 * readPlaceholders("{count, plural, one {# lead} other {# leads}}") // => names: count; plurals: [one, other]
 */
export function readPlaceholders(message: string): Placeholders {
  const found: Placeholders = { names: new Set(), plurals: [] };
  for (const [, tag] of message.matchAll(/<(\w+)>/g)) found.names.add(`<${tag}>`);
  readText(message, 0, found);
  return found;
}

/** Reads until the end of the text or of the branch that it is; gives the place after it. */
function readText(text: string, start: number, found: Placeholders): number {
  let at = start;
  while (at < text.length && text[at] !== "}") at = text[at] === "{" ? readArgument(text, at + 1, found) : at + 1;
  return at + 1;
}

function readArgument(text: string, start: number, found: Placeholders): number {
  const [head = "", name = "", type = ""] = /^\s*(\w+)\s*(?:,\s*(\w+)\s*)?/.exec(text.slice(start)) ?? [];
  if (name === "") throw new Error(`A brace without a name in "${text}"`);
  found.names.add(name);
  let at = start + head.length;
  if (type !== "plural" && type !== "selectordinal" && type !== "select") return text.indexOf("}", at) + 1;

  const forms = new Set<string>();
  while (at < text.length && text[at] !== "}") {
    const [selector = "", form] = /^[\s,]*([^\s{}]+)\s*\{/.exec(text.slice(at)) ?? [];
    if (form === undefined) {
      at += 1;
      continue;
    }
    forms.add(form);
    at = readText(text, at + selector.length, found);
  }
  if (type === "plural") found.plurals.push(forms);
  return at + 1;
}
