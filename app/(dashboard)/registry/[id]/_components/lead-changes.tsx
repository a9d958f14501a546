import { useTranslations } from "next-intl";
import { ChangeTables } from "@/app/(dashboard)/_components/lead-trace/change-tables";
import { Section } from "@/components/ui/section";
import type { CrmDirectory } from "@/lib/crm/types";
import type { DecisionTrace } from "@/lib/leads/read-trace";

/** What the lead changes in the CRM; nothing where it has no value for it. */
export function LeadChanges({
  decision: { changes },
  directory,
  isWritten,
}: {
  decision: DecisionTrace;
  directory: CrmDirectory | null;
  isWritten: boolean;
}) {
  const t = useTranslations("registry.changes");
  if (changes.length === 0) return null;
  return (
    <Section title={t("title")} description={t("help")}>
      <ChangeTables changes={changes} directory={directory} isWritten={isWritten} />
    </Section>
  );
}
