import type { Stack } from "../stack";
import type { FakeRecords } from "./fake-crm";
import type { VendorProvider } from "./fakes";
import { RECORDS_PATH } from "./start-gateway";

/** What a vendor's CRM of this run holds. */
export async function readRecords({ gatewayUrl }: Stack, provider: VendorProvider): Promise<FakeRecords> {
  const response = await fetch(`${gatewayUrl}${RECORDS_PATH}${provider}`);
  return (await response.json()) as FakeRecords;
}
