import type { CrmDirectory, CrmEntity, CrmField, FieldType, FieldValue } from "../types";
import type { ApiCustomValue, ApiField } from "./api-types";
import { toIsoTime, toKeycrmTime } from "./times";

/** KeyCRM's types of custom fields; `select` is an enum of one or several. */
const TYPES: Readonly<Record<string, FieldType>> = {
  link: "url",
  switcher: "boolean",
  float: "number",
  number: "number",
  textarea: "text",
  text: "text",
  date: "date",
  datetime: "datetime",
};

/** A custom field under its uuid; null for a select that has nothing to choose from. The texts of options are their ids: they are what is written. */
export function toCustomField(entity: CrmEntity, field: ApiField): CrmField | null {
  const labels = [...new Set((field.options ?? []).map(({ value }) => value))];
  const isSelect = field.type === "select";
  if (isSelect && labels.length === 0) return null;
  const selectType = field.is_multiple ? "multi_enum" : "enum";
  return {
    entity,
    key: field.uuid,
    label: field.name,
    type: isSelect ? selectType : (TYPES[field.type] ?? "text"),
    isBuiltIn: false,
    isRequired: field.required,
    nativeType: field.type,
    ...(isSelect && { options: labels.map((label) => ({ id: label, label })) }),
  };
}

/** The custom fields of an entity by their uuids. */
export function listCustomFields({ fields }: CrmDirectory, entity: CrmEntity): Map<string, CrmField> {
  return new Map(
    fields.filter((field) => field.entity === entity && field.nativeType).map((field) => [field.key, field]),
  );
}

/** What KeyCRM has, in the forms of `FieldValue`; blank values and fields that are not in the directory are absent. */
export function fromCustomValues(values: readonly ApiCustomValue[], fields: ReadonlyMap<string, CrmField>) {
  const known = values.flatMap(({ uuid, value }) => {
    const field = fields.get(uuid);
    const read = field ? fromCustomValue(field.type, value) : null;
    return read === null ? [] : [[uuid, read] as const];
  });
  return Object.fromEntries<FieldValue>(known);
}

/** The named values of custom fields, as KeyCRM takes them; undefined when there is none. */
export function toCustomValues(
  values: Readonly<Record<string, FieldValue>>,
  fields: ReadonlyMap<string, CrmField>,
): ApiCustomValue[] | undefined {
  const written = Object.entries(values).flatMap(([key, value]) => {
    const field = fields.get(key);
    return field ? [{ uuid: key, value: toCustomValue(field.type, value) }] : [];
  });
  return written.length > 0 ? written : undefined;
}

function fromCustomValue(type: FieldType, value: unknown): FieldValue | null {
  const list = [value].flat().filter((item) => item !== null && item !== undefined && item !== "");
  const [first] = list;
  if (first === undefined) return null;
  if (type === "multi_enum") return list.map(String);
  if (type === "boolean") return first === true || ["1", "true"].includes(String(first));
  if (type === "number") return Number.isFinite(Number(first)) ? Number(first) : null;
  if (type === "datetime") return toIsoTime(String(first));
  return type === "date" ? String(first).slice(0, 10) : String(first);
}

/** A select takes the texts of its options in a list, whether it is of one or of several. [?] Times are in UTC, switchers true or false. */
function toCustomValue(type: FieldType, value: FieldValue): unknown {
  if (type === "enum" || type === "multi_enum") return [value].flat().map(String);
  if (type === "datetime") return toKeycrmTime(String(value));
  return Array.isArray(value) ? value.join(", ") : value;
}
