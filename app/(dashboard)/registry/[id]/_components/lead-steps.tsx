import { CircleAlert, CircleCheck, CircleStop } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { codeText } from "@/app/(dashboard)/_components/lead-trace/code-text";
import { cx } from "@/components/ui/cx";
import { RelativeTime } from "@/components/ui/relative-time";
import { Section } from "@/components/ui/section";
import type { LeadDetails } from "@/lib/leads/queries";
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
  const { Icon, className } = LOOKS[step.status];
  return (
    <li className="relative ps-7 pb-3 before:absolute before:start-[7px] before:top-6 before:bottom-0 before:w-px before:bg-line last:pb-0 last:before:hidden">
      <Icon aria-hidden className={cx("absolute start-0 top-1 size-4", className)} />
      <StepDetails step={step}>
        <span className="font-medium">
          {step.stage === "write" ? codeText(t, "writes", step.name) : codeText(t, "stages", step.stage)}
        </span>
        <span className={cx("text-[13px]", step.status === "done" ? "sr-only" : className)}>
          {t(`steps.status.${step.status}`)}
        </span>
        {step.attempt > 1 && (
          <span className="text-[13px] text-muted">{t("steps.attempt", { attempt: step.attempt })}</span>
        )}
        <StepTime step={step} />
      </StepDetails>
    </li>
  );
}

function StepTime({ step: { startedAt, durationMs } }: { step: LeadDetails["steps"][number] }) {
  const t = useTranslations("registry.steps");
  const format = useFormatter();
  return (
    <span className="ms-auto text-[13px] text-muted tabular-nums">
      <time dateTime={startedAt.toISOString()}>{format.dateTime(startedAt, "full")}</time>
      {" · "}
      {t("ms", { ms: durationMs })}
    </span>
  );
}

const LOOKS = {
  done: { Icon: CircleCheck, className: "text-success-text" },
  failed: { Icon: CircleAlert, className: "text-danger-text" },
  stopped: { Icon: CircleStop, className: "text-warning-text" },
};
