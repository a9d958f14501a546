import type { FieldKey, FieldValue } from "@/lib/crm/types";

/**
 * Gives a contact and a deal that are about to be created a name where the mapping gives none: CRMs want one, and an
 * unnamed record is of no use to whoever opens it.
 *
 * @example
 * fillNames({ "contact.phone": "+380671234567" }, "Instagram") // => { …, "contact.name": "+380671234567", "deal.name": "+380671234567" }
 */
export function fillNames(values: Record<FieldKey, FieldValue>, integrationName: string): Record<FieldKey, FieldValue> {
  const person = [values["contact.firstName"], values["contact.lastName"]].filter(Boolean).join(" ");
  const known = values["contact.name"] ?? (person || (values["contact.phone"] ?? values["contact.email"]));
  const name = String(known ?? integrationName);
  return {
    ...values,
    "contact.name": values["contact.name"] ?? name,
    "deal.name": values["deal.name"] ?? name,
  };
}
