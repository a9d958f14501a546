import type { Metadata } from "next";
import { listTrialDeals } from "@/lib/trial-crm/queries";
import { CrmFrame, toTabPath } from "../_components/crm-frame";
import { DealsTable } from "../_components/deals-table";
import { NoRecords } from "../_components/no-records";
import { findCrmName, placeSchema, readCrm } from "../_components/read-crm";
import { RecordPager } from "../_components/record-pager";

type Props = {
  params: Promise<{ crmId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: await findCrmName((await params).crmId) };
}

export default async function DealsPage({ params, searchParams }: Props) {
  const { crmId } = await params;
  const place = placeSchema.parse(await searchParams);
  const { crm, found, mayChange } = await readCrm(crmId, (tx) => listTrialDeals(tx, { trialCrmId: crmId, ...place }));
  return (
    <CrmFrame crm={crm} tab="deals" mayChange={mayChange}>
      <DealsTable crmId={crmId} deals={found.items} empty={<NoRecords kind="deals" />} />
      <RecordPager path={toTabPath(crmId, "deals")} page={found} />
    </CrmFrame>
  );
}
