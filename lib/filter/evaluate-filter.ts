import type { JsonValue } from "@/lib/json";
import { cutAt, isBlank, toText } from "@/lib/mapping/value-text";
import type { CompiledCondition } from "./compile-condition";
import type { CompiledFilter } from "./compile-filter";
import type { FilterInput } from "./read-field";
import type { FilterCondition } from "./schema";

/** One condition against one lead. `actual` is the text of the value that was found, cut; null when it was missing or blank. */
export type ConditionOutcome = {
  groupIndex: number;
  conditionIndex: number;
  condition: FilterCondition;
  actual: string | null;
  holds: boolean;
};

/** `failed` is the condition to show: the first that did not hold in the group that came nearest to passing. */
export type FilterResult = { passes: true } | { passes: false; failed: Omit<ConditionOutcome, "holds"> };

const ACTUAL_CHARS_MAX = 200;

/**
 * Tells whether a lead passes. With `or_of_and` one group must hold in all its conditions, with `and_of_or` every group in
 * one of them; a filter without groups passes everything.
 */
export function evaluateFilter(filter: CompiledFilter, input: FilterInput): FilterResult {
  const isAnyGroupEnough = filter.mode === "or_of_and";
  const isAnyConditionEnough = !isAnyGroupEnough;
  const failures: ConditionOutcome[][] = [];

  for (const [groupIndex, group] of filter.groups.entries()) {
    const holds = isAnyConditionEnough
      ? group.some((condition) => holdsFor(condition, input))
      : group.every((condition) => holdsFor(condition, input));
    if (holds && isAnyGroupEnough) return { passes: true };
    if (!holds) failures.push(outcomesOf(group, groupIndex, input));
    if (!holds && !isAnyGroupEnough) break;
  }

  const failed = nearestFailure(failures);
  return failed ? { passes: false, failed } : { passes: true };
}

/** Every condition with what was found for it, for the lead's trace and for trying a filter out. */
export function explainFilter(filter: CompiledFilter, input: FilterInput): ConditionOutcome[] {
  return filter.groups.flatMap((group, groupIndex) => outcomesOf(group, groupIndex, input));
}

function holdsFor({ read, test }: CompiledCondition, input: FilterInput): boolean {
  return test(read(input));
}

function outcomesOf(group: readonly CompiledCondition[], groupIndex: number, input: FilterInput): ConditionOutcome[] {
  return group.map(({ condition, read, test }, conditionIndex) => {
    const value = read(input);
    return { groupIndex, conditionIndex, condition, actual: actualText(value), holds: test(value) };
  });
}

function nearestFailure(groups: readonly ConditionOutcome[][]): Omit<ConditionOutcome, "holds"> | null {
  const heldIn = (group: readonly ConditionOutcome[]) => group.filter(({ holds }) => holds).length;
  const nearest = groups.reduce<ConditionOutcome[] | null>(
    (best, group) => (best && heldIn(best) >= heldIn(group) ? best : group),
    null,
  );
  const failed = nearest?.find(({ holds }) => !holds);
  if (!failed) return null;
  const { holds, ...shown } = failed;
  return shown;
}

function actualText(value: JsonValue | undefined): string | null {
  if (isBlank(value)) return null;
  const { text, hasObject } = toText(value);
  return text === "" && hasObject ? "{…}" : cutAt(text, ACTUAL_CHARS_MAX);
}
