import type { Metadata } from "next";
import { useTranslations } from "next-intl";
import { Notice } from "@/components/ui/notice";
import { listActiveFaults } from "@/lib/trial-crm/active-faults";
import { toFaultForm } from "@/lib/trial-crm/fault-form";
import type { TrialFaults } from "@/lib/trial-crm/schema";
import { CrmFrame } from "../_components/crm-frame";
import { findCrmName, readCrm } from "../_components/read-crm";
import { FaultForm } from "./_components/fault-form";
import { FaultSummary } from "./_components/fault-summary";
import { StopFaults } from "./_components/stop-faults";

type Props = { params: Promise<{ crmId: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: await findCrmName((await params).crmId) };
}

export default async function FaultsPage({ params }: Props) {
  const { crmId } = await params;
  const { crm, mayChange } = await readCrm(crmId, async () => true);
  return (
    <CrmFrame crm={crm} tab="faults" mayChange={mayChange}>
      <Present crmId={crmId} faults={crm.faults} mayChange={mayChange} />
      {mayChange && <FaultForm key={JSON.stringify(crm.faults)} trialCrmId={crmId} saved={toFaultForm(crm.faults)} />}
    </CrmFrame>
  );
}

function Present({ crmId, faults, mayChange }: { crmId: string; faults: TrialFaults; mayChange: boolean }) {
  const t = useTranslations("trialCrm.faults");
  const isFaulty = listActiveFaults(faults).length > 0;
  return (
    <div className="mb-6 max-w-2xl">
      {isFaulty ? (
        <Notice tone="warning" title={t("present.title")} action={mayChange && <StopFaults trialCrmId={crmId} />}>
          <FaultSummary faults={faults} />
        </Notice>
      ) : (
        <Notice tone="success" title={t("present.none")}>
          <p>{t("present.noneText")}</p>
        </Notice>
      )}
    </div>
  );
}
