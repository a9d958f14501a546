import type { CrmField } from "../types";
import type { ApiRecordInput } from "./api-types";
import { REQUEST_ID_FIELD } from "./constants";

/** Opens a record in the CRM. [K] not confirmed: without the organisation's number it opens in the one used last. */
export function toRecordUrl(crmOrigin: string, module: "Contacts" | "Deals" | "Tasks", id: string): string {
  // Deals were called potentials once, and still are in addresses.
  const tab = module === "Deals" ? "Potentials" : module;
  return `${crmOrigin}/crm/tab/${tab}/${encodeURIComponent(id)}`;
}

/** Whether contacts or deals have the unique field that repeated creates are known by. */
export function hasRequestField(fields: readonly CrmField[], entity: "contact" | "deal"): boolean {
  return fields.some((field) => field.entity === entity && field.key === REQUEST_ID_FIELD);
}

/** The request id where it is kept; nothing where it is not. */
export function toRequestField(
  entity: "contact" | "deal",
  requestId: string,
  fields: readonly CrmField[],
): ApiRecordInput {
  return hasRequestField(fields, entity) ? { [REQUEST_ID_FIELD]: requestId } : {};
}

/** A text that is not blank. */
export function readText(value: unknown): string | null {
  return typeof value === "string" && value.trim() !== "" ? value : null;
}
