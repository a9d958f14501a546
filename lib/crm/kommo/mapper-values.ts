import type { CrmField, FieldType, FieldValue } from "../types";
import type { ApiFieldValue, ApiFilledField, FieldInput } from "./api-types";

/**
 * Types of fields that can be written, and ours for them. The others are made by the CRM (computed, linked), or have parts that one
 * value cannot fill (addresses in parts, files, legal entities, items, payers).
 */
const TYPES: Readonly<Record<string, FieldType>> = {
  text: "text",
  textarea: "text",
  streetaddress: "text",
  tracking_data: "text",
  url: "url",
  numeric: "number",
  price: "number",
  monetary: "number",
  checkbox: "boolean",
  select: "enum",
  radiobutton: "enum",
  multiselect: "multi_enum",
  date: "date",
  birthday: "date",
  date_time: "datetime",
};

const KEY_PREFIX = "cf_";
const HALF_DAY_MS = 12 * 60 * 60 * 1000;

/** Our type for one of theirs, or null where it is not offered. */
export function toFieldType(nativeType: string): FieldType | null {
  return TYPES[nativeType] ?? null;
}

/** Most fields that customers made have no code, so that their id is their key. */
export function toFieldKey(id: number): string {
  return `${KEY_PREFIX}${id}`;
}

export function isFieldKey(key: string): boolean {
  return key.startsWith(KEY_PREFIX);
}

/** The filled fields of a record by our keys; those that cannot be written are left out. */
export function toFieldValues(fields: readonly ApiFilledField[] | null | undefined): Record<string, FieldValue> {
  const values: Record<string, FieldValue> = {};
  for (const { field_id, field_type, values: items } of fields ?? []) {
    const type = toFieldType(field_type);
    const value = type && readValue(type, items);
    if (value !== null && value !== "") values[toFieldKey(field_id)] = value;
  }
  return values;
}

/** The values of custom fields as they are written. A field that the directory does not know is written as text, for the CRM to judge. */
export function toFieldInputs(values: Record<string, FieldValue>, fields: readonly CrmField[]): FieldInput[] {
  return Object.entries(values).flatMap(([key, value]) => {
    if (!isFieldKey(key)) return [];
    const type = fields.find((field) => field.key === key)?.type ?? "text";
    return [{ field_id: Number(key.slice(KEY_PREFIX.length)), values: writeValue(type, value) }];
  });
}

function readValue(type: FieldType, items: readonly ApiFieldValue[]): FieldValue | null {
  const [item] = items;
  if (!item) return null;
  if (type === "multi_enum") return items.map(toOptionId);
  if (type === "enum") return toOptionId(item);
  const { value } = item;
  if (value === null || value === undefined || value === "") return null;
  switch (type) {
    case "number":
      return Number.isFinite(Number(value)) ? Number(value) : null;
    case "boolean":
      return value === true || value === 1 || value === "1";
    case "date":
      return toIso(value, { isDate: true })?.slice(0, 10) ?? null;
    case "datetime":
      return toIso(value);
    default:
      return String(value);
  }
}

function writeValue(type: FieldType, value: FieldValue): FieldInput["values"] {
  const texts = Array.isArray(value) ? value : [String(value)];
  switch (type) {
    case "enum":
    case "multi_enum":
      return texts.map((option) => ({ enum_id: Number(option) }));
    case "boolean":
      return [{ value: value === true }];
    case "date":
      return [{ value: toSeconds(`${texts[0]}T12:00:00Z`) }];
    case "datetime":
      return [{ value: toSeconds(texts[0] ?? "") }];
    default:
      // [K] not confirmed: that numbers may be sent as such; as texts they are taken for certain.
      return [{ value: texts.join(", ") }];
  }
}

function toOptionId({ enum_id, value }: ApiFieldValue) {
  return String(enum_id ?? value ?? "");
}

/**
 * A time is given in seconds, or in ISO 8601. A date is some moment of its day in the account's time zone, which the answer
 * does not tell: midnight there, or the noon of UTC that we write. Half a day later it is the same date of UTC in every zone
 * from -12 to +11.
 */
function toIso(value: string | number | boolean, { isDate = false } = {}): string | null {
  const isSeconds = typeof value === "number" || /^-?\d+$/.test(String(value));
  const ms = isSeconds ? Number(value) * 1000 : Date.parse(String(value));
  const moment = new Date(isDate ? ms + HALF_DAY_MS - 1 : ms);
  return Number.isNaN(moment.getTime()) ? null : moment.toISOString();
}

/** Unix time. */
export function toSeconds(iso: string): number {
  return Math.floor(Date.parse(iso) / 1000);
}
