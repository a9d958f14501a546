import { type CompileOptions, compileGroups, type FilterIssue } from "./compile-filter";
import type { Filter } from "./schema";

/** Everything that is wrong with a filter, in the order of its conditions; none when it can be saved. */
export function validateFilter(filter: Filter, options: CompileOptions = {}): FilterIssue[] {
  return compileGroups(filter, options).issues;
}
