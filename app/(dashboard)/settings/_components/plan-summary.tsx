import { useTranslations } from "next-intl";
import { PLANS, type PlanName } from "@/lib/accounts/plans";

/** The account's plan and how many of its active integrations are used. */
export function PlanSummary({ plan, active }: { plan: PlanName; active: number }) {
  const t = useTranslations("settings.plan");
  const { label, activeIntegrations: limit } = PLANS[plan];
  return (
    <div className="max-w-md">
      <p>
        <span className="font-medium">{label}</span>
        <span className="text-muted"> · {t("limit", { count: limit })}</span>
      </p>
      <div aria-hidden className="mt-3 h-1.5 overflow-hidden rounded-full bg-neutral-soft">
        <div className="h-full rounded-full bg-accent" style={{ width: `${Math.min(100, (active / limit) * 100)}%` }} />
      </div>
      <p className="mt-1.5 text-[13px] text-muted tabular-nums">{t("used", { active, limit })}</p>
    </div>
  );
}
