"use client";

import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { RelativeTime } from "@/components/ui/relative-time";
import type { IntegrationDraft } from "@/lib/integrations/drafts";
import { DiscardDraft } from "./discard-draft";
import type { DraftEditing } from "./use-draft-editing";

/** Says that the page shows a draft, whose and since when, and what leads go by meanwhile. */
export function DraftNotice({
  editing,
  draft,
  isMine,
  version,
}: {
  editing: DraftEditing;
  draft: IntegrationDraft;
  isMine: boolean;
  version: number;
}) {
  const t = useTranslations("versions.draft");
  const time = () => <RelativeTime at={draft.updatedAt} />;
  return (
    <Notice
      title={t("title")}
      action={
        // A narrow screen has room for it in the bar alone.
        <DiscardDraft
          editing={editing}
          draft={draft}
          isMine={isMine}
          trigger={
            <Button size="sm" className="max-sm:hidden">
              {t("discard")}
            </Button>
          }
        />
      }
    >
      {isMine
        ? t.rich("own", { time, version })
        : t.rich("others", { time, version, name: draft.updatedByName ?? t("somebody") })}
    </Notice>
  );
}
