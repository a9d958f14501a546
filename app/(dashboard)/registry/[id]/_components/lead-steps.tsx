import { CircleAlert, CircleCheck, CircleStop } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { cx } from "@/components/ui/cx";
import { RelativeTime } from "@/components/ui/relative-time";
import { Section } from "@/components/ui/section";
import type { LeadDetails } from "@/lib/leads/queries";
import { codeText } from "../../_components/code-text";
import { StepDetails } from "./step-details";

/** The lead's way, step by step. */
export function LeadSteps({ steps, nextTryAt }: { steps: LeadDetails["steps"]; nextTryAt: Date | null }) {
  const t = useTranslations("registry");
  return (
    <Section title={t("steps.title")} description={t("steps.help")}>
      {steps.length === 0 && <p className="text-muted">{t("steps.none")}</p>}
      <ol className="flex flex-col">
        {steps.map((step) => (
          <Step key={step.id} step={step} />
        ))}
      </ol>
      {nextTryAt && (
        <p className="mt-3 text-muted">
          {t("lead.nextTryAt")} <RelativeTime at={nextTryAt} />
        </p>
      )}
    </Section>
  );
}

function Step({ step }: { step: LeadDetails["steps"][number] }) {
  const t = useTranslations("registry");
  const format = useFormatter();
  const { Icon, className } = LOOKS[step.status];
  return (
    <li className="relative ps-7 pb-4 before:absolute before:start-[7px] before:top-5 before:bottom-0 before:w-px before:bg-line last:pb-0 last:before:hidden">
      <Icon aria-hidden className={cx("absolute start-0 top-0.5 size-4", className)} />
      <div className="flex flex-wrap items-baseline gap-x-2.5">
        <h3 className="font-medium">
          {step.stage === "write" ? codeText(t, "writes", step.name) : codeText(t, "stages", step.stage)}
        </h3>
        <span className={cx("text-[13px]", step.status === "done" ? "sr-only" : className)}>
          {t(`steps.status.${step.status}`)}
        </span>
        {step.attempt > 1 && (
          <span className="text-[13px] text-muted">{t("steps.attempt", { attempt: step.attempt })}</span>
        )}
        <span className="ms-auto text-[13px] text-muted tabular-nums">
          <time dateTime={step.startedAt.toISOString()}>{format.dateTime(step.startedAt, "full")}</time>
          {" · "}
          {t("steps.ms", { ms: step.durationMs })}
        </span>
      </div>
      <StepDetails step={step} />
    </li>
  );
}

const LOOKS = {
  done: { Icon: CircleCheck, className: "text-success-text" },
  failed: { Icon: CircleAlert, className: "text-danger-text" },
  stopped: { Icon: CircleStop, className: "text-warning-text" },
};
