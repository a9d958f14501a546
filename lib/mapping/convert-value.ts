import type { CrmDirectory, CrmField, CrmPipeline, CrmUser, FieldType, FieldValue } from "@/lib/crm/types";
import type { JsonValue } from "@/lib/json";
import { normaliseEmail } from "@/lib/matching/normalise-email";
import { parseDate, toDayText, toMoment } from "./date";
import { createNameLookup, type Named, type NameLookup } from "./name-lookup";
import { parseNumber } from "./parse-number";
import { fold } from "./read-path";
import { isBlank, toText } from "./value-text";

/** Why a value does not suit its field. */
export type ConversionCode =
  | "not_text"
  | "not_a_number"
  | "not_a_date"
  | "not_a_boolean"
  | "not_an_option"
  | "not_a_url"
  | "not_an_email"
  | "not_a_user"
  | "not_a_pipeline"
  | "not_a_stage";

/** `unknown` holds the items of a list that the field has no option for; the others are kept. */
type Conversion = { ok: true; value: FieldValue; unknown: string[] } | { ok: false; code: ConversionCode };

/** Zone of dates that are written without one, and the deal's pipeline where it is known. */
type ConversionSettings = { timeZone: string; pipelineId: string | null };

export type Converter = (value: JsonValue, settings: ConversionSettings) => Conversion;

const TRUE_WORDS = new Set(["true", "1", "так", "да", "yes", "y", "on", "+", "є"]);
const FALSE_WORDS = new Set(["false", "0", "ні", "нет", "no", "n", "off", "-", "немає"]);

/**
 * Makes the conversion for one field: a value that is not blank becomes one of the field's type, or the reason why it cannot.
 *
 * Options, users, pipelines and stages are found by id, then by name, letter case put aside; a stage in the deal's
 * pipeline or, where that is not known, in the first one that has it. Without a directory they stay as written. Lists are
 * read from lists, or from text parted by commas, semicolons or line ends.
 *
 * @example
 * createConverter(amountField, directory)("1 200,50 грн", settings) // => { ok: true, value: 1200.5, unknown: [] }
 */
export function createConverter(field: CrmField, directory: CrmDirectory | null): Converter {
  const convert = createTyped(field, directory);
  return (value, settings) => {
    const text = toText(value).text.trim();
    if (text === "" || (SINGLE.has(field.type) && isSeveral(value))) return { ok: false, code: MISFIT[field.type] };
    return convert({ value, text }, settings);
  };
}

type Typed = (input: { value: JsonValue; text: string }, settings: ConversionSettings) => Conversion;

function createTyped(field: CrmField, directory: CrmDirectory | null): Typed {
  const orMisfit = (value: FieldValue | null): Conversion =>
    value === null ? { ok: false, code: MISFIT[field.type] } : { ok: true, value, unknown: [] };

  switch (field.type) {
    case "text":
    case "phone":
      return ({ text }) => orMisfit(text);
    case "email":
      return ({ text }) => orMisfit(toEmail(text));
    case "number":
      return ({ value, text }) => orMisfit(typeof value === "boolean" ? null : parseNumber(text));
    case "date":
      return ({ value, text }, { timeZone }) => orMisfit(toDay(Array.isArray(value) ? text : value, timeZone));
    case "datetime":
      return ({ value, text }, { timeZone }) => orMisfit(toTime(Array.isArray(value) ? text : value, timeZone));
    case "boolean":
      return ({ text }) => orMisfit(toBoolean(text));
    case "url":
      return ({ text }) => orMisfit(toUrl(text));
    case "tags":
      return ({ value }) => orMisfit(unique(toItems(value)));
    case "enum": {
      const find = field.options ? createNameLookup(field.options.map(toNamed)) : asWritten;
      return ({ text }) => orMisfit(find(text));
    }
    case "multi_enum": {
      if (!field.options) return ({ value }) => orMisfit(unique(toItems(value)));
      const find = createNameLookup(field.options.map(toNamed));
      return (input) => toOptions(input, find);
    }
    case "user": {
      const find = directory ? createNameLookup(directory.users.map(userNames)) : asWritten;
      return ({ text }) => orMisfit(find(text));
    }
    case "pipeline": {
      const find = directory ? createNameLookup(directory.pipelines.map(toNamed)) : asWritten;
      return ({ text }) => orMisfit(find(text));
    }
    case "stage": {
      const find = directory ? createStageLookup(directory.pipelines) : asWritten;
      return ({ text }, { pipelineId }) => orMisfit(find(text, pipelineId));
    }
  }
}

