import { z } from "zod";

export const FILTER_OPERATORS = [
  "equals",
  "not_equals",
  "contains",
  "not_contains",
  "starts_with",
  "ends_with",
  "in_list",
  "not_in_list",
  "matches",
  "is_blank",
  "is_not_blank",
  "exists",
  "gt",
  "gte",
  "lt",
  "lte",
  "between",
  "before",
  "after",
  "is_valid_phone",
  "phone_country_is",
  "is_valid_email",
] as const;
export type FilterOperator = (typeof FILTER_OPERATORS)[number];

/**
 * One condition. `field` is `event:<path>`, `mapped:<field key>`, or `phone` and `email` (the standardised ones).
 * `values` holds one value, the list, or the two bounds of `between`.
 */
export const filterConditionSchema = z.object({
  field: z.string().min(1).max(500),
  operator: z.enum(FILTER_OPERATORS),
  values: z.array(z.string().max(1_000)).max(500).default([]),
});
export type FilterCondition = z.infer<typeof filterConditionSchema>;

/** Groups of conditions: `and_of_or` joins the groups by AND and the conditions inside by OR; `or_of_and` the other way round. */
export const filterSchema = z.object({
  mode: z.enum(["and_of_or", "or_of_and"]).default("or_of_and"),
  isCaseSensitive: z.boolean().default(false),
  groups: z
    .array(z.object({ conditions: z.array(filterConditionSchema).min(1).max(50) }))
    .max(20)
    .default([]),
});
export type Filter = z.infer<typeof filterSchema>;
