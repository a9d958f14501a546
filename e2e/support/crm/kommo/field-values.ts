import type { ApiField, ApiFieldValue } from "@/lib/crm/kommo/api-types";
import { refuseInvalid } from "./answers";
import type { FilledBody } from "./bodies";

const TEXT_TYPES = ["text", "textarea", "url", "streetaddress", "tracking_data", "numeric", "price", "monetary"];
const DATE_TYPES = ["date", "birthday", "date_time"];
const CHOICE_TYPES = ["select", "radiobutton", "multiselect"];

/** Fills fields as a write says: each that is sent loses all it held. */
export function fillFields(
  held: ReadonlyMap<number, ApiFieldValue[]>,
  sent: readonly FilledBody[] | null | undefined,
  fields: readonly ApiField[],
): Map<number, ApiFieldValue[]> {
  const filled = new Map(held);
  for (const [index, { field_id, field_code, values }] of (sent ?? []).entries()) {
    const path = `custom_fields_values.${index}`;
    const field = fields.find(({ id, code }) => (field_id ? id === field_id : field_code && code === field_code));
    if (!field || field.is_computed) throw notSupported(`${path}.field_id`);
    if (values === null) filled.delete(field.id);
    else
      filled.set(
        field.id,
        values.map((item, place) => toStored(field, item, `${path}.values.${place}.value`)),
      );
  }
  return filled;
}

/** The key is null when nothing is filled. */
export function toApiFields(filled: ReadonlyMap<number, ApiFieldValue[]>, fields: readonly ApiField[]) {
  const shown = fields.flatMap((field) => {
    const values = filled.get(field.id);
    if (!values || values.length === 0) return [];
    return [{ field_id: field.id, field_name: field.name, field_code: field.code, field_type: field.type, values }];
  });
  return shown.length > 0 ? shown : null;
}

function toStored({ type, enums }: ApiField, item: ApiFieldValue, path: string): ApiFieldValue {
  const { value } = item;
  if (CHOICE_TYPES.includes(type)) {
    const option = enums?.find((choice) => (item.enum_id ? choice.id === item.enum_id : choice.value === value));
    if (!option) throw notSupported(path);
    return { value: option.value, enum_id: option.id, enum_code: null };
  }
  if (type === "multitext") {
    const option = enums?.find((choice) => choice.value === (item.enum_code ?? "WORK"));
    if (!option || typeof value !== "string") throw notSupported(path);
    return { value, enum_id: option.id, enum_code: option.value };
  }
  if (TEXT_TYPES.includes(type) && typeof value === "string") return { value };
  if (type === "checkbox" && typeof value === "boolean") return { value };
  if (DATE_TYPES.includes(type) && Number.isInteger(value)) return { value };
  throw refuseInvalid([{ code: "InvalidType", path, detail: "This value should be of another type." }]);
}

function notSupported(path: string) {
  return refuseInvalid([{ code: "NotSupportedChoice", path, detail: "The value you selected is not a valid choice." }]);
}
