"use client";

import { useTranslations } from "next-intl";
import { useFailureText } from "@/components/ui/use-failure-text";
import type { IntegrationLimitReached } from "@/lib/accounts/check-integration-limit";
import { PLANS } from "@/lib/accounts/plans";

type Failure = IntegrationLimitReached | { ok: false; reason: string };

/** The words for an action on an integration that was not done. The plan's limit is named with the plan. */
export function useActionFailure() {
  const t = useTranslations("integrations.failures");
  const failureText = useFailureText();
  return (failure: Failure) => {
    if (isLimit(failure)) return t("planLimit", { plan: PLANS[failure.plan].label, limit: failure.limit });
    return failure.reason === "not_found" ? t("notFound") : failureText(failure.reason);
  };
}

function isLimit(failure: Failure): failure is IntegrationLimitReached {
  return failure.reason === "plan_limit";
}
