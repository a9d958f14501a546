import { isSupportedCountry } from "libphonenumber-js/max";
import type { JsonValue } from "@/lib/json";
import { isBlank } from "@/lib/mapping/value-text";
import { normaliseEmail } from "@/lib/matching/normalise-email";
import { describePhone } from "@/lib/phone/describe-phone";
import type { PhoneSettings } from "@/lib/phone/schema";
import { standardisePhone } from "@/lib/phone/standardise-phone";
import { type Bound, comparable, compareTo, parseBound, parseTime } from "./bound";
import { compilePattern } from "./compile-pattern";
import { foldText } from "./fold-text";
import { type FieldReader, readerOf } from "./read-field";
import type { FilterCondition, FilterOperator } from "./schema";

/** What the values of all conditions are read by. */
export type FilterOptions = { isCaseSensitive: boolean; phone: PhoneSettings; timeZone: string };

/** Why a condition cannot be read. */
type ConditionIssueCode =
  | "bad_field"
  | "value_missing"
  | "bad_number"
  | "bad_date"
  | "bad_country"
  | "bad_pattern"
  | "pattern_too_long"
  | "pattern_too_large"
  | "bounds_reversed"
  | "too_many_patterns";

/** `valueIndex` names the value that is wrong, null when it is the field or a value is missing; `detail` holds the pattern engine's words. */
export type ConditionIssue = { code: ConditionIssueCode; valueIndex: number | null; detail: string };

type ConditionTest = (value: JsonValue | undefined) => boolean;
export type CompiledCondition = { condition: FilterCondition; read: FieldReader; test: ConditionTest };

type Outcome<T> = { ok: true; value: T } | { ok: false; issue: ConditionIssue };

/**
 * Compiles one condition, or says what is wrong with it.
 *
 * A value that is a list meets a condition when any of its items does; the `not_…` operators are the exact opposite of
 * their positive twins. A field that is missing or blank meets only the operators that speak of blanks, and the `not_…` ones.
 */
export function compileCondition(condition: FilterCondition, options: FilterOptions): Outcome<CompiledCondition> {
  const read = readerOf(condition.field);
  if (!read) return wrong("bad_field", null);

  const built = BUILDERS[condition.operator](condition, options);
  return built.ok ? { ok: true, value: { condition, read, test: built.value } } : built;
}

type Builder = (condition: FilterCondition, options: FilterOptions) => Outcome<ConditionTest>;

const BUILDERS: Record<FilterOperator, Builder> = {
  equals: (condition, options) => textTest(condition, options, (text, value) => text === value, 1),
  not_equals: (condition, options) => not(BUILDERS.equals(condition, options)),
  contains: (condition, options) => textTest(condition, options, (text, value) => text.includes(value), 1),
  not_contains: (condition, options) => not(BUILDERS.contains(condition, options)),
  starts_with: (condition, options) => textTest(condition, options, (text, value) => text.startsWith(value), 1),
  ends_with: (condition, options) => textTest(condition, options, (text, value) => text.endsWith(value), 1),
  in_list: listTest,
  not_in_list: (condition, options) => not(listTest(condition, options)),
  matches: patternTest,
  is_blank: () => right((value) => isBlank(value)),
  is_not_blank: () => right((value) => !isBlank(value)),
  exists: () => right((value) => value !== undefined),
  gt: (condition, options) => boundTest(condition, options, parseBound, (order) => order > 0),
  gte: (condition, options) => boundTest(condition, options, parseBound, (order) => order >= 0),
  lt: (condition, options) => boundTest(condition, options, parseBound, (order) => order < 0),
  lte: (condition, options) => boundTest(condition, options, parseBound, (order) => order <= 0),
  between: betweenTest,
  before: (condition, options) => boundTest(condition, options, parseTime, (order) => order < 0),
  after: (condition, options) => boundTest(condition, options, parseTime, (order) => order > 0),
  is_valid_phone: (condition, options) => right((value) => phonesIn(value, condition, options).some(isValidPhone)),
  phone_country_is: countryTest,
  is_valid_email: () => right((value) => textsOf(value).some((text) => normaliseEmail(text) !== null)),
};

function textTest(
  { field, values }: FilterCondition,
  options: FilterOptions,
  holds: (text: string, value: string) => boolean,
  count: number,
): Outcome<ConditionTest> {
  const missing = findMissing(values, count);
  if (missing) return missing;
  const wanted = folded(values[0] ?? "", field, options);
  return right((value) => textsOf(value).some((text) => holds(foldText(text, options.isCaseSensitive), wanted)));
}

