"use client";

import { useTranslations } from "next-intl";
import type { SettingsIssue } from "@/lib/integrations/validate-settings";

/** The words for what is wrong with one part of the settings. */
export function useIssueText() {
  const t = useTranslations("integrations.issues");
  return (issue: SettingsIssue) => {
    if (issue.kind === "destination") return t(`destination.${issue.code}`);
    if (issue.kind === "template") return t(`template.${issue.code}`, issue.values);
    return t(`filter.${issue.code}`, issue.values);
  };
}
