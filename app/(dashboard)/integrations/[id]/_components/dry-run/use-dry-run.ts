"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { useFailureText } from "@/components/ui/use-failure-text";
import type { DryEvent, DryRun } from "@/lib/dry-run/dry-run-types";
import { dryRunEvent } from "../../dry-run-actions";
import { useTriedSettings } from "./use-tried-settings";

/** Runs an event through the form's settings. `problem` says in words why there is no result. */
export function useDryRun(integrationId: string) {
  const t = useTranslations("dryRun.problems");
  const failureText = useFailureText();
  const { read, showIssues } = useTriedSettings();
  const [isBusy, setIsBusy] = useState(false);
  const [run, setRun] = useState<DryRun | null>(null);
  const [problem, setProblem] = useState<string | null>(null);

  async function start(event: DryEvent) {
    setProblem(null);
    const settings = await read();
    if (!settings) return setProblem(t("settings"));
    setIsBusy(true);
    const tried = await dryRunEvent({ ...settings, id: integrationId, event }).catch(
      () => ({ ok: false, reason: "unexpected" }) as const,
    );
    setIsBusy(false);
    if (tried.ok) return setRun(tried.run);

    setRun(null);
    if (tried.reason === "invalid_settings") {
      showIssues(tried.issues);
      return setProblem(t("settings"));
    }
    if (tried.reason === "too_many") return setProblem(t("tooMany", { seconds: tried.retryAfterSeconds }));
    if (tried.reason === "not_found") return setProblem(t("notFound"));
    setProblem(tried.reason === "unreadable_event" ? t("unreadable") : failureText(tried.reason));
  }

  return { start, isBusy, run, problem };
}
