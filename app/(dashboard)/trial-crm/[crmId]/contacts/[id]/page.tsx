import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { PageHeader } from "@/components/ui/page-header";
import { Section } from "@/components/ui/section";
import { findTrialContact } from "@/lib/trial-crm/queries";
import { toTabPath } from "../../_components/crm-frame";
import { DealsTable } from "../../_components/deals-table";
import { Nothing } from "../../_components/nothing";
import { isId, readCrm } from "../../_components/read-crm";
import { ResponsibleFact, TimeFacts } from "../../_components/record-facts";
import { RecordFields } from "../../_components/record-fields";
import { toContactName } from "../../_components/record-texts";
import { TasksTable } from "../../_components/tasks-table";

type Props = { params: Promise<{ crmId: string; id: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("trialCrm"))("record.contact") };
}

export default async function ContactPage({ params }: Props) {
  const { crmId, id } = await params;
  const t = await getTranslations("trialCrm");
  const { crm, found: contact } = await readCrm(crmId, async (tx) =>
    isId(id) ? findTrialContact(tx, { trialCrmId: crmId, id }) : null,
  );
  return (
    <>
      <PageHeader
        title={toContactName(contact.values) ?? t("noName")}
        trail={[{ label: crm.name, href: toTabPath(crmId, "contacts") }]}
      />
      <Section title={t("record.contact")}>
        <RecordFields crm={crm} entity="contact" values={contact.values}>
          <ResponsibleFact name={contact.responsibleName} />
          <TimeFacts {...contact} />
        </RecordFields>
      </Section>
      <Section title={t("tabs.deals")}>
        <DealsTable crmId={crmId} deals={contact.deals} isOfContact empty={<Nothing text={t("record.noDeals")} />} />
      </Section>
      <Section title={t("tabs.tasks")}>
        <TasksTable crmId={crmId} tasks={contact.tasks} isOfRecord empty={<Nothing text={t("record.noTasks")} />} />
      </Section>
    </>
  );
}
