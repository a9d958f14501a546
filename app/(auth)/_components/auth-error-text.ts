import { useTranslations } from "next-intl";
import type { SignInFailure } from "./request-sign-in";

/** What a person reads when the sign-in did not work. */
export function useAuthErrorText() {
  const t = useTranslations("auth.errors");
  return (failure: SignInFailure) => {
    if (failure.reason !== "throttled") return t(failure.reason);
    const seconds = failure.retryAfterSeconds;
    return seconds < 90
      ? t("throttledSeconds", { count: seconds })
      : t("throttledMinutes", { count: Math.ceil(seconds / 60) });
  };
}
