import { normaliseEmail } from "@/lib/matching/normalise-email";
import { toTexts } from "../to-texts";
import type { CrmEntity, CrmField, FieldValue } from "../types";
import { type ApiRecord, type ApiRecordInput, lookupValue, tagsValue } from "./api-types";
import { EMAIL_LENGTH_MAX, PHONE_TEXT, TAG_LENGTH_MAX } from "./constants";

/** Our built-in key and the field that holds it, where one field does. */
const NAMES: Record<CrmEntity, Readonly<Record<string, string>>> = {
  contact: { firstName: "First_Name", lastName: "Last_Name", tags: "Tag", responsible: "Owner" },
  deal: { name: "Deal_Name", amount: "Amount", source: "Lead_Source", responsible: "Owner" },
};
/** What several fields hold, or records of their own. */
const COMPOSED: Record<CrmEntity, readonly string[]> = {
  contact: ["name", "phone", "email", "note"],
  deal: ["pipeline", "stage"],
};

/** The values of one field each, in their words. Tags are not among them: they are added by calls of their own. */
export function encodeValues(
  entity: CrmEntity,
  values: Record<string, FieldValue>,
  fields: readonly CrmField[],
): ApiRecordInput {
  const record: ApiRecordInput = {};
  for (const [key, value] of Object.entries(values)) {
    const field = fields.find((candidate) => candidate.entity === entity && candidate.key === key);
    if (!field || field.type === "tags" || COMPOSED[entity].includes(key)) continue;
    const encoded = encodeValue(field, value);
    if (encoded !== undefined) record[NAMES[entity][key] ?? key] = encoded;
  }
  return record;
}

/** The values of one field each, in ours; what is empty is absent. */
export function decodeValues(
  entity: CrmEntity,
  record: ApiRecord,
  fields: readonly CrmField[],
): Record<string, FieldValue> {
  const values: Record<string, FieldValue> = {};
  for (const field of fields) {
    if (field.entity !== entity || COMPOSED[entity].includes(field.key)) continue;
    const value = decodeValue(field, record[NAMES[entity][field.key] ?? field.key]);
    if (value !== undefined && value !== "" && !(Array.isArray(value) && value.length === 0)) values[field.key] = value;
  }
  return values;
}

/** Cuts a text at a length that a field allows, without breaking a character. */
export function cutText(text: string, lengthMax: number): string {
  return text.length <= lengthMax ? text : text.slice(0, lengthMax).replace(/[\uD800-\uDBFF]$/, "");
}

/** Names of tags; a longer one is cut. */
export function toTags(value: FieldValue | undefined): string[] {
  return [...new Set(toTexts(value).map((name) => cutText(name.trim(), TAG_LENGTH_MAX).trim()))];
}

/** Their times have an offset, and neither milliseconds nor a Z. */
export function toZohoTime(time: Date): string {
  return `${time.toISOString().slice(0, 19)}+00:00`;
}

export function isPhone(text: string): boolean {
  return PHONE_TEXT.test(text) && /\d/.test(text);
}

export function isEmail(text: string): boolean {
  return text.length <= EMAIL_LENGTH_MAX && normaliseEmail(text) === text.toLowerCase();
}

function encodeValue(field: CrmField, value: FieldValue): unknown {
  switch (field.type) {
    case "number":
      return encodeNumber(field, Number(value));
    case "boolean":
      return value === true || value === "true";
    case "datetime":
      return encodeTime(String(value));
    case "enum":
      // Zoho takes a choice that it does not know for a new one, so it is not sent.
      return toChoices(field, value)[0];
    case "multi_enum":
      return orUndefined(toChoices(field, value));
    case "phone":
      return toTexts(value).find(isPhone);
    case "email":
      return toTexts(value).find(isEmail);
    case "user":
      return { id: String(value) };
    case "date":
      return String(value).slice(0, 10);
    default:
      return cutText(toTexts(value).join(", "), readLength(field));
  }
}

function encodeNumber({ nativeType = "" }: CrmField, number: number) {
  if (!Number.isFinite(number)) return undefined;
  if (!/^(integer|bigint)/.test(nativeType)) return number;
  const whole = Math.round(number);
  return String(Math.abs(whole)).length > readLength({ nativeType }) ? undefined : whole;
}

/** An empty list would take away what is chosen. */
function orUndefined(list: string[]) {
  return list.length > 0 ? list : undefined;
}

function encodeTime(text: string) {
  const time = new Date(text);
  return Number.isNaN(time.getTime()) ? undefined : toZohoTime(time);
}

function toChoices({ options = [] }: CrmField, value: FieldValue) {
  return toTexts(value).filter((id) => options.some((option) => option.id === id));
}

/** `text(255)` as the directory keeps it. */
function readLength({ nativeType = "" }: Pick<CrmField, "nativeType">) {
  const length = Number(/\((\d+)\)$/.exec(nativeType)?.[1] ?? Number.NaN);
  return Number.isNaN(length) ? Number.POSITIVE_INFINITY : length;
}

function decodeValue({ type }: CrmField, value: unknown): FieldValue | undefined {
  if (value === null || value === undefined) return undefined;
  switch (type) {
    case "number":
      return Number.isFinite(Number(value)) ? Number(value) : undefined;
    case "boolean":
      return value === true;
    case "datetime":
      return Number.isNaN(Date.parse(String(value))) ? undefined : new Date(String(value)).toISOString();
    case "multi_enum":
      return Array.isArray(value) ? value.map(String) : undefined;
    case "tags":
      return tagsValue.safeParse(value).data?.map(({ name }) => name);
    case "user":
      return lookupValue.safeParse(value).data?.id;
    default:
      return typeof value === "object" ? undefined : String(value);
  }
}
