export type TrialRecordKind = "contacts" | "deals" | "tasks";

/** Where the product shows a trial CRM, and a record of it. */
export function toTrialPath(crmId: string, record?: { kind: TrialRecordKind; id: string }): string {
  return record ? `/trial-crm/${crmId}/${record.kind}/${encodeURIComponent(record.id)}` : `/trial-crm/${crmId}`;
}
