import { CrmError } from "../error";
import type { ApiRecord } from "./api-types";
import type { ZohoClient, ZohoModule } from "./client";
import { USES_COQL } from "./constants";
import { toZohoTime } from "./mapper-values";

/** A condition on a field of one module: one of these values, or a time that is not earlier. Several are joined by `and` or `or`. */
export type Condition = { field: string; values: readonly string[] } | { field: string; since: Date };

export type LookUp = ReturnType<typeof createLookUp>;

/** Zoho gives at most so many rows to a query, and a look never needs more. */
const ROWS_MAX = 200;

/** Looks for records in two ways: by queries in COQL, which see new records at once, and by search, which may lag. */
export function createLookUp(client: ZohoClient, { usesCoql = USES_COQL }: { usesCoql?: boolean } = {}) {
  let isAllowed = usesCoql;

  /** Ids by a query; null where COQL is switched off, or not for this key or edition. */
  async function query(module: ZohoModule, conditions: readonly Condition[], joint: "and" | "or") {
    if (!isAllowed || conditions.length === 0) return null;
    try {
      const records = await client.query(toQuery(module, conditions, joint));
      return records.map(({ id }) => id);
    } catch (error) {
      // Search does without it; what ails the connection as a whole is told by the next call.
      if (!(error instanceof CrmError && (error.kind === "hold" || error.kind === "reject"))) throw error;
      isAllowed = false;
      return null;
    }
  }

  return {
    query,
    /** Whether what was looked for last was looked for among all records; else search alone was asked, which may lag. */
    seesAtOnce: () => isAllowed,
    /** Ids of the records for which all conditions hold. */
    async findIds(module: ZohoModule, conditions: readonly Condition[]): Promise<string[]> {
      const ids = await query(module, conditions, "and");
      if (ids) return ids;
      const records: ApiRecord[] = await client.search(module, { criteria: toCriteria(conditions) }, ["id"]);
      return records.map(({ id }) => id);
    },
  };
}

/**
 * COQL takes two conditions in a pair of brackets, and more only as pairs of pairs.
 *
 * @example
 * toQuery("Contacts", [{ field: "Phone", values: ["+38050", "050"] }, { field: "Mobile", values: ["050"] }], "or")
 * // => "select id from Contacts where (Phone in ('+38050','050') or Mobile in ('050')) limit 200"
 */
export function toQuery(module: ZohoModule, conditions: readonly Condition[], joint: "and" | "or"): string {
  const [first = "", ...rest] = conditions.map(toCoql);
  const where = rest.reduce((left, right) => `(${left} ${joint} ${right})`, first);
  return `select id from ${module} where ${where} limit ${ROWS_MAX}`;
}

/** Brackets, commas and backslashes in a value of a search's criteria would be read as its own. */
export function toCriteria(conditions: readonly Condition[]): string {
  const parts = conditions.flatMap((condition) => {
    const { field } = condition;
    if ("since" in condition) return `(${field}:greater_equal:${toZohoTime(condition.since)})`;
    return condition.values.map((value) => `(${field}:equals:${value.replace(/[\\(),]/g, "\\$&")})`);
  });
  return parts.length === 1 ? (parts[0] ?? "") : `(${parts.join("and")})`;
}

function toCoql(condition: Condition) {
  const { field } = condition;
  if ("since" in condition) return `${field} >= '${toZohoTime(condition.since)}'`;
  const { values } = condition;
  return values.length === 1 ? `${field} = ${quote(values[0])}` : `${field} in (${values.map(quote).join(",")})`;
}

function quote(value = "") {
  return `'${value.replace(/[\\']/g, "\\$&")}'`;
}
