import { isJsonObject, type JsonValue } from "@/lib/json";
import { toTexts } from "../to-texts";
import type { CrmDirectory, CrmEntity, CrmField, FieldValue } from "../types";
import type { ApiCustomFields } from "./api-types";

/** Bound of a short text, in UTF-16 units [K: not confirmed whether Pipedrive refuses or cuts a longer one]. */
export const SHORT_TEXT_LENGTH_MAX = 255;

/** The custom fields of a record in our words; what is empty is absent. */
export function toCustomValues(
  entity: CrmEntity,
  customFields: ApiCustomFields | null | undefined,
  directory: CrmDirectory,
): Record<string, FieldValue> {
  const values: Record<string, FieldValue> = {};
  for (const field of listCustom(entity, directory)) {
    const value = toValue(field, customFields?.[field.key] ?? null);
    if (value !== null) values[field.key] = value;
  }
  return values;
}

/** The values that are custom fields, in Pipedrive's words. Others are none of its business: it refuses a record with one unknown key. */
export function toCustomFields(
  entity: CrmEntity,
  values: Record<string, FieldValue>,
  directory: CrmDirectory,
): { custom_fields?: ApiCustomFields } {
  const named = listCustom(entity, directory).flatMap((field) => {
    const value = values[field.key];
    const native = value === undefined ? null : toNative(field, value);
    return native === null ? [] : [[field.key, native] as const];
  });
  return named.length === 0 ? {} : { custom_fields: Object.fromEntries(named) };
}

export function toText(value: FieldValue | undefined): string | undefined {
  return toTexts(value).join(", ") || undefined;
}

/** An id as Pipedrive takes it: a number, and never its text. */
export function toId(id: string | null | undefined): number | undefined {
  return id && /^\d+$/.test(id) && Number.isSafeInteger(Number(id)) ? Number(id) : undefined;
}

/** Those with a type of Pipedrive's besides the ones that stand in a record by name. */
function listCustom(entity: CrmEntity, { fields }: CrmDirectory) {
  return fields.filter((field) => field.entity === entity && !field.isBuiltIn && field.nativeType !== undefined);
}

function toValue({ type, nativeType = "" }: CrmField, native: JsonValue): FieldValue | null {
  // Amounts, addresses and links come with more than their value.
  const plain = isJsonObject(native) ? (native.value ?? native.id ?? null) : native;
  if (plain === null || plain === "") return null;
  switch (type) {
    case "number":
      return Number.isFinite(Number(plain)) ? Number(plain) : null;
    case "boolean":
      return typeof plain === "boolean" ? plain : null;
    case "multi_enum":
      return Array.isArray(plain) && plain.length > 0 ? plain.map(toOptionId) : null;
    case "enum":
    case "user":
      return toOptionId(plain);
    default:
      return typeof plain === "object" ? null : nativeType === "date" ? String(plain).slice(0, 10) : String(plain);
  }
}

/** With labels asked for, options come as `{ id, label }`. */
function toOptionId(option: JsonValue): string {
  return String(isJsonObject(option) ? option.id : option);
}

/** Null where the value does not suit the field, as after its type was changed there: sent so it would empty the field. */
function toNative({ type, nativeType = "" }: CrmField, value: FieldValue): JsonValue {
  const [native, currency] = nativeType.split(":");
  switch (native) {
    case "monetary":
      return isNumber(value) ? { value: Number(value), ...(currency && { currency }) } : null;
    case "address":
      return { value: toText(value) ?? "" };
    case "varchar":
    case "varchar_auto":
      return cut(toText(value) ?? "", SHORT_TEXT_LENGTH_MAX);
    case "set": {
      const ids = toTexts(value).flatMap((id) => toId(id) ?? []);
      return ids.length > 0 ? ids : null;
    }
    case "enum":
    case "user":
      return toId(String(value)) ?? null;
    default:
      if (type === "number") return isNumber(value) ? Number(value) : null;
      return typeof value === "boolean" ? value : (toText(value) ?? null);
  }
}

function isNumber(value: FieldValue) {
  return typeof value !== "boolean" && toText(value) !== undefined && Number.isFinite(Number(value));
}

/** The text within the bound, its end marked where it was cut, and no character torn. */
export function cut(text: string, lengthMax: number): string {
  if (text.length <= lengthMax) return text;
  let kept = "";
  for (const character of text) {
    if (kept.length + character.length >= lengthMax) break;
    kept += character;
  }
  return `${kept}…`;
}
