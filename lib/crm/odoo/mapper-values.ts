import { fromHtml, toHtml } from "../html";
import type { CrmEntity, FieldValue } from "../types";
import type { OdooField, OdooFields, OdooRow, OdooVals, OdooValue } from "./api-types";
import { isLinkByName, toCode } from "./mapper-fields";

/** Names of records by their ids, by the model that holds them. */
export type NameLists = ReadonlyMap<string, ReadonlyMap<number, string>>;

/** `[id, label]` of a link to one record, or null. */
export function toLink(value: OdooValue | undefined): { id: number; label: string } | null {
  if (!Array.isArray(value)) return null;
  const [id, label] = value;
  return typeof id === "number" && typeof label !== "number" && label !== undefined ? { id, label: label || "" } : null;
}

export function toLinkId(value: OdooValue | undefined): string | null {
  const link = toLink(value);
  return link && String(link.id);
}

export function toText(value: OdooValue | undefined): string {
  return typeof value === "string" ? value : "";
}

/** Ids of a link to several records, in the order in which they were made. */
function toIds(value: OdooValue | undefined): number[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((id) => (typeof id === "number" ? [id] : [])).toSorted((a, b) => a - b);
}

/** Time of Odoo, which is UTC without saying so, in ISO 8601. */
export function toIso(value: OdooValue | undefined): string | null {
  const text = toText(value);
  const time = Date.parse(`${text.replace(" ", "T")}Z`);
  return Number.isNaN(time) ? null : new Date(time).toISOString();
}

/** A time as Odoo keeps it: in UTC, to the second. */
export function toOdooTime(time: Date): string {
  return time.toISOString().slice(0, 19).replace("T", " ");
}

/** A value of Odoo's in our words, or null where it is empty. An unticked box and a zero are what Odoo has where nobody wrote anything. */
export function fromOdoo(value: OdooValue | undefined, field: OdooField, names: NameLists): FieldValue | null {
  switch (field.type) {
    case "html":
      return fromHtml(toText(value)) || null;
    case "integer":
    case "float":
    case "monetary":
      return typeof value === "number" && value !== 0 ? value : null;
    case "boolean":
      return value === true ? true : null;
    case "datetime":
      return toIso(value);
    case "many2one":
      return isLinkByName(field) ? toLink(value)?.label || null : toLinkId(value);
    case "many2many":
      return fromIds(toIds(value), field, names);
    default:
      return toText(value) || null;
  }
}

/** A value of ours as Odoo takes it. Tags are added to those that are there; what else is chosen of several is replaced. */
export function toOdoo(value: FieldValue, field: OdooField, names: NameLists): unknown {
  switch (field.type) {
    case "html":
      return `<p>${toHtml(toOneText(value))}</p>`;
    case "integer":
      return Math.round(Number(value));
    case "float":
    case "monetary":
      return Number(value);
    case "boolean":
      return value === true;
    case "datetime":
      return toOdooTime(new Date(String(value)));
    case "many2one":
      return isLinkByName(field) ? findIds(value, field, names)[0] : Number(value);
    case "many2many":
      return isLinkByName(field)
        ? findIds(value, field, names).map((id) => [4, id])
        : [[6, 0, toTexts(value).map(Number)]];
    default:
      return toOneText(value);
  }
}

/** The values under the names of Odoo's fields; those whose field or choice is not there any more are left out. */
export function toVals(
  entity: CrmEntity,
  values: Record<string, FieldValue>,
  { fields, names, except }: { fields: OdooFields; names: NameLists; except: readonly string[] },
): OdooVals {
  const vals: OdooVals = {};
  for (const [key, value] of Object.entries(values)) {
    const code = toCode(entity, key);
    const field = fields[code];
    if (field && !except.includes(key) && hasChoice(value, field)) vals[code] = toOdoo(value, field, names);
  }
  return vals;
}

function hasChoice(value: FieldValue, { selection }: OdooField) {
  return selection === undefined || selection.some(([id]) => id === String(value));
}

/** The values of a record under our keys. */
export function toValues(
  entity: CrmEntity,
  row: OdooRow,
  { keys, fields, names }: { keys: readonly string[]; fields: OdooFields; names: NameLists },
): Record<string, FieldValue> {
  const values: Record<string, FieldValue> = {};
  for (const key of keys) {
    const code = toCode(entity, key);
    const field = fields[code];
    const value = field ? fromOdoo(row[code], field, names) : null;
    if (value !== null) values[key] = value;
  }
  return values;
}

/** Names that values lead to, by the model that holds them. */
export function listNames(
  entity: CrmEntity,
  values: Record<string, FieldValue>,
  fields: OdooFields,
): Map<string, string[]> {
  const names = new Map<string, string[]>();
  for (const [key, value] of Object.entries(values)) {
    const field = fields[toCode(entity, key)];
    if (!field?.relation || !isLinkByName(field)) continue;
    const texts = toTexts(value).map((text) => text.trim());
    names.set(field.relation, [...(names.get(field.relation) ?? []), ...texts.filter(Boolean)]);
  }
  return names;
}

/** Ids whose names have to be read before the rows can be told in our words, by model. */
export function listNamedIds(rows: readonly OdooRow[], fields: OdooFields): Map<string, number[]> {
  const ids = new Map<string, number[]>();
  for (const [code, field] of Object.entries(fields)) {
    if (field.type !== "many2many" || !field.relation || !isLinkByName(field)) continue;
    const found = rows.flatMap((row) => toIds(row[code]));
    if (found.length > 0) ids.set(field.relation, [...new Set([...(ids.get(field.relation) ?? []), ...found])]);
  }
  return ids;
}

export function toTexts(value: FieldValue | undefined): string[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [String(value)];
}

function toOneText(value: FieldValue) {
  return toTexts(value).join(", ");
}

function fromIds(ids: readonly number[], field: OdooField, names: NameLists): string[] | null {
  if (ids.length === 0) return null;
  if (!isLinkByName(field)) return ids.map(String);
  const found = ids.flatMap((id) => names.get(field.relation ?? "")?.get(id) ?? []);
  return found.length > 0 ? found : null;
}

function findIds(value: FieldValue, field: OdooField, names: NameLists) {
  const known = [...(names.get(field.relation ?? "") ?? [])];
  return toTexts(value).flatMap((text) => known.find(([, name]) => isSameName(name, text))?.[0] ?? []);
}

/** Letter case makes no other tag. */
export function isSameName(left: string, right: string): boolean {
  return left.trim().toLowerCase() === right.trim().toLowerCase();
}
