"use client";

import { useTranslations } from "next-intl";
import { Button } from "../ui/button";
import { EmptyState } from "../ui/empty-state";
import { BrokenPicture } from "../ui/pictures";

/** Stands where a page could not be shown; the code leads support to the entry in the log. */
export function ErrorPage({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  const t = useTranslations("errors.page");
  return (
    <EmptyState
      isPage
      picture={<BrokenPicture />}
      title={t("title")}
      text={t("text", { code: error.digest ?? "–" })}
      action={<Button onClick={reset}>{t("retry")}</Button>}
    />
  );
}