function listTest({ field, values }: FilterCondition, options: FilterOptions): Outcome<ConditionTest> {
  const listed = values.filter((value) => value.trim() !== "");
  if (listed.length === 0) return wrong("value_missing", null);
  const wanted = new Set(listed.map((value) => folded(value, field, options)));
  return right((value) => textsOf(value).some((text) => wanted.has(foldText(text, options.isCaseSensitive))));
}

function patternTest({ values }: FilterCondition, options: FilterOptions): Outcome<ConditionTest> {
  const missing = findMissing(values, 1);
  if (missing) return missing;
  const pattern = compilePattern(values[0] ?? "", options.isCaseSensitive);
  if (!pattern.ok) return wrong(pattern.code, 0, pattern.detail);
  return right((value) => pattern.test(textsOf(value)));
}

function boundTest(
  { values }: FilterCondition,
  { timeZone }: FilterOptions,
  parse: typeof parseBound,
  holds: (order: number) => boolean,
): Outcome<ConditionTest> {
  const missing = findMissing(values, 1);
  if (missing) return missing;
  const bound = parse(values[0] ?? "", timeZone);
  if (!bound) return wrong(parse === parseTime ? "bad_date" : "bad_number", 0);
  return right((value) => itemsOf(value).some((item) => holds(orderOf(item, bound, timeZone))));
}

function betweenTest({ values }: FilterCondition, { timeZone }: FilterOptions): Outcome<ConditionTest> {
  const missing = findMissing(values, 2);
  if (missing) return missing;
  const [low, high] = values.map((value) => parseBound(value, timeZone));
  if (!low) return wrong("bad_number", 0);
  if (!high || high.kind !== low.kind) return wrong(low.kind === "time" ? "bad_date" : "bad_number", 1);
  if (compareTo(low, high) > 0) return wrong("bounds_reversed", 1);
  return right((value) =>
    itemsOf(value).some((item) => orderOf(item, low, timeZone) >= 0 && orderOf(item, high, timeZone) <= 0),
  );
}

function countryTest(condition: FilterCondition, options: FilterOptions): Outcome<ConditionTest> {
  const missing = findMissing(condition.values, 1);
  if (missing) return missing;
  const countries = condition.values.map((value) => value.trim().toUpperCase());
  const unknown = countries.findIndex((country) => !isSupportedCountry(country));
  if (unknown >= 0) return wrong("bad_country", unknown);
  return right((value) =>
    phonesIn(value, condition, options).some((phone) => countries.includes(describePhone(phone).country ?? "")),
  );
}

/** Not a number, when the value is none that can be compared with the bound: then no order holds. */
function orderOf(value: JsonValue, bound: Bound, timeZone: string): number {
  const own = comparable(value, bound, timeZone);
  return own ? compareTo(own, bound) : Number.NaN;
}

/** A value to compare with, in the form that the field has: on the standardised phone a number may be given in any spelling. */
function folded(value: string, field: string, options: FilterOptions): string {
  const phone = field === "phone" ? standardisePhone(value, options.phone) : null;
  return foldText(phone?.ok ? phone.phone : value, options.isCaseSensitive);
}

function phonesIn(value: JsonValue | undefined, { field }: FilterCondition, { phone }: FilterOptions): string[] {
  if (field === "phone") return textsOf(value);
  return textsOf(value)
    .map((text) => standardisePhone(text, phone))
    .flatMap((read) => (read.ok ? [read.phone] : []));
}

function isValidPhone(phone: string): boolean {
  return describePhone(phone).isValid;
}

const ITEMS_MAX = 1_000;

function itemsOf(value: JsonValue | undefined): JsonValue[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value.slice(0, ITEMS_MAX) : [value];
}

/** The texts in a value; objects have none, and neither have blanks. */
function textsOf(value: JsonValue | undefined): string[] {
  return itemsOf(value)
    .filter((item) => typeof item === "string" || typeof item === "number" || typeof item === "boolean")
    .map(String)
    .filter((text) => text.trim() !== "");
}

function findMissing(values: readonly string[], count: number): { ok: false; issue: ConditionIssue } | null {
  const index = [...Array(count).keys()].find((at) => (values[at] ?? "").trim() === "");
  return index === undefined ? null : wrong("value_missing", index);
}

function not(built: Outcome<ConditionTest>): Outcome<ConditionTest> {
  return built.ok ? right((value) => !built.value(value)) : built;
}

function right(value: ConditionTest): Outcome<ConditionTest> {
  return { ok: true, value };
}

function wrong(code: ConditionIssueCode, valueIndex: number | null, detail = ""): { ok: false; issue: ConditionIssue } {
  return { ok: false, issue: { code, valueIndex, detail } };
}
