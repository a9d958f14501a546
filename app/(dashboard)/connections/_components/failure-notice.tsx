"use client";

import { useTranslations } from "next-intl";
import { Notice } from "@/components/ui/notice";

/** What went wrong with a CRM in our words, and below in its own. */
export function FailureNotice({ failure }: { failure: { text: string; words: string | null } }) {
  const t = useTranslations("connections");
  return (
    <Notice tone="danger">
      <p>{failure.text}</p>
      {failure.words && (
        <p className="mt-1 text-[13px]">
          {t("crmSays")} <span lang="und">«{failure.words}»</span>
        </p>
      )}
    </Notice>
  );
}
