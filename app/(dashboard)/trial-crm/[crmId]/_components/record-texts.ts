import type { FieldValue } from "@/lib/crm/types";

type Values = Record<string, FieldValue> | null;

/** What a contact is called; null where nothing of it is known. */
export function toContactName(values: Values): string | null {
  return textOf(values?.full_name) ?? listOf(values?.phones)[0] ?? listOf(values?.emails)[0] ?? null;
}

export function toDealName(values: Values): string | null {
  return textOf(values?.title);
}

/** The built-in values that hold several texts, such as the phones of a contact. */
export function listOf(value: FieldValue | undefined): string[] {
  return Array.isArray(value) ? value : [];
}

function textOf(value: FieldValue | undefined) {
  return typeof value === "string" && value !== "" ? value : null;
}
