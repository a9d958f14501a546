"use client";

import { ArrowRight } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { codeText, findCodeText } from "@/app/(dashboard)/_components/lead-trace/code-text";
import { ConditionText } from "@/app/(dashboard)/_components/lead-trace/condition-text";
import { createFieldTexts } from "@/app/(dashboard)/_components/lead-trace/field-texts";
import { RelativeTime } from "@/components/ui/relative-time";
import { StatusBadge } from "@/components/ui/status-badge";
import type { ChangedLead } from "@/lib/dry-run/compare-on-recent";
import type { ComparedResponsible, LeadDifference } from "@/lib/dry-run/compare-settings";
import { failedConditionSchema } from "@/lib/leads/read-trace";
import { useDestination, useSurroundings } from "../settings-context";

/** The leads that would come out otherwise, each with what would change and nothing else. */
export function ChangedLeads({ changed }: { changed: readonly ChangedLead[] }) {
  const t = useTranslations("dryRun.compare");
  const tRegistry = useTranslations("registry");
  if (changed.length === 0) return null;
  return (
    <ul aria-label={t("list")} className="divide-y divide-line border-line border-y">
      {changed.map(({ leadId, name, title, service, receivedAt, difference }) => (
        <li key={leadId} className="py-3">
          <p className="flex flex-wrap items-baseline gap-x-2">
            <Link
              href={`/registry/${leadId}`}
              className="max-w-64 truncate rounded-sm font-medium text-accent-text hover:underline"
            >
              {name ?? title ?? t("nameless")}
            </Link>
            <span className="text-[13px] text-muted">
              {service && `${findCodeText(tRegistry, "services", service) ?? service} · `}
              <RelativeTime at={receivedAt} />
            </span>
          </p>
          <Differences difference={difference} />
        </li>
      ))}
    </ul>
  );
}

function Differences({
  difference: { verdict, identifiers, plan, fields, responsible, task },
}: {
  difference: LeadDifference;
}) {
  const t = useTranslations("dryRun.compare");
  const tRegistry = useTranslations("registry");
  const texts = createFieldTexts(tRegistry, useDestination()?.directory ?? null);
  const responsibleText = useResponsibleText();
  return (
    <dl className="mt-1.5 grid grid-cols-1 gap-x-4 gap-y-1 sm:grid-cols-[11rem_minmax(0,1fr)]">
      {verdict && (
        <Row
          label={t("status")}
          before={<Verdict verdict={verdict.before} />}
          after={<Verdict verdict={verdict.after} />}
        />
      )}
      {plan && (
        <Row
          label={t("plan")}
          before={codeText(tRegistry, "plans", plan.before)}
          after={codeText(tRegistry, "plans", plan.after)}
        />
      )}
      {identifiers && (
        <Row
          label={t("identifiers")}
          before={identifiers.before.join(", ") || t("none")}
          after={identifiers.after.join(", ") || t("none")}
        />
      )}
      {responsible && (
        <Row
          label={t("responsible")}
          before={responsibleText(responsible.before)}
          after={responsibleText(responsible.after)}
        />
      )}
      {task && <Row label={t("task")} before={task.before ?? t("none")} after={task.after ?? t("none")} />}
      {fields.map(({ field, before, after }) => (
        <Row
          key={field}
          label={texts.label(field)}
          before={before === null ? t("notWritten") : texts.value(field, before)}
          after={after === null ? t("notWritten") : texts.value(field, after)}
        />
      ))}
    </dl>
  );
}

function Row({ label, before, after }: { label: string; before: ReactNode; after: ReactNode }) {
  const t = useTranslations("dryRun.compare");
  return (
    <>
      <dt className="text-[13px] text-muted leading-5">{label}</dt>
      <dd className="flex min-w-0 flex-wrap items-baseline gap-x-2 gap-y-0.5 [overflow-wrap:anywhere] max-sm:mb-1">
        <span className="sr-only">{t("before")}</span>
        <span className="text-muted">{before}</span>
        <ArrowRight aria-hidden className="size-3.5 shrink-0 self-center text-faint" />
        <span className="sr-only">{t("after")}</span>
        <span>{after}</span>
      </dd>
    </>
  );
}

function Verdict({
  verdict: { status, reason, detail },
}: {
  verdict: NonNullable<LeadDifference["verdict"]>["after"];
}) {
  const t = useTranslations("registry");
  const directory = useDestination()?.directory ?? null;
  const failed = failedConditionSchema.safeParse(detail?.failed);
  return (
    <span className="inline-flex flex-wrap items-baseline gap-x-2">
      <StatusBadge of="lead" status={status} />
      {failed.success ? (
        <span className="text-[13px]">
          <ConditionText failed={failed.data} fields={createFieldTexts(t, directory)} />
        </span>
      ) : (
        reason && <span className="text-[13px]">{findCodeText(t, "reasonsShort", reason)}</span>
      )}
    </span>
  );
}

function useResponsibleText() {
  const t = useTranslations("dryRun.compare");
  const { destinations } = useSurroundings();
  const users = destinations.flatMap(({ directory }) => directory?.users ?? []);
  const collections = destinations.flatMap((destination) => destination.collections);
  return (responsible: ComparedResponsible) => {
    if (responsible.from === "collection") {
      const name = collections.find(({ id }) => id === responsible.collectionId)?.name;
      return name ? t("fromCollection", { name }) : t("fromDeletedCollection");
    }
    const { userId } = responsible;
    return users.find(({ id }) => id === userId)?.name ?? userId ?? t("nobody");
  };
}
