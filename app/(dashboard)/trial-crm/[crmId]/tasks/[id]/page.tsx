import type { Metadata } from "next";
import { getFormatter, getTranslations } from "next-intl/server";
import { PageHeader } from "@/components/ui/page-header";
import { RelativeTime } from "@/components/ui/relative-time";
import { Section } from "@/components/ui/section";
import { findTrialTask } from "@/lib/trial-crm/queries";
import { toTrialPath } from "@/lib/trial-crm/record-path";
import { toTabPath } from "../../_components/crm-frame";
import { isId, readCrm } from "../../_components/read-crm";
import { ResponsibleFact, TimeFacts } from "../../_components/record-facts";
import { Fact, Facts } from "../../_components/record-fields";
import { toContactName, toDealName } from "../../_components/record-texts";
import { TaskBadge } from "../../_components/task-badge";
import { TextLink } from "../../_components/text-link";
import { TaskDone } from "./_components/task-done";

type Props = { params: Promise<{ crmId: string; id: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("trialCrm"))("record.task") };
}

export default async function TaskPage({ params }: Props) {
  const { crmId, id } = await params;
  const t = await getTranslations("trialCrm");
  const format = await getFormatter();
  const {
    crm,
    found: task,
    mayChange,
  } = await readCrm(crmId, async (tx) => (isId(id) ? findTrialTask(tx, { trialCrmId: crmId, id }) : null));
  return (
    <>
      <PageHeader
        title={t("record.task")}
        aside={<TaskBadge isDone={task.isDone} dueAt={task.dueAt} />}
        trail={[{ label: crm.name, href: toTabPath(crmId, "tasks") }]}
        actions={mayChange && <TaskDone trialCrmId={crmId} taskId={id} isDone={task.isDone} />}
      />
      <p className="mb-5 max-w-prose whitespace-pre-line [overflow-wrap:anywhere]">{task.text}</p>
      <Section title={t("record.details")}>
        <Facts>
          <Fact label={t("columns.contact")}>
            <TextLink href={toTrialPath(crmId, { kind: "contacts", id: task.contactId })}>
              {toContactName(task.contactValues) ?? t("noName")}
            </TextLink>
          </Fact>
          {task.dealId && (
            <Fact label={t("columns.deal")}>
              <TextLink href={toTrialPath(crmId, { kind: "deals", id: task.dealId })}>
                {toDealName(task.dealValues) ?? t("noName")}
              </TextLink>
            </Fact>
          )}
          <ResponsibleFact name={task.responsibleName} />
          <Fact label={t("columns.due")}>
            {format.dateTime(task.dueAt, "short")} · <RelativeTime at={task.dueAt} />
          </Fact>
          <TimeFacts createdAt={task.createdAt} />
        </Facts>
      </Section>
    </>
  );
}
