"use client";

import { ChevronRight } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { type ReactNode, useId } from "react";
import { ChangeTables } from "@/app/(dashboard)/_components/lead-trace/change-tables";
import { ConditionText } from "@/app/(dashboard)/_components/lead-trace/condition-text";
import { DecisionSummary } from "@/app/(dashboard)/_components/lead-trace/decision-summary";
import { createFieldTexts } from "@/app/(dashboard)/_components/lead-trace/field-texts";
import { LeadAssignment } from "@/app/(dashboard)/_components/lead-trace/lead-assignment";
import { LeadMatch } from "@/app/(dashboard)/_components/lead-trace/lead-match";
import { MappedValues } from "@/app/(dashboard)/_components/lead-trace/mapped-values";
import { Notice } from "@/components/ui/notice";
import { StatusBadge } from "@/components/ui/status-badge";
import type { DryRun } from "@/lib/dry-run/dry-run-types";
import { type LeadTrace, readTrace } from "@/lib/leads/read-trace";
import { useDestination } from "../settings-context";
import { DryRunSteps } from "./dry-run-steps";

/** What would become of the event: the outcome first, then the decision with everything that led to it. */
export function DryRunResult({ run, isOutdated }: { run: DryRun; isOutdated: boolean }) {
  const t = useTranslations("dryRun.result");
  const directory = useDestination()?.directory ?? null;
  const { plan, end, moreEvents } = run;
  const trace = readTrace(run.steps);
  const { decision, assignment, match, values, phones, email } = trace;

  return (
    <div className="flex flex-col gap-6">
      <div className="flex flex-col gap-2.5">
        <div className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
          <h3 className="font-semibold">{t("title")}</h3>
          <StatusBadge of="lead" status={end.status} />
        </div>
        <Outcome run={run} trace={trace} />
        <Notice tone="success">{t("nothingWritten")}</Notice>
        {isOutdated && <Notice tone="warning">{t("outdated")}</Notice>}
        {moreEvents > 0 && <p className="text-muted">{t("moreEvents", { count: moreEvents })}</p>}
      </div>
      {decision && (
        <Part title={t("decision")}>
          <DecisionSummary decision={decision} match={match} />
        </Part>
      )}
      {plan && (
        <Part title={t("responsible")}>
          {assignment ? <LeadAssignment assignment={assignment} /> : <p className="text-muted">{t("noResponsible")}</p>}
        </Part>
      )}
      {match && (
        <Part title={t("match")}>
          <LeadMatch match={match} directory={directory} />
        </Part>
      )}
      {plan && decision && decision.changes.length > 0 && (
        <Part title={t("changes")}>
          <ChangeTables changes={decision.changes} directory={directory} isWritten={false} />
        </Part>
      )}
      {plan?.task && (
        <Part title={t("task")}>
          <Task task={plan.task} userName={plan.responsible?.name ?? null} />
        </Part>
      )}
      {values && (
        <details open={values.issues.length > 0} className="group min-w-0">
          <summary className="flex w-fit cursor-pointer list-none items-center gap-1 rounded-sm hover:text-accent-text [&::-webkit-details-marker]:hidden">
            <h3 className="font-semibold">{t("values")}</h3>
            <ChevronRight
              aria-hidden
              className="size-4 text-faint transition-transform duration-100 group-open:rotate-90 motion-reduce:transition-none"
            />
          </summary>
          <div className="mt-1.5">
            <MappedValues values={values} phones={phones} email={email} directory={directory} />
          </div>
        </details>
      )}
      <Part title={t("steps")}>
        <DryRunSteps steps={run.steps} totalMs={run.durationMs} />
      </Part>
    </div>
  );
}

/** What the lead's status would be, and why; what the CRM said where it failed. */
function Outcome({ run: { end, failure }, trace }: { run: DryRun; trace: LeadTrace }) {
  const t = useTranslations("dryRun");
  const tRegistry = useTranslations("registry");
  const directory = useDestination()?.directory ?? null;
  if (failure) {
    return (
      <Notice tone="warning" title={t(`failures.${failure.reason}`)}>
        <p>{t(`failureEnds.${end.status === "held" ? "held" : end.status === "failed" ? "failed" : "waiting"}`)}</p>
        {failure.words && (
          <figure className="mt-2">
            <figcaption className="text-[13px]">{t("result.crmWords")}</figcaption>
            <blockquote className="mt-1 whitespace-pre-wrap break-words border-current border-s-2 ps-2.5 font-mono text-[13px]">
              {failure.words}
            </blockquote>
          </figure>
        )}
      </Notice>
    );
  }
  const reason = REASONS.find((known) => known === end.reason) ?? "delivered";
  return (
    <>
      <p>{t(`ends.${reason}`)}</p>
      {trace.filter?.passes === false && (
        <div className="rounded-lg border border-line px-3 py-2">
          <p className="text-[13px] text-muted">{tRegistry("filter.failed")}</p>
          <ConditionText failed={trace.filter.failed} fields={createFieldTexts(tRegistry, directory)} />
        </div>
      )}
    </>
  );
}

/** Reasons that a dry run can end with while the CRM works; each has its words in `dryRun.ends`. */
const REASONS = [
  "not_a_lead",
  "no_identifier",
  "update_only",
  "condition_failed",
  "no_connection",
  "connection_broken",
  "connection_disabled",
  "awaiting_identifier",
  "internal_error",
] as const;

function Part({ title, children }: { title: string; children: ReactNode }) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="min-w-0">
      <h3 id={id} className="mb-1.5 font-semibold">
        {title}
      </h3>
      {children}
    </section>
  );
}

function Task({ task, userName }: { task: NonNullable<NonNullable<DryRun["plan"]>["task"]>; userName: string | null }) {
  const t = useTranslations("dryRun.result");
  const format = useFormatter();
  return (
    <div className="rounded-lg border border-line px-3 py-2.5">
      <p className="whitespace-pre-line break-words font-medium">{task.text}</p>
      <p className="mt-0.5 text-[13px] text-muted">
        {t("due", { at: format.dateTime(new Date(task.dueAt), "short") })}
        {" · "}
        {userName ?? task.responsibleId ?? t("nobody")}
      </p>
    </div>
  );
}
