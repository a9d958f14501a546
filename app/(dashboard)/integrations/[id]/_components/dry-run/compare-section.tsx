"use client";

import { GitCompareArrows } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { Section } from "@/components/ui/section";
import { useFailureText } from "@/components/ui/use-failure-text";
import type { ComparisonResult } from "@/lib/dry-run/compare-on-recent";
import { compareWithPublished } from "../../dry-run-actions";
import { useSurroundings } from "../settings-context";
import { ChangedLeads } from "./changed-leads";
import { useIsOutdated, useTriedSettings } from "./use-tried-settings";

type Comparison = Extract<ComparisonResult, { ok: true }>;

/** «Порівняти на останніх лідах»: which of the last leads would come out otherwise with the settings on the page. For those who may change them. */
export function CompareSection({ integrationId }: { integrationId: string }) {
  const t = useTranslations("dryRun.compare");
  const failureText = useFailureText();
  const { mayEdit } = useSurroundings();
  const { read, showIssues } = useTriedSettings();
  const [isBusy, setIsBusy] = useState(false);
  const [comparison, setComparison] = useState<Comparison | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const isOutdated = useIsOutdated(comparison);
  const resultRef = useRef<HTMLDivElement>(null);

  useEffect(() => {
    if (comparison) resultRef.current?.focus();
  }, [comparison]);

  if (!mayEdit) return null;

  async function compare() {
    setProblem(null);
    const settings = await read();
    if (!settings) return setProblem(t("badSettings"));
    setIsBusy(true);
    const compared = await compareWithPublished({ ...settings, id: integrationId }).catch(
      () => ({ ok: false, reason: "unexpected" }) as const,
    );
    setIsBusy(false);
    setComparison(compared.ok ? compared : null);
    if (compared.ok) return;
    if (compared.reason === "invalid_settings") showIssues(compared.issues);
    setProblem(
      compared.reason === "invalid_settings"
        ? t("badSettings")
        : compared.reason === "not_found"
          ? t("notFound")
          : failureText(compared.reason),
    );
  }

  return (
    <Section title={t("title")} description={t("text")}>
      <div className="flex flex-col gap-4">
        <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
          <Button icon={<GitCompareArrows aria-hidden />} isBusy={isBusy} onClick={() => void compare()}>
            {t("run")}
          </Button>
          <p role="status" className="text-[13px] text-muted">
            {isBusy && t("running")}
          </p>
        </div>
        {problem && <Notice tone="danger">{problem}</Notice>}
        {comparison && (
          <div
            ref={resultRef}
            tabIndex={-1}
            aria-busy={isBusy}
            className="flex scroll-mt-20 lg:scroll-mt-4 flex-col gap-3 rounded-sm border-line border-t pt-4 outline-offset-4"
          >
            <Summary comparison={comparison} isOutdated={isOutdated} />
            <ChangedLeads changed={comparison.changed} />
          </div>
        )}
      </div>
    </Section>
  );
}

function Summary({
  comparison: { changed, compared, undecided, omitted, isOtherCrm },
  isOutdated,
}: {
  comparison: Comparison;
  isOutdated: boolean;
}) {
  const t = useTranslations("dryRun.compare");
  return (
    <>
      <p className="font-medium">
        {compared === 0
          ? t("noLeads")
          : changed.length === 0
            ? t("nothing", { count: compared })
            : t("changed", { changed: changed.length, count: compared })}
      </p>
      {isOtherCrm && <Notice tone="warning">{t("otherCrm")}</Notice>}
      {undecided > 0 && <p className="text-muted">{t("undecided", { count: undecided })}</p>}
      {omitted > 0 && <p className="text-muted">{t("omitted", { count: omitted })}</p>}
      {isOutdated && <Notice tone="warning">{t("outdated")}</Notice>}
    </>
  );
}
