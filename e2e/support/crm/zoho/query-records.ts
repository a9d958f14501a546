import type { StoredRecord } from "./store";
import { OFFSET_TIME, readId } from "./write-record";

type Test = (record: StoredRecord) => boolean;
export type Query = { fields: string[]; module: string; test: Test; limit: number };

/** Reads a query in COQL: `select a, b from Module where (x = 'y' or z in ('u','v')) limit 10`, and times by `>=`. Null for what it is not. */
export function parseCoql(text: string): Query | null {
  const parts = /^select (.+?) from (\w+) where (.+?)(?: limit (\d+))?$/.exec(text);
  if (!parts) return null;
  const [, fields = "", module = "", where = "", limit] = parts;
  const tokens = where.match(/'(?:[^'\\]|\\.)*'|>=|[(),=]|[\w.$]+/g) ?? [];
  try {
    const test = readExpression(tokens);
    if (tokens.length > 0) return null;
    return { fields: fields.split(",").map((name) => name.trim()), module, test, limit: Number(limit ?? 200) };
  } catch {
    return null;
  }
}

/** Two conditions to a pair of brackets: a third without brackets of its own is refused. */
function readExpression(tokens: string[]): Test {
  const left = readTerm(tokens);
  const joint = tokens[0];
  if (joint !== "and" && joint !== "or") return left;
  tokens.shift();
  const right = readTerm(tokens);
  return joint === "and" ? (record) => left(record) && right(record) : (record) => left(record) || right(record);
}

function readTerm(tokens: string[]): Test {
  if (tokens[0] === "(") {
    tokens.shift();
    const inner = readExpression(tokens);
    expectToken(tokens, ")");
    return inner;
  }
  const field = tokens.shift() ?? "";
  const operator = tokens.shift();
  if (operator === ">=") return isSince(field, unquote(tokens.shift()));
  const values = operator === "=" ? [unquote(tokens.shift())] : readList(tokens);
  return (record) => values.some((value) => isEqual(record[field], value));
}

/** Times have an offset, and neither milliseconds nor a Z. */
function isSince(field: string, value: string): Test {
  if (!OFFSET_TIME.test(value)) throw new Error("A time expected");
  return (record) => Date.parse(String(record[field])) >= Date.parse(value);
}

function readList(tokens: string[]): string[] {
  expectToken(tokens, "(");
  const values = [unquote(tokens.shift())];
  while (tokens[0] === ",") {
    tokens.shift();
    values.push(unquote(tokens.shift()));
  }
  expectToken(tokens, ")");
  return values;
}

function expectToken(tokens: string[], token: string) {
  if (tokens.shift() !== token) throw new Error(`${token} expected`);
}

function unquote(token = "") {
  if (!/^'.*'$/s.test(token)) throw new Error("A text expected");
  return token.slice(1, -1).replace(/\\(.)/g, "$1");
}

/** Reads `((Phone:equals:+380…)and(Due_Date:equals:…))`; a backslash stands before brackets and commas of a value. */
export function parseCriteria(text: string): Test | null {
  const conditions = [...text.matchAll(/\((\w+):(equals|greater_equal):((?:[^\\()]|\\.)*)\)/g)];
  if (conditions.length === 0 || conditions.length > 10) return null;
  try {
    const tests = conditions.map(([, field = "", operator, value = ""]): Test => {
      if (operator === "greater_equal") return isSince(field, value);
      return (record) => isEqual(record[field], value.replace(/\\(.)/g, "$1"));
    });
    return (record) => tests.every((test) => test(record));
  } catch {
    return null;
  }
}

/** The database does not tell letter cases apart, and knows a linked record by its id. */
export function isEqual(stored: unknown, value: string): boolean {
  const text = typeof stored === "object" && stored !== null ? readId(stored) : String(stored ?? "");
  return text !== "" && text.toLowerCase() === value.toLowerCase();
}
