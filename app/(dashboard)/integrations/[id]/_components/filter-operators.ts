import type { FilterCondition, FilterOperator } from "@/lib/filter/schema";

/** What stands beside an operator: nothing, one value, two bounds, or a list. */
export type ValueShape = "none" | "one" | "two" | "list";

/** The shape of an operator's values. */
export function shapeOf(operator: FilterOperator): ValueShape {
  return SHAPES[operator] ?? "one";
}

export const NEW_CONDITION: FilterCondition = { field: "phone", operator: "is_valid_phone", values: [] };

const SHAPES: Partial<Record<FilterOperator, ValueShape>> = {
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
