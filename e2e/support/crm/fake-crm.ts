import type { ContractCrm } from "@/lib/crm/contract/contract";

/** A record as a journey looks at it, in our words; ids as texts. */
type FakeContact = { id: string; name: string; phones: string[]; emails: string[]; responsibleId: string | null };
type FakeDeal = { id: string; name: string; contactId: string; stageId: string | null; responsibleId: string | null };
type FakeTask = { id: string; text: string; dealId: string | null; responsibleId: string | null };
export type FakeRecords = { contacts: FakeContact[]; deals: FakeDeal[]; tasks: FakeTask[] };

/** A vendor's CRM with one account, as its API behaves: answers every request by the vendor's rules, quirks included. */
export type FakeCrm = ContractCrm & {
  /** Whether it answers at this host of the vendor's, such as `api.hubapi.com`. */
  serves(host: string): boolean;
  /** What a customer types into the connection form, by setting. */
  form: Readonly<Record<string, string>>;
  records(): FakeRecords;
};
