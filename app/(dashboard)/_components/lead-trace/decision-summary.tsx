import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { DecisionTrace, MatchTrace } from "@/lib/leads/read-trace";
import { codeText, findCodeText } from "./code-text";

/** What is done with a lead, why, and the row of the decision table that it met. */
export function DecisionSummary({ decision, match }: { decision: DecisionTrace; match: MatchTrace | null }) {
  const t = useTranslations("registry");
  return (
    <div>
      <p className="font-medium">{codeText(t, "plans", decision.plan)}</p>
      <p className="mt-0.5 text-muted">{findCodeText(t, "planReasons", decision.plan)}</p>
      <DecisionRow decision={decision} match={match} />
      {decision.plan !== "skip" && decision.writes.length === 0 && (
        <p className="mt-2">{t("decision.nothingToWrite")}</p>
      )}
    </div>
  );
}

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
