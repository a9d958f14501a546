"use client";

import { CircleAlert, CircleCheck, CircleStop } from "lucide-react";
import { useTranslations } from "next-intl";
import { codeText } from "@/app/(dashboard)/_components/lead-trace/code-text";
import { CrmCalls } from "@/app/(dashboard)/_components/lead-trace/crm-calls";
import { cx } from "@/components/ui/cx";
import type { DryStep } from "@/lib/dry-run/dry-run-types";

/** The way of the event: each stage with its time, and the calls that the CRM got. */
export function DryRunSteps({ steps, totalMs }: { steps: readonly DryStep[]; totalMs: number }) {
  const t = useTranslations("registry");
  const tSteps = useTranslations("dryRun.steps");
  return (
    <>
      <ol className="flex flex-col">
        {steps.map((step) => (
          <li
            key={step.stage}
            className="relative ps-7 pb-2.5 before:absolute before:start-[7px] before:top-6 before:bottom-0 before:w-px before:bg-line last:pb-0 last:before:hidden"
          >
            <Step step={step} title={codeText(t, "stages", step.stage)} />
          </li>
        ))}
      </ol>
      <p className="mt-3 text-[13px] text-muted">{tSteps("total", { ms: totalMs })}</p>
    </>
  );
}

function Step({ step: { status, durationMs, crmCalls }, title }: { step: DryStep; title: string }) {
  const t = useTranslations("registry.steps");
  const tSteps = useTranslations("dryRun.steps");
  const { Icon, className } = LOOKS[status];
  return (
    <>
      <Icon aria-hidden className={cx("absolute start-0 top-1 size-4", className)} />
      <p className="flex min-h-6 flex-wrap items-baseline gap-x-2.5">
        <span className="font-medium">{title}</span>
        <span className={cx("text-[13px]", status === "done" ? "sr-only" : className)}>{t(`status.${status}`)}</span>
        <span className="ms-auto text-[13px] text-muted tabular-nums">{tSteps("ms", { ms: durationMs })}</span>
      </p>
      {crmCalls.length > 0 && (
        <div className="mt-1 mb-1 rounded-md bg-hover px-2.5 py-2">
          <p className="text-[13px] text-muted">{t("calls")}</p>
          <CrmCalls calls={crmCalls} />
        </div>
      )}
    </>
  );
}

const LOOKS = {
  done: { Icon: CircleCheck, className: "text-success-text" },
  failed: { Icon: CircleAlert, className: "text-danger-text" },
  stopped: { Icon: CircleStop, className: "text-warning-text" },
};
