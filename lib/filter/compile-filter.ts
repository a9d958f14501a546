import { DEFAULT_TIME_ZONE } from "@/lib/mapping/date";
import { type PhoneSettings, phoneSettingsSchema } from "@/lib/phone/schema";
import { type CompiledCondition, type ConditionIssue, compileCondition, type FilterOptions } from "./compile-condition";
import type { Filter } from "./schema";

/** Patterns of one filter, so that all of them together stay cheap. */
const PATTERNS_MAX = 20;

/** A filter made ready for many events; holds functions, so it is not stored. */
export type CompiledFilter = { mode: Filter["mode"]; groups: readonly (readonly CompiledCondition[])[] };

/** What is wrong with a filter, and where. */
export type FilterIssue = ConditionIssue & { groupIndex: number; conditionIndex: number };

/** How the integration reads phones, and the zone of dates without one; both as the product's defaults say when left out. */
export type CompileOptions = { phone?: PhoneSettings; timeZone?: string };

/**
 * Compiles a filter once for many events.
 *
 * @throws an error with the issues as its cause when a condition cannot be read; `validateFilter` finds the same before
 * a filter is saved.
 */
export function compileFilter(filter: Filter, options: CompileOptions = {}): CompiledFilter {
  const { groups, issues } = compileGroups(filter, options);
  if (issues.length > 0) throw new Error("The filter has conditions that cannot be read.", { cause: issues });
  return { mode: filter.mode, groups };
}

/** Compiles what can be compiled and lists the rest, in the order of the conditions. */
export function compileGroups(
  filter: Filter,
  options: CompileOptions,
): { groups: CompiledCondition[][]; issues: FilterIssue[] } {
  const settings: FilterOptions = {
    isCaseSensitive: filter.isCaseSensitive,
    phone: options.phone ?? phoneSettingsSchema.parse({}),
    timeZone: options.timeZone ?? DEFAULT_TIME_ZONE,
  };
  const issues: FilterIssue[] = [];
  let patterns = 0;

  const groups = filter.groups.map(({ conditions }, groupIndex) =>
    conditions.flatMap((condition, conditionIndex) => {
      const place = { groupIndex, conditionIndex };
      if (condition.operator === "matches" && ++patterns > PATTERNS_MAX) {
        issues.push({ ...place, code: "too_many_patterns", valueIndex: null, detail: "" });
        return [];
      }
      const compiled = compileCondition(condition, settings);
      if (compiled.ok) return [compiled.value];
      issues.push({ ...place, ...compiled.issue });
      return [];
    }),
  );
  return { groups, issues };
}
