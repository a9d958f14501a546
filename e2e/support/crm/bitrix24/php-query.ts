export type Params = Record<string, unknown>;

/** What is given by names; nothing where it is no such thing, as PHP makes of it. */
export function toParams(value: unknown): Params {
  return isParams(value) ? value : {};
}

/** The items of a field that holds several: `[{ VALUE: "…" }]`. */
export function listItems(value: unknown): Params[] {
  return Array.isArray(value) ? value.filter(isParams) : [];
}

export function isParams(value: unknown): value is Params {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * Parameters as PHP reads them from the address of a batch's command.
 *
 * @example
 * readPhpQuery("filter[@ID][0]=46&select[]=ID") // => { filter: { "@ID": ["46"] }, select: ["ID"] }
 */
export function readPhpQuery(query: string): Params {
  const root: Params = {};
  for (const [name, value] of new URLSearchParams(query)) {
    const [first = "", ...rest] = name.split("[").map((part) => part.replace(/\]$/, ""));
    put(root, [first, ...rest], value);
  }
  return Object.fromEntries(Object.entries(root).map(([key, value]) => [key, toArrays(value)]));
}

function put(target: Params, [key = "", ...rest]: string[], value: string) {
  const name = key === "" ? String(Object.keys(target).length) : key;
  if (rest.length === 0) {
    target[name] = value;
    return;
  }
  const inner = toParams(target[name]);
  target[name] = inner;
  put(inner, rest, value);
}

/** What is numbered from 0 on is a list. */
function toArrays(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([key, item]) => [key, toArrays(item)] as const);
  const isList = entries.length > 0 && entries.every(([key], index) => key === String(index));
  return isList ? entries.map(([, item]) => item) : Object.fromEntries(entries);
}
