/** What LeadBox needs to be allowed. Tasks and notes come with the contacts. */
export const SCOPES = [
  "crm.objects.contacts.read",
  "crm.objects.contacts.write",
  "crm.objects.deals.read",
  "crm.objects.deals.write",
  "crm.objects.owners.read",
  "crm.schemas.contacts.read",
  "crm.schemas.deals.read",
] as const;

export const OWNERS_SCOPE = "crm.objects.owners.read";
