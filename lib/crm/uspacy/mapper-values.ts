import { toTexts } from "../to-texts";
import type { CrmEntity, CrmField, FieldValue } from "../types";
import type { ApiRecord, ApiRecordInput } from "./api-types";
import { CURRENCY, TIMES_ARE_SECONDS } from "./constants";
import { toCode } from "./mapper-directory";

/** Values that say where a deal belongs, or are put together from what is there. */
const OUTSIDE: readonly string[] = ["pipeline", "stage"];

/**
 * Values in their words. Phones and e-mails take the place of those that are there, and are merged before. `current` is the record
 * as it is, whose currencies stay.
 */
export function encodeValues(
  entity: CrmEntity,
  values: Record<string, FieldValue>,
  fields: readonly CrmField[],
  current: ApiRecordInput = {},
): ApiRecordInput {
  const record: ApiRecordInput = {};
  for (const [key, value] of Object.entries(values)) {
    const field = fields.find((candidate) => candidate.entity === entity && candidate.key === key);
    if (!field || OUTSIDE.includes(key)) continue;
    const code = toCode(entity, key);
    const encoded = encodeValue(field, value, current[code]);
    if (encoded !== undefined) record[code] = encoded;
  }
  return record;
}

/** Values in ours; what is empty is absent. */
export function decodeValues(
  entity: CrmEntity,
  record: ApiRecord,
  fields: readonly CrmField[],
): Record<string, FieldValue> {
  const values: Record<string, FieldValue> = {};
  for (const field of fields) {
    if (field.entity !== entity || OUTSIDE.includes(field.key)) continue;
    const value = decodeValue(field, record[toCode(entity, field.key)]);
    if (value !== undefined && value !== "" && !(Array.isArray(value) && value.length === 0)) values[field.key] = value;
  }
  return values;
}

/** Phones or e-mails of a record. */
export function readContactData(value: unknown): string[] {
  return listContactData(value).map(({ text }) => text);
}

/** The same, each with the item that it stands in: an object with what else is known of it, or the bare text. */
export function listContactData(value: unknown): { item: unknown; text: string }[] {
  const items: unknown[] = Array.isArray(value) ? value : [value];
  return items.flatMap((item) => {
    const bare = typeof item === "object" && item !== null && "value" in item ? item.value : item;
    const text = typeof bare === "string" || typeof bare === "number" ? String(bare) : "";
    return text.trim() === "" ? [] : [{ item, text }];
  });
}

/** An id of a record or a person, given bare or inside an object. */
export function readId(value: unknown): string | null {
  if (typeof value === "number") return String(value);
  if (typeof value === "string") return value || null;
  return typeof value === "object" && value !== null && "id" in value ? readId(value.id) : null;
}

/** Ids are numbers there. */
export function toNumericId(id: string): number | string {
  return /^\d{1,15}$/.test(id) ? Number(id) : id;
}

function encodeValue(field: CrmField, value: FieldValue, current: unknown): unknown {
  switch (field.type) {
    case "number":
      return encodeNumber(field, Number(value), current);
    case "boolean":
      return value === true || value === "true";
    case "datetime":
      return encodeTime(String(value));
    case "enum":
    case "multi_enum":
      return encodeChoice(field, value);
    case "phone":
    case "email":
      return toTexts(value).map((text) => ({ value: text }));
    case "user":
      return toNumericId(String(value));
    default:
      return toTexts(value).join(", ");
  }
}

function encodeNumber({ nativeType }: CrmField, number: number, current: unknown) {
  if (!Number.isFinite(number)) return undefined;
  if (nativeType === "money") return { currency: readCurrency(current) ?? CURRENCY, value: String(number) };
  return nativeType === "integer" ? Math.round(number) : number;
}

/** The currency of money that is there, in either of its shapes. */
function readCurrency(money: unknown): string | null {
  const text = typeof money === "object" && money !== null && "currency" in money ? money.currency : money;
  return /\b[A-Z]{3}$/.exec(typeof text === "string" ? text : "")?.[0] ?? null;
}

function encodeTime(text: string) {
  const time = new Date(text);
  if (Number.isNaN(time.getTime())) return undefined;
  return TIMES_ARE_SECONDS ? Math.floor(time.getTime() / 1000) : time.toISOString();
}

/** A list with one choice takes it bare; labels are always a list. */
function encodeChoice({ type, nativeType, options = [] }: CrmField, value: FieldValue) {
  const ids = toTexts(value).filter((id) => options.some((option) => option.id === id));
  // Nothing of it can be chosen any more: what is there stays.
  if (ids.length === 0) return undefined;
  return type === "multi_enum" || nativeType === "label" ? ids : ids[0];
}

function decodeValue({ type, key }: CrmField, value: unknown): FieldValue | undefined {
  if (value === null || value === undefined) return undefined;
  switch (type) {
    case "number":
      return decodeNumber(value);
    case "boolean":
      return value === true || value === 1 || value === "1";
    case "datetime":
      return decodeTime(value);
    case "enum":
      return decodeChoices(value)[0];
    case "multi_enum":
      return decodeChoices(value);
    case "phone":
    case "email": {
      const [first, ...more] = readContactData(value);
      return more.length > 0 && (key === "phone" || key === "email") ? [first ?? "", ...more] : first;
    }
    case "user":
      return readId(value) ?? undefined;
    default:
      return typeof value === "object" ? undefined : String(value);
  }
}

/** Money comes as an object, or as a text that begins with the number. */
function decodeNumber(value: unknown): number | undefined {
  const bare = typeof value === "object" && value !== null && "value" in value ? value.value : value;
  const number = typeof bare === "number" ? bare : Number.parseFloat(String(bare));
  return Number.isFinite(number) ? number : undefined;
}

/** A time in ISO 8601, of seconds or of a text. */
export function decodeTime(value: unknown): string | undefined {
  const isSeconds = /^\d+$/.test(String(value));
  const time = new Date(isSeconds ? Number(value) * 1000 : String(value));
  return Number.isNaN(time.getTime()) ? undefined : time.toISOString();
}

/** All choices of the field come, and the chosen ones are marked. */
function decodeChoices(value: unknown): string[] {
  const items: unknown[] = Array.isArray(value) ? value : [value];
  return items.flatMap((item) => {
    if (typeof item !== "object" || item === null) return [String(item)];
    if (!("value" in item) || ("selected" in item && item.selected === false)) return [];
    return [String(item.value)];
  });
}
