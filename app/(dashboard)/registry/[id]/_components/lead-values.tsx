import { useTranslations } from "next-intl";
import { MappedValues } from "@/app/(dashboard)/_components/lead-trace/mapped-values";
import { Section } from "@/components/ui/section";
import type { CrmDirectory } from "@/lib/crm/types";
import type { LeadTrace } from "@/lib/leads/read-trace";

/** What the mapping and the standardisation made of the event. */
export function LeadValues({
  trace: { values, phones, email },
  directory,
}: {
  trace: LeadTrace;
  directory: CrmDirectory | null;
}) {
  const t = useTranslations("registry.values");
  if (!values) return null;
  return (
    <Section title={t("title")} description={t("help")}>
      <MappedValues values={values} phones={phones} email={email} directory={directory} />
    </Section>
  );
}