/** Types whose text could be read as one value although it joins several. */
const SINGLE: ReadonlySet<FieldType> = new Set(["number", "date", "datetime", "boolean"]);

function isSeveral(value: JsonValue): boolean {
  return Array.isArray(value) && value.filter((item) => !isBlank(item)).length > 1;
}

const MISFIT: Readonly<Record<FieldType, ConversionCode>> = {
  text: "not_text",
  phone: "not_text",
  email: "not_an_email",
  tags: "not_text",
  number: "not_a_number",
  date: "not_a_date",
  datetime: "not_a_date",
  boolean: "not_a_boolean",
  enum: "not_an_option",
  multi_enum: "not_an_option",
  url: "not_a_url",
  user: "not_a_user",
  pipeline: "not_a_pipeline",
  stage: "not_a_stage",
};

/** The address as it was typed where there is nothing else; letter case is put aside for matching alone. */
function toEmail(text: string): string | null {
  const address = normaliseEmail(text);
  return address === text.toLowerCase() ? text : address;
}

function toDay(value: JsonValue, timeZone: string): string | null {
  const date = parseDate(value, timeZone);
  return date && toDayText(date, timeZone);
}

function toTime(value: JsonValue, timeZone: string): string | null {
  const date = parseDate(value, timeZone);
  return date && new Date(toMoment(date, timeZone)).toISOString();
}

function toBoolean(text: string): boolean | null {
  const word = fold(text);
  if (TRUE_WORDS.has(word)) return true;
  return FALSE_WORDS.has(word) ? false : null;
}

/** An address as it was written; `t.me/olena` is taken as https, any scheme but http and https is refused. */
function toUrl(text: string): string | null {
  const address = /^[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+(?::\d+)?(?:[/?#]|$)/u.test(text) ? `https://${text}` : text;
  if (!/^https?:\/\/[^\s/]/i.test(address) || /\s/.test(address)) return null;
  return URL.canParse(address) ? address : null;
}

function toItems(value: JsonValue): string[] {
  const texts = Array.isArray(value) ? value.map((item) => toText(item).text) : toText(value).text.split(/[,;\n]/);
  return texts.map((text) => text.trim()).filter((text) => text !== "");
}

/** The first of those that differ in letter case alone. */
function unique(items: readonly string[]): string[] {
  const byKey = new Map<string, string>();
  for (const item of items) {
    if (!byKey.has(fold(item))) byKey.set(fold(item), item);
  }
  return [...byKey.values()];
}

function toOptions({ value, text }: { value: JsonValue; text: string }, find: NameLookup): Conversion {
  // The label of one option may hold a comma itself.
  const whole = find(text);
  if (whole !== null) return { ok: true, value: [whole], unknown: [] };

  const found = toItems(value).map((item) => ({ item, id: find(item) }));
  const ids = [...new Set(found.flatMap(({ id }) => id ?? []))];
  const unknown = found.flatMap(({ item, id }) => (id === null ? item : []));
  return ids.length === 0 ? { ok: false, code: "not_an_option" } : { ok: true, value: ids, unknown };
}

function createStageLookup(pipelines: readonly CrmPipeline[]) {
  const inAny = createNameLookup(pipelines.flatMap(({ stages }) => stages.map(toNamed)));
  const inOne = new Map(pipelines.map(({ id, stages }) => [id, createNameLookup(stages.map(toNamed))]));
  return (text: string, pipelineId: string | null) =>
    (pipelineId === null ? inAny : (inOne.get(pipelineId) ?? inAny))(text);
}

function userNames({ id, name, email }: CrmUser): Named {
  return { id, names: email ? [name, email] : [name] };
}

function toNamed(record: { id: string } & ({ name: string } | { label: string })): Named {
  return { id: record.id, names: ["name" in record ? record.name : record.label] };
}

function asWritten(text: string): string {
  return text;
}
