import type { OdooField } from "@/lib/crm/odoo/api-types";
import { OdooError } from "./odoo-error";
import type { StoredValue } from "./tables";

type Place = {
  name: string;
  field: OdooField;
  before: StoredValue | undefined;
  /** Whether the linked model has such a record. */
  has: (id: number) => boolean;
};

/** A value that was sent, as the column keeps it; throws what Odoo throws for one that it cannot keep. */
export function toStoredValue(value: unknown, place: Place): StoredValue {
  const { type } = place.field;
  if (type === "many2many") return applyCommands(value, place);
  if (value === false || value === null || value === undefined) return false;
  switch (type) {
    case "integer":
      return Math.trunc(toNumber(value, place));
    case "float":
    case "monetary":
      return toNumber(value, place);
    case "boolean":
      return Boolean(value);
    case "date":
      return toMatching(value, /^\d{4}-\d{2}-\d{2}$/, place);
    case "datetime":
      return toMatching(value, /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/, place);
    case "selection":
      return toSelection(value, place);
    case "many2one":
      return toLinked(value, place);
    case "html":
      return String(value).replace(/<script[\s\S]*?<\/script>/gi, "");
    default:
      return String(value);
  }
}

function applyCommands(value: unknown, place: Place): number[] {
  const ids = new Set(Array.isArray(place.before) ? place.before : []);
  for (const command of Array.isArray(value) ? value : [value]) {
    const [code, ...more] = Array.isArray(command) ? command : [];
    if (code === 4) ids.add(toLinked(more[0], place));
    else if (code === 3) ids.delete(Number(more[0]));
    else if (code === 6 && Array.isArray(more[1])) {
      ids.clear();
      for (const id of more[1]) ids.add(toLinked(id, place));
    } else throw wrong(value, place);
  }
  return [...ids];
}

function toNumber(value: unknown, place: Place) {
  const number = typeof value === "boolean" ? Number.NaN : Number(value);
  if (Number.isNaN(number))
    throw new OdooError("builtins.ValueError", `could not convert string to float: ${place.name}`);
  return number;
}

function toMatching(value: unknown, shape: RegExp, place: Place) {
  if (typeof value !== "string" || !shape.test(value)) throw wrong(value, place);
  return value;
}

function toSelection(value: unknown, place: Place) {
  if (!place.field.selection?.some(([key]) => key === value)) throw wrong(value, place);
  return String(value);
}

function toLinked(value: unknown, place: Place) {
  if (typeof value !== "number") throw wrong(value, place);
  if (place.has(value)) return value;
  throw new OdooError("odoo.exceptions.ValidationError", `The record of ${place.name} does not exist`);
}

function wrong(value: unknown, { name }: Place) {
  return new OdooError("builtins.ValueError", `Wrong value for ${name}: ${JSON.stringify(value)}`);
}
