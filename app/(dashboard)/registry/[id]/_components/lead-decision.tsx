import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Section } from "@/components/ui/section";
import type { CrmDirectory } from "@/lib/crm/types";
import type { DecisionTrace, LeadTrace, MatchTrace } from "@/lib/leads/read-trace";
import { codeText, findCodeText } from "../../_components/code-text";
import { LeadAssignment } from "./lead-assignment";
import { LeadMatch } from "./lead-match";

/** What was found, which row of the decision table it met, and who got the lead. */
export function LeadDecision({ trace, directory }: { trace: LeadTrace; directory: CrmDirectory | null }) {
  const t = useTranslations("registry");
  const { decision, assignment, match } = trace;
  if (!match && !decision) return null;
  return (
    <Section title={t("decision.title")} description={t("decision.help")}>
      <div className="flex flex-col gap-5">
        {decision && (
          <div>
            <p className="font-medium">{codeText(t, "plans", decision.plan)}</p>
            <p className="mt-0.5 text-muted">{findCodeText(t, "planReasons", decision.plan)}</p>
            <DecisionRow decision={decision} match={match} />
            {decision.plan !== "skip" && decision.writes.length === 0 && (
              <p className="mt-2">{t("decision.nothingToWrite")}</p>
            )}
          </div>
        )}
        {decision && decision.plan !== "skip" && <LeadAssignment assignment={assignment} />}
        {match && <LeadMatch match={match} directory={directory} />}
      </div>
    </Section>
  );
}

/** The row of the decision table that the lead met. */
function DecisionRow({ decision, match }: { decision: DecisionTrace; match: MatchTrace | null }) {
  const t = useTranslations("registry.decision");
  const { rules } = decision;
  const hasContact = Boolean(match?.contactId);
  const hasDeal = Boolean(match?.dealId);
  const isAllowed = (isForbidden: boolean) => t(isForbidden ? "forbidden" : "allowed");
  return (
    <dl className="mt-2.5 grid grid-cols-[repeat(auto-fill,minmax(min(10rem,100%),1fr))] gap-x-6 gap-y-2">
      <Cell label={t("contact")}>{t(hasContact ? "found" : "notFound")}</Cell>
      <Cell label={t("activeDeal")}>{t(hasDeal ? "found" : "notFound")}</Cell>
      {rules && <Cell label={t("deals")}>{hasDeal ? t("any") : isAllowed(rules.isDealForbidden)}</Cell>}
      {rules && <Cell label={t("tasks")}>{hasDeal ? isAllowed(rules.isTaskForbidden) : t("any")}</Cell>}
    </dl>
  );
}

function Cell({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div>
      <dt className="text-[13px] text-muted">{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}
