"use client";

import { useTranslations } from "next-intl";
import { isFailureReason } from "@/lib/errors";

/** The words for an action that did not work, for a toast or a notice; outcomes of its own must be told apart before. */
export function useFailureText() {
  const t = useTranslations("errors");
  return (reason: string) => t(isFailureReason(reason) ? reason : "unexpected");
}
