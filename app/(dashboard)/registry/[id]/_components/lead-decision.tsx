import { useTranslations } from "next-intl";
import { DecisionSummary } from "@/app/(dashboard)/_components/lead-trace/decision-summary";
import { LeadAssignment } from "@/app/(dashboard)/_components/lead-trace/lead-assignment";
import { LeadMatch } from "@/app/(dashboard)/_components/lead-trace/lead-match";
import { Section } from "@/components/ui/section";
import type { CrmDirectory } from "@/lib/crm/types";
import type { LeadTrace } from "@/lib/leads/read-trace";

/** What was found, which row of the decision table it met, and who got the lead. */
export function LeadDecision({ trace, directory }: { trace: LeadTrace; directory: CrmDirectory | null }) {
  const t = useTranslations("registry.decision");
  const { decision, assignment, match } = trace;
  if (!match && !decision) return null;
  return (
    <Section title={t("title")} description={t("help")}>
      <div className="flex flex-col gap-5">
        {decision && <DecisionSummary decision={decision} match={match} />}
        {decision && decision.plan !== "skip" && <LeadAssignment assignment={assignment} title={t("whoGotIt")} />}
        {match && <LeadMatch match={match} directory={directory} />}
      </div>
    </Section>
  );
}
