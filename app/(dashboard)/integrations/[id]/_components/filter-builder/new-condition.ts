import type { FilterCondition } from "@/lib/filter/schema";

/** What a condition begins as: it can be read as it stands, and is the one most often wanted. */
export function newCondition(): FilterCondition {
  return { field: "phone", operator: "is_valid_phone", values: [] };
}
