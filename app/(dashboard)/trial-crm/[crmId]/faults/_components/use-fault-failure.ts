"use client";

import { useTranslations } from "next-intl";
import { useFailureText } from "@/components/ui/use-failure-text";

/** The words for faults that were not saved. */
export function useFaultFailure() {
  const t = useTranslations("trialCrm.faults");
  const failureText = useFailureText();
  return (reason: string) => (reason === "not_found" ? t("gone") : failureText(reason));
}
