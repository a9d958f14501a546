/** A source file as text. */
type Source = { name: string; text: string };

/**
 * The keys that no source can ask for. A key counts as asked for where a file speaks of its namespace and holds the rest of
 * the key as a text; in a template text, whatever stands between the fixed parts counts as any.
 */
export function findUnusedKeys(keys: readonly string[], sources: readonly Source[]): string[] {
  const everywhere = new Set(sources.flatMap(({ text }) => [...textsOf(text).fixed]));
  const readers = sources.map(({ text }) => {
    const { fixed, patterns } = textsOf(text);
    return { namespaces: namespacesOf(text), fixed: asksByVariable(text) ? everywhere : fixed, patterns };
  });
  return keys.filter(
    (key) =>
      !readers.some(({ namespaces, fixed, patterns }) =>
        namespaces.some((namespace) => {
          if (namespace !== "" && !key.startsWith(`${namespace}.`)) return false;
          const rest = namespace === "" ? key : key.slice(namespace.length + 1);
          return fixed.has(rest) || patterns.some((pattern) => pattern.test(rest));
        }),
      ),
  );
}

function namespacesOf(text: string) {
  const calls = [...text.matchAll(/(?:use|get)Translations(?:<|\(\s*)["']([\w.]+)["']/g)].map(([, name = ""]) => name);
  return /(?:use|get)Translations\(\s*\)/.test(text) ? [...calls, ""] : calls;
}

function asksByVariable(text: string) {
  return /\bt(?:[A-Z]\w*)?(?:\.rich)?\(\s*[a-z]/.test(text);
}

function textsOf(text: string) {
  const fixed = new Set([...text.matchAll(/"([\w.]+)"/g)].map(([, value = ""]) => value));
  const patterns = [...text.matchAll(/`([\w.]*(?:\$\{[^}]*\}[\w.]*)+)`/g)].map(
    ([, template = ""]) => new RegExp(`^${template.replace(/\./g, "\\.").replace(/\$\{[^}]*\}/g, "[\\w.-]+")}$`),
  );
  // Keys of objects are keys of messages where they are walked over, as the sections of the product are.
  for (const [, name = ""] of text.matchAll(/\b(\w+):/g)) fixed.add(name);
  return { fixed, patterns };
}
