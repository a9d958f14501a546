"use client";

import { useTranslations } from "next-intl";
import { useFailureText } from "@/components/ui/use-failure-text";

/** Anything that an action on a connection may answer with instead of a yes. */
type Failure = { reason: string; words?: string | null; integrations?: string[]; settings?: string[] };

/** The words for an action on a connection that was not done, the CRM's own below ours. */
export function useConnectionFailure() {
  const t = useTranslations("connections.failures");
  const failureText = useFailureText();
  return ({ reason, words, integrations = [] }: Failure): { text: string; words: string | null } => {
    const own = { words: words ?? null };
    switch (reason) {
      case "refused":
      case "unreachable":
      case "busy":
      case "rejected":
      case "not_found":
      case "invalid_settings":
      case "unknown_user":
        return { text: t(reason), ...own };
      case "in_use":
        return { text: t("in_use", { names: integrations.join(", ") }), ...own };
      default:
        return { text: failureText(reason), ...own };
    }
  };
}
