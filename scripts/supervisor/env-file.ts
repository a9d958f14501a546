import { existsSync, readFileSync } from "node:fs";

/**
 * The settings in a file, none when there is no such file. Node.js reads such files itself only since 20.12.
 *
 * A line is `NAME=value`, the value bare or in quotes; empty lines and lines that begin with # are left out.
 */
export function readEnvFile(file: string): Record<string, string> {
  return existsSync(file) ? Object.fromEntries(parseEnvFile(readFileSync(file, "utf8"))) : {};
}

/**
 * @example
 * parseEnvFile('PORT=4000 # the second one\nHOST="0.0.0.0"')
 * // => [["PORT", "4000"], ["HOST", "0.0.0.0"]]
 */
export function parseEnvFile(text: string): [name: string, value: string][] {
  const found: [string, string][] = [];
  for (const line of text.replace(/^\uFEFF/, "").split(/\r?\n/)) {
    const [, name, rest] = /^\s*(?:export\s+)?([A-Za-z_]\w*)\s*=\s*(.*)$/.exec(line) ?? [];
    if (name === undefined || rest === undefined) continue;
    const quoted = /^(["'`])(.*)\1\s*(?:#.*)?$/.exec(rest);
    found.push([name, quoted?.[2] ?? rest.replace(/\s+#.*$|^#.*$/, "").trim()]);
  }
  return found;
}
