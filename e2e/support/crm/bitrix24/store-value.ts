import type { ApiField } from "@/lib/crm/bitrix24/api-types";

/**
 * A value as the portal keeps it and gives it back: numbers as texts, days as midnights of its own zone, lists of choices as
 * numbers, and nothing where it could not make anything of what came.
 */
export function storeValue(field: ApiField, value: unknown): unknown {
  if (!field.isMultiple) return storeOne(field, Array.isArray(value) ? value[0] : value);
  if (!Array.isArray(value)) return false;
  const stored = value.map((item) => storeOne(field, item)).filter((item) => item !== null && item !== "");
  if (stored.length === 0) return false;
  return field.type === "enumeration" ? stored.map(Number) : stored;
}

function storeOne(field: ApiField, value: unknown): string | null {
  const text = value === null || value === undefined || typeof value === "object" ? "" : String(value);
  switch (field.type) {
    case "boolean":
      return ["1", "Y", "true"].includes(text) ? "1" : "0";
    case "char":
      return text === "Y" ? "Y" : "N";
    case "integer":
      return /^-?\d+/.exec(text)?.[0] ?? null;
    case "double":
      return Number.isFinite(Number.parseFloat(text)) ? String(Number.parseFloat(text)) : null;
    case "date":
      return /^\d{4}-\d{2}-\d{2}/.test(text) ? `${text.slice(0, 10)}T00:00:00+02:00` : "";
    case "datetime":
      return /^\d{4}-\d{2}-\d{2}T.*([+-]\d{2}:\d{2}|Z)$/.test(text) ? toKyiv(text) : "";
    case "enumeration":
      return field.items?.some(({ ID }) => ID === text) ? text : null;
    case "money":
      return /^\d+(\.\d+)?(\|[A-Z]{3})?$/.test(text) ? text : "";
    case "employee":
    case "user":
      return /^\d+$/.test(text) ? text : null;
    default:
      return text;
  }
}

/** Winter time, which does for a fake. */
function toKyiv(text: string) {
  const local = new Date(Date.parse(text) + 2 * 60 * 60 * 1000);
  return local.toISOString().replace(/\.\d+Z$/, "+02:00");
}
