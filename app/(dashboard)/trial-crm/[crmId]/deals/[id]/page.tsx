import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { PageHeader } from "@/components/ui/page-header";
import { Section } from "@/components/ui/section";
import { findTrialDeal } from "@/lib/trial-crm/queries";
import { toTrialPath } from "@/lib/trial-crm/record-path";
import { toTabPath } from "../../_components/crm-frame";
import { Nothing } from "../../_components/nothing";
import { isId, readCrm } from "../../_components/read-crm";
import { ResponsibleFact, TimeFacts } from "../../_components/record-facts";
import { Fact, RecordFields } from "../../_components/record-fields";
import { toContactName, toDealName } from "../../_components/record-texts";
import { StageBadge } from "../../_components/stage-badge";
import { TasksTable } from "../../_components/tasks-table";
import { TextLink } from "../../_components/text-link";
import { DeleteDeal } from "./_components/delete-deal";
import { MoveDeal } from "./_components/move-deal";

type Props = { params: Promise<{ crmId: string; id: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("trialCrm"))("record.deal") };
}

export default async function DealPage({ params }: Props) {
  const { crmId, id } = await params;
  const t = await getTranslations("trialCrm");
  const { crm, found, mayChange } = await readCrm(crmId, async (tx) =>
    isId(id) ? findTrialDeal(tx, { trialCrmId: crmId, id }) : null,
  );
  const { tasks, ...deal } = found;
  return (
    <>
      <PageHeader
        title={toDealName(deal.values) ?? t("noName")}
        aside={<StageBadge name={deal.stageName} kind={deal.stageKind} />}
        trail={[{ label: crm.name, href: toTabPath(crmId, "deals") }]}
        actions={mayChange && <DeleteDeal trialCrmId={crmId} dealId={id} />}
      />
      <Section title={t("record.deal")}>
        <RecordFields crm={crm} entity="deal" values={deal.values}>
          <Fact label={t("columns.contact")}>
            <TextLink href={toTrialPath(crmId, { kind: "contacts", id: deal.contactId })}>
              {toContactName(deal.contactValues) ?? t("noName")}
            </TextLink>
          </Fact>
          <ResponsibleFact name={deal.responsibleName} />
          <Fact label={t("columns.pipeline")}>{deal.pipelineName}</Fact>
          <TimeFacts {...deal} />
        </RecordFields>
      </Section>
      {mayChange && (
        <Section title={t("move.title")} description={t("move.text")}>
          <MoveDeal
            key={deal.stageId}
            trialCrmId={crmId}
            deal={{ id, stageId: deal.stageId, pipelineId: deal.pipelineId }}
            pipelines={crm.pipelines.map(({ id, name, stages }) => ({
              ...{ id, name },
              stages: stages.map((stage) => ({ id: stage.id, name: stage.name, kind: stage.kind })),
            }))}
          />
        </Section>
      )}
      <Section title={t("tabs.tasks")}>
        <TasksTable crmId={crmId} tasks={tasks} isOfRecord empty={<Nothing text={t("record.noTasks")} />} />
      </Section>
    </>
  );
}
