import { isJsonObject, type JsonValue } from "@/lib/json";

/** One line of a JSON tree as it is shown. */
export type JsonRow = {
  /** Names from the root; unique in the tree. */
  names: string[];
  id: string;
  value: JsonValue;
  depth: number;
  /** How many values it holds; null for a plain value. */
  size: number | null;
  isOpen: boolean;
};

const ROOT_ID = "";
const MATCHES_MAX = 1000;

/** The id of the value at the end of these names. */
export function toRowId(names: readonly string[]): string {
  return names.length === 0 ? ROOT_ID : JSON.stringify(names);
}

/** The lines of a tree, given which of its values are open. Walks only what is open, so that a large event costs what is seen of it. */
export function listJsonRows(root: JsonValue, open: ReadonlySet<string>): JsonRow[] {
  const rows: JsonRow[] = [];
  const walk = (value: JsonValue, names: string[]) => {
    for (const [name, child] of entriesOf(value)) {
      const childNames = [...names, name];
      const id = toRowId(childNames);
      const size = sizeOf(child);
      const isOpen = size !== null && size > 0 && open.has(id);
      rows.push({ names: childNames, id, value: child, depth: names.length, size, isOpen });
      if (isOpen) walk(child, childNames);
    }
  };
  if (sizeOf(root) === null) return [{ names: [], id: ROOT_ID, value: root, depth: 0, size: null, isOpen: false }];
  walk(root, []);
  return rows;
}

/** Which values are open at first: all down to `depth`, but none that holds very many. */
export function listOpenAtFirst(root: JsonValue, { depth = 3, sizeMax = 100 } = {}): string[] {
  const ids: string[] = [];
  const walk = (value: JsonValue, names: string[]) => {
    for (const [name, child] of entriesOf(value)) {
      const size = sizeOf(child);
      if (size === null || size > sizeMax || names.length >= depth) continue;
      ids.push(toRowId([...names, name]));
      walk(child, [...names, name]);
    }
  };
  if ((sizeOf(root) ?? 0) <= sizeMax) walk(root, []);
  return ids;
}

/** The values whose name or text holds `query`, in the order of the tree, each with what must be open to see it. At most 1,000. */
export function findInJson(root: JsonValue, query: string): { id: string; parents: string[] }[] {
  const wanted = fold(query);
  const found: { id: string; parents: string[] }[] = [];
  const walk = (value: JsonValue, names: string[], parents: string[]) => {
    for (const [name, child] of entriesOf(value)) {
      if (found.length >= MATCHES_MAX) return;
      const childNames = [...names, name];
      const isPlain = sizeOf(child) === null;
      if (fold(name).includes(wanted) || (isPlain && fold(String(child)).includes(wanted))) {
        found.push({ id: toRowId(childNames), parents });
      }
      if (!isPlain) walk(child, childNames, [...parents, toRowId(childNames)]);
    }
  };
  if (wanted) walk(root, [], []);
  return found;
}

function entriesOf(value: JsonValue): [string, JsonValue][] {
  if (Array.isArray(value)) return value.map((item, index) => [String(index), item]);
  return isJsonObject(value) ? Object.entries(value) : [];
}

function sizeOf(value: JsonValue): number | null {
  if (Array.isArray(value)) return value.length;
  return isJsonObject(value) ? Object.keys(value).length : null;
}

/** Letter case and the three apostrophes of Ukrainian make no difference. */
function fold(text: string) {
  return text.toLowerCase().replace(/[’ʼ]/g, "'");
}
