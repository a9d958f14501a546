import type { Metadata } from "next";
import { listTrialTasks } from "@/lib/trial-crm/queries";
import { CrmFrame, toTabPath } from "../_components/crm-frame";
import { NoRecords } from "../_components/no-records";
import { findCrmName, placeSchema, readCrm } from "../_components/read-crm";
import { RecordPager } from "../_components/record-pager";
import { TasksTable } from "../_components/tasks-table";

type Props = {
  params: Promise<{ crmId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: await findCrmName((await params).crmId) };
}

export default async function TasksPage({ params, searchParams }: Props) {
  const { crmId } = await params;
  const place = placeSchema.parse(await searchParams);
  const { crm, found, mayChange } = await readCrm(crmId, (tx) => listTrialTasks(tx, { trialCrmId: crmId, ...place }));
  return (
    <CrmFrame crm={crm} tab="tasks" mayChange={mayChange}>
      <TasksTable crmId={crmId} tasks={found.items} empty={<NoRecords kind="tasks" />} />
      <RecordPager path={toTabPath(crmId, "tasks")} page={found} />
    </CrmFrame>
  );
}
