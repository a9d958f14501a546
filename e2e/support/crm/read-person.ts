import type { Stack } from "../stack";
import type { FakeRecords } from "./fake-crm";
import type { VendorProvider } from "./fakes";
import { RECORDS_PATH } from "./start-gateway";

/**
 * What a vendor's CRM of this run holds of a person: contacts with the phone in any spelling, their deals, and the tasks on these.
 * Other journeys use the same CRM at the same time.
 */
export async function readPerson(
  { gatewayUrl }: Stack,
  { provider, phone }: { provider: VendorProvider; phone: string },
): Promise<FakeRecords> {
  const response = await fetch(`${gatewayUrl}${RECORDS_PATH}${provider}`);
  const records = (await response.json()) as FakeRecords;
  const ends = phone.slice(-9);
  const contacts = records.contacts.filter(({ phones }) =>
    phones.some((each) => each.replace(/\D/g, "").endsWith(ends)),
  );
  const deals = records.deals.filter(({ contactId }) => contacts.some(({ id }) => id === contactId));
  return { contacts, deals, tasks: records.tasks.filter(({ dealId }) => deals.some(({ id }) => id === dealId)) };
}
