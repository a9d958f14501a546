import type { CrmField, FieldValue } from "../types";

/** The vendor's type of a field, `[]` behind it where the field holds several values. */
export function toNativeType({ type, isMultiple }: { type: string; isMultiple?: boolean }): string {
  return isMultiple ? `${type}[]` : type;
}

/** A value as the field takes it; several values take the place of all that are there. */
export function encodeValue({ nativeType = "string" }: Pick<CrmField, "nativeType">, value: FieldValue): unknown {
  const type = nativeType.replace("[]", "");
  const items = Array.isArray(value) ? value : [value];
  const encoded = items.map((item) => encodeOne(type, item));
  return nativeType.endsWith("[]") ? encoded : encoded[0];
}

/** A value as we speak of it; undefined where the CRM has none. One of several possible values is given as itself. */
export function decodeValue(
  { nativeType = "string", type: fieldType }: Pick<CrmField, "nativeType" | "type">,
  value: unknown,
): FieldValue | undefined {
  const type = nativeType.replace("[]", "");
  if (!nativeType.endsWith("[]")) return decodeOne(type, Array.isArray(value) ? value[0] : value);
  const decoded = (Array.isArray(value) ? value : [value]).flatMap((item) => decodeOne(type, item) ?? []);
  if (decoded.length === 0) return undefined;
  return decoded.length === 1 && fieldType !== "multi_enum" ? decoded[0] : decoded.map(String);
}

function encodeOne(type: string, value: string | number | boolean): unknown {
  switch (type) {
    case "boolean":
      return value === true ? 1 : 0;
    case "char":
      return value === true ? "Y" : "N";
    case "integer":
      return Math.round(Number(value));
    case "double":
      return Number(value);
    case "datetime":
      return toZoned(String(value));
    case "enumeration":
    case "employee":
    case "user":
      return toNumericId(String(value));
    default:
      return String(value);
  }
}

/** What was never filled in comes as null, an empty text, false, or as 0 where an id is due. */
function decodeOne(type: string, value: unknown): string | number | boolean | undefined {
  if (value === null || value === undefined || value === "" || value === false) return undefined;
  const text = String(value);
  switch (type) {
    case "boolean":
    case "char":
      return text === "1" || text === "Y" || text === "true" ? true : undefined;
    case "integer":
    case "double":
      return Number.isFinite(Number(text)) ? Number(text) : undefined;
    case "date":
      // It comes as the midnight of the portal's own zone.
      return text.slice(0, 10);
    case "datetime":
      return toUtc(text) ?? undefined;
    case "enumeration":
    case "employee":
    case "user":
      return text === "0" ? undefined : text;
    case "address":
      // [?] not confirmed: what may stand behind the text are coordinates and an id.
      return text.split("|")[0] || undefined;
    default:
      return text;
  }
}

/** ISO 8601 in UTC, or null when it is no time. */
export function toUtc(text: unknown): string | null {
  const time = typeof text === "string" ? Date.parse(text) : Number.NaN;
  return Number.isNaN(time) ? null : new Date(time).toISOString();
}

/** A time in the way the vendor writes it: seconds, and the zone in figures. */
export function toZoned(text: string): string {
  return toUtc(text)?.replace(/\.\d+Z$/, "+00:00") ?? text;
}

export function toNumericId(id: string): number | string {
  return /^\d{1,15}$/.test(id) ? Number(id) : id;
}
