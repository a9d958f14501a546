import { parsePhoneNumberFromString } from "libphonenumber-js/max";
import type { ApiProperty } from "@/lib/crm/hubspot/api-types";
import { refuse } from "./answers";

const FILTERS_MAX = 18;
const RESULTS_MAX = 10_000;

type Filter = { propertyName: string; operator: string; value?: string };
export type SearchBody = {
  filterGroups?: { filters: Filter[] }[];
  properties?: string[];
  sorts?: { propertyName: string; direction?: "ASCENDING" | "DESCENDING" }[];
  limit?: number;
  after?: string;
};

const CALCULATED = {
  phone: ["hs_searchable_calculated_phone_number", "hs_searchable_calculated_international_phone_number"],
  mobilephone: ["hs_searchable_calculated_mobile_number", "hs_searchable_calculated_international_mobile_number"],
} as const;
const SEARCHABLE: readonly string[] = Object.values(CALCULATED).flat();

/**
 * The hidden values that phones are searched by: digits without the country code and leading zeros where the country can be
 * told, else all digits.
 */
export function toCalculatedPhones(properties: Record<string, string>): Record<string, string> {
  const phones = Object.entries(CALCULATED).flatMap(([name, [local, international]]) => {
    const text = properties[name];
    if (!text) return [];
    const parsed = parsePhoneNumberFromString(text);
    const digits = text.replace(/\D/g, "").replace(/^0+/, "");
    return [
      [local, parsed ? parsed.nationalNumber : digits],
      [international, parsed ? parsed.number.slice(1) : digits],
    ];
  });
  return Object.fromEntries(phones);
}

/** Checks a search as HubSpot does, and gives the test of a record. */
export function toMatcher(
  { filterGroups = [], limit = 10, after = "0", sorts = [] }: SearchBody,
  schema: readonly ApiProperty[],
) {
  const filters = filterGroups.flatMap((group) => group.filters);
  const invalid = (message: string) => refuse(400, message, { category: "VALIDATION_ERROR" });
  if (filterGroups.length > 5 || filterGroups.some((group) => group.filters.length > 6)) invalid("Too many filters");
  if (filters.length > FILTERS_MAX || sorts.length > 1) invalid("Too many filters or sorts");
  if (limit > 200) invalid("limit must be at most 200");
  if (Number(after) + limit > RESULTS_MAX) invalid("Only the first 10000 results can be paged through");
  for (const { propertyName } of filters) {
    const isKnown = SEARCHABLE.includes(propertyName) || schema.some(({ name }) => name === propertyName);
    if (!isKnown) invalid(`There was a problem with the request: unknown property ${propertyName}`);
  }
  return (properties: Record<string, string>) =>
    filterGroups.length === 0 ||
    filterGroups.some((group) => group.filters.every((filter) => meets(properties[filter.propertyName] ?? "", filter)));
}

/** Puts records in the order that a search asks for: by one time, which may be turned round. */
export function inOrder<T extends { properties: Record<string, string> }>(
  records: readonly T[],
  { sorts: [sort] = [] }: SearchBody,
): T[] {
  if (!sort) return [...records];
  const sign = sort.direction === "DESCENDING" ? -1 : 1;
  const toTime = ({ properties }: T) => Date.parse(properties[sort.propertyName] ?? "");
  return records.toSorted((a, b) => sign * (toTime(a) - toTime(b)));
}

function meets(text: string, { operator, value = "" }: Filter) {
  switch (operator) {
    case "EQ":
      return text.toLowerCase() === value.toLowerCase();
    case "GTE":
      // Times are asked for by their milliseconds.
      if (!/^\d{13}$/.test(value)) refuse(400, `${value} is no time`, { category: "VALIDATION_ERROR" });
      return Date.parse(text) >= Number(value);
    case "CONTAINS_TOKEN":
      return containsTokens(toTokens(text), toTokens(value));
    default:
      return refuse(400, `operator ${operator} is not known here`, { category: "VALIDATION_ERROR" });
  }
}

function toTokens(text: string) {
  return text.toLowerCase().match(/[\p{L}\p{N}*]+/gu) ?? [];
}

/** The tokens in a row, so that a part of an address is a hit too. */
function containsTokens(tokens: readonly string[], wanted: readonly string[]) {
  const tests = wanted.map((token) => new RegExp(`^${token.replaceAll("*", ".*")}$`, "u"));
  return tokens.some(
    (_, start) => tests.length > 0 && tests.every((test, index) => test.test(tokens[start + index] ?? "")),
  );
}
