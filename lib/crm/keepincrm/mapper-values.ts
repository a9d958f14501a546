import type { FieldValue } from "../types";
import type { ApiOwned } from "./api-types";

/** Keys of custom fields begin so, as their names are free and may be those of built-in fields. */
const CUSTOM_PREFIX = "cf_";

/** Names of the custom fields that a record shows, as KeepinCRM takes them in a write [T]: the names that people read. */
export function listCustomNames(record: ApiOwned): string[] {
  return readCustom(record).map(([name]) => name);
}

/** The key of a custom field in the directory. */
export function toCustomKey(name: string): string {
  return `${CUSTOM_PREFIX}${name}`;
}

/** Values of custom fields by key. Their types are not told: all are texts. */
export function fromCustomFields(record: ApiOwned): Record<string, FieldValue> {
  const values = readCustom(record).flatMap(([name, value]) => {
    const text = [value]
      .flat()
      .filter((item) => item !== null && item !== undefined)
      .join(", ");
    return text ? [[toCustomKey(name), text] as const] : [];
  });
  return Object.fromEntries(values);
}

/** The custom fields among values, as KeepinCRM takes them; undefined when there is none. */
export function toCustomFields(values: Readonly<Record<string, FieldValue>>) {
  const fields = Object.entries(values).flatMap(([key, value]) =>
    key.startsWith(CUSTOM_PREFIX) ? [{ name: key.slice(CUSTOM_PREFIX.length), value: toText(value) }] : [],
  );
  return fields.length > 0 ? fields : undefined;
}

/** The detailed list tells the names that people read; without it the plain one does. */
function readCustom({ custom_fields, custom_fields_detailed }: ApiOwned): [string, unknown][] {
  const list = custom_fields_detailed ?? custom_fields ?? [];
  if (!Array.isArray(list)) return Object.entries(list);
  return list.flatMap(({ name, title, value }) => {
    const shown = title || name;
    return shown ? [[shown, value] satisfies [string, unknown]] : [];
  });
}

export function toText(value: FieldValue | undefined): string | undefined {
  if (value === undefined || value === "") return undefined;
  return Array.isArray(value) ? value.join(", ") : String(value);
}

export function toTexts(value: FieldValue | undefined): string[] {
  return [value ?? []].flat().map(String).filter(Boolean);
}

/** An id as KeepinCRM takes it. */
export function toNumber(id: string | null | undefined): number | string | undefined {
  if (!id) return undefined;
  return /^\d{1,15}$/.test(id) ? Number(id) : id;
}

/** The values that there are. */
export function withoutBlanks(values: Readonly<Record<string, FieldValue | null | undefined>>) {
  const present = Object.entries(values).flatMap(([key, value]) => {
    const isBlank = value === null || value === undefined || value === "" || (Array.isArray(value) && !value.length);
    return isBlank ? [] : [[key, value] as const];
  });
  return Object.fromEntries<FieldValue>(present);
}

export function withoutUndefined(input: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined));
}

/** A time in ISO 8601; null when it is none. */
export function toIsoTime(text: string | null | undefined): string | null {
  const time = Date.parse(text ?? "");
  return Number.isNaN(time) ? null : new Date(time).toISOString();
}
