import { OdooError } from "./odoo-error";
import type { StoredRow, StoredValue } from "./tables";

type Leaf = { path: string; operator: string; value: unknown };
type Test = (row: StoredRow) => boolean;
/** What a path such as `stage_id.is_won` holds in a row; throws for a field that is not there. */
export type ReadPath = (row: StoredRow, path: string) => StoredValue;

/** A domain, which is in prefix notation with «and» between what nothing else joins, as a test of rows. */
export function compileDomain(domain: unknown, { read }: { read: ReadPath }): Test {
  if (!Array.isArray(domain)) throw new OdooError("builtins.ValueError", "Domain is not a list");
  const rest = [...domain];
  const tests: Test[] = [];
  while (rest.length > 0) tests.push(takeTerm(rest, read));
  return (row) => tests.every((test) => test(row));
}

function takeTerm(rest: unknown[], read: ReadPath): Test {
  const term = rest.shift();
  if (term === "!") {
    const test = takeTerm(rest, read);
    return (row) => !test(row);
  }
  if (term === "|" || term === "&") {
    const left = takeTerm(rest, read);
    const right = takeTerm(rest, read);
    return term === "|" ? (row) => left(row) || right(row) : (row) => left(row) && right(row);
  }
  if (!Array.isArray(term) || term.length !== 3) throw new OdooError("builtins.ValueError", "Invalid leaf in domain");
  const [path, operator, value] = term;
  return toTest({ path: String(path), operator: String(operator), value }, read);
}

function toTest({ path, operator, value }: Leaf, read: ReadPath): Test {
  if (path === "phone_mobile_search") return toPhoneTest(String(value));
  const one = (row: StoredRow) => read(row, path);
  switch (operator) {
    case "=":
      return (row) => isSame(one(row), value);
    case "!=":
      return (row) => !isSame(one(row), value);
    case "in":
      return (row) => Array.isArray(value) && value.some((item) => isSame(one(row), item));
    case "not in":
      return (row) => Array.isArray(value) && !value.some((item) => isSame(one(row), item));
    case ">=":
      // Only of times, whose texts stand in their order.
      return (row) => typeof one(row) === "string" && String(one(row)) >= String(value);
    case "ilike":
      return (row) => toPattern(`%${String(value)}%`).test(toSearchText(one(row)));
    case "=ilike":
      return (row) => toPattern(String(value)).test(toSearchText(one(row)));
    default:
      throw new OdooError("builtins.ValueError", `Invalid operator ${operator} in domain`);
  }
}

/** What the phone mixin does: signs between digits do not count, `+` and `00` are the same and stand at the beginning. */
function toPhoneTest(typed: string): Test {
  const term = strip(typed);
  if (term.length < 3)
    throw new OdooError(
      "odoo.exceptions.UserError",
      "Please enter at least 3 characters when searching a Phone/Mobile number.",
    );
  const international = /^(?:\+|00)(.*)$/.exec(term)?.[1];
  return (row) =>
    [row.phone, row.mobile].some((stored) => {
      const text = strip(toSearchText(stored ?? false));
      if (international === undefined) return text.includes(term);
      return text.startsWith(`+${international}`) || text.startsWith(`00${international}`);
    });
}

function strip(text: string) {
  return text.replace(/[\s\\./()-]/g, "");
}

function toPattern(like: string) {
  const source = like.replace(/\\(.)|[%_]|[.*+?^${}()|[\]\\]/gs, (sign, escaped?: string) => {
    if (escaped !== undefined) return escaped.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
    if (sign === "%") return ".*";
    return sign === "_" ? "." : `\\${sign}`;
  });
  return new RegExp(`^${source}$`, "isu");
}

function isSame(stored: StoredValue, value: unknown) {
  if (Array.isArray(stored)) return stored.includes(Number(value));
  return stored === value || (stored === 0 && value === false) || (stored === "" && value === false);
}

function toSearchText(value: StoredValue) {
  return typeof value === "string" ? value : "";
}
