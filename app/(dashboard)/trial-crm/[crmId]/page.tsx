import type { Metadata } from "next";
import { listTrialContacts } from "@/lib/trial-crm/queries";
import { ContactsTable } from "./_components/contacts-table";
import { CrmFrame, toTabPath } from "./_components/crm-frame";
import { NoRecords } from "./_components/no-records";
import { findCrmName, placeSchema, readCrm } from "./_components/read-crm";
import { RecordPager } from "./_components/record-pager";

type Props = {
  params: Promise<{ crmId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: await findCrmName((await params).crmId) };
}

export default async function ContactsPage({ params, searchParams }: Props) {
  const { crmId } = await params;
  const place = placeSchema.parse(await searchParams);
  const { crm, found, mayChange } = await readCrm(crmId, (tx) =>
    listTrialContacts(tx, { trialCrmId: crmId, ...place }),
  );
  return (
    <CrmFrame crm={crm} tab="contacts" mayChange={mayChange}>
      <ContactsTable crmId={crmId} contacts={found.items} empty={<NoRecords kind="contacts" />} />
      <RecordPager path={toTabPath(crmId, "contacts")} page={found} />
    </CrmFrame>
  );
}
