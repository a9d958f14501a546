import { useTranslations } from "next-intl";
import { ConditionText } from "@/app/(dashboard)/_components/lead-trace/condition-text";
import { createFieldTexts } from "@/app/(dashboard)/_components/lead-trace/field-texts";
import { Section } from "@/components/ui/section";
import type { CrmDirectory } from "@/lib/crm/types";
import type { LeadTrace } from "@/lib/leads/read-trace";

/** Whether the event passed the filter, and the condition that it did not meet. */
export function LeadFilter({
  filter,
  directory,
}: {
  filter: NonNullable<LeadTrace["filter"]>;
  directory: CrmDirectory | null;
}) {
  const t = useTranslations("registry");
  return (
    <Section title={t("filter.title")} description={t("filter.help")}>
      {filter.passes ? (
        <p>{t("filter.passed")}</p>
      ) : (
        <>
          <p className="text-muted">{t("filter.failed")}</p>
          <ConditionText failed={filter.failed} fields={createFieldTexts(t, directory)} />
        </>
      )}
    </Section>
  );
}
