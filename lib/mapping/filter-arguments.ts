import { FILTERS, type FilterName } from "./filters";
import type { FilterArg, FilterCall } from "./parse-template";

/** What a filter asks for besides the value; `table` is a list of replacements. Those after the first `required` may be left out. */
type FilterForm = { arguments: readonly FilterArgument[]; required: number; isTable?: true };
type FilterArgument = "text" | "separator" | "from" | "to" | "length" | "ending" | "format" | "timeZone";

/** The arguments of each filter in their order; see `FILTERS`. */
export const FILTER_FORMS = {
  default: { arguments: ["text"], required: 1 },
  first: { arguments: [], required: 0 },
  last: { arguments: [], required: 0 },
  join: { arguments: ["separator"], required: 0 },
  split: { arguments: ["separator"], required: 0 },
  upper: { arguments: [], required: 0 },
  lower: { arguments: [], required: 0 },
  capitalize: { arguments: [], required: 0 },
  trim: { arguments: [], required: 0 },
  digits: { arguments: [], required: 0 },
  replace: { arguments: ["from", "to"], required: 1 },
  truncate: { arguments: ["length", "ending"], required: 1 },
  date: { arguments: ["format", "timeZone"], required: 0 },
  map: { arguments: [], required: 0, isTable: true },
  json: { arguments: [], required: 0 },
} as const satisfies Record<FilterName, FilterForm>;

/** The form of a filter's arguments. */
export function filterForm(name: FilterName): FilterForm {
  return FILTER_FORMS[name];
}

/** A filter as it is when it is added: one that can be read at once, as far as there is a usual argument. */
export function createFilterCall(name: FilterName): FilterCall {
  return { name, args: (FIRST_ARGS[name] ?? []).map((text) => ({ kind: "value", text })) };
}

const FIRST_ARGS: Partial<Record<FilterName, readonly string[]>> = {
  default: [""],
  join: [", "],
  split: [","],
  replace: ["", ""],
  truncate: ["50"],
  date: ["DD.MM.YYYY"],
};

/** Whether the filter takes these arguments. */
export function isFilterComplete({ name, args }: FilterCall): boolean {
  return FILTERS[name](args) !== null;
}

/** Sets one plain argument; those that are blank at the end and may be left out are left out. */
export function setFilterArgument({ name, args }: FilterCall, index: number, text: string): FilterCall {
  const texts = filterForm(name).arguments.map((_, at) => (at === index ? text : (args[at]?.text ?? "")));
  const { required } = filterForm(name);
  while (texts.length > required && texts.at(-1) === "") texts.pop();
  return { name, args: texts.map((each): FilterArg => ({ kind: "value", text: each })) };
}
