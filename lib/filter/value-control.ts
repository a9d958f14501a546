import type { FilterOperator } from "./schema";

/** How many values stand beside an operator, and what they are picked with. */
export type ValueControl =
  | { count: "none" }
  | { count: "one" | "two" | "list"; input: "text" | "date" | "choice" | "country" };

/**
 * What a person fills in beside an operator. `hasChoices`: the field has a list of values to pick from by name; `isDate`: it
 * holds dates. Parts of a text are typed even where there are choices, since they are no whole values.
 */
export function valueControlOf(
  operator: FilterOperator,
  { hasChoices, isDate }: { hasChoices: boolean; isDate: boolean },
): ValueControl {
  const count = COUNTS[operator] ?? "one";
  if (count === "none") return { count };
  if (operator === "phone_country_is") return { count, input: "country" };
  if (hasChoices && WHOLE.has(operator)) return { count, input: "choice" };
  if (operator === "before" || operator === "after") return { count, input: "date" };
  return { count, input: isDate && ORDERED.has(operator) ? "date" : "text" };
}

/**
 * The values that stay when the operator of a condition changes: as many as the next one can use.
 *
 * @example keepValues(["a", "b"], "equals") // => ["a"]
 */
export function keepValues(values: readonly string[], operator: FilterOperator): string[] {
  const count = COUNTS[operator] ?? "one";
  if (count === "none") return [];
  if (count === "list") return [...values];
  return values.slice(0, count === "one" ? 1 : 2);
}

const COUNTS: Partial<Record<FilterOperator, ValueControl["count"]>> = {
  in_list: "list",
  not_in_list: "list",
  phone_country_is: "list",
  between: "two",
  is_blank: "none",
  is_not_blank: "none",
  exists: "none",
  is_valid_phone: "none",
  is_valid_email: "none",
};

const WHOLE: ReadonlySet<FilterOperator> = new Set(["equals", "not_equals", "in_list", "not_in_list"]);
const ORDERED: ReadonlySet<FilterOperator> = new Set(["gt", "gte", "lt", "lte", "between"]);
