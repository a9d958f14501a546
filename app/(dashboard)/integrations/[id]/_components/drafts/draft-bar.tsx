"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { useLeaveGuard } from "@/components/ui/use-leave-guard";
import type { IntegrationDraft } from "@/lib/integrations/drafts";
import { DiscardDraft } from "./discard-draft";
import type { DraftEditing } from "./use-draft-editing";
import { useSaveShortcut } from "./use-save-shortcut";

/**
 * The bar at the foot of the settings: keeps what was typed as the draft, or publishes it; with nothing typed, the draft that is
 * there. Place it last inside the `<form>`, whose submit saves the draft. Leaving the page with something typed asks first.
 */
export function DraftBar({
  editing,
  draft,
  isMine,
  version,
}: {
  editing: DraftEditing;
  draft: IntegrationDraft | null;
  isMine: boolean;
  version: number;
}) {
  const t = useTranslations("versions.bar");
  const tCommon = useTranslations("common");
  const { form, hasDraft, save, askToPublish, reset, toPublish } = editing;
  const { isDirty, isSubmitting } = form.formState;
  const [isPublishing, setIsPublishing] = useState(false);
  useLeaveGuard(isDirty, tCommon("unsavedLeave"));
  useSaveShortcut(!toPublish, () => {
    if (!isDirty || isSubmitting) return;
    setIsPublishing(false);
    void save();
  });

  if (!isDirty && !hasDraft) return null;
  return (
    <div
      data-save-bar
      className="sticky bottom-4 z-20 mt-6 flex animate-rise flex-wrap items-center justify-end gap-2 rounded-lg bg-surface py-2 ps-4 pe-2 shadow-overlay"
    >
      <p role="status" className="min-w-0 flex-1 basis-44 text-muted">
        {isDirty ? tCommon("unsaved") : t("waiting", { version })}
      </p>
      {isDirty ? (
        <>
          <Button variant="ghost" onClick={reset} disabled={isSubmitting}>
            {tCommon("cancel")}
          </Button>
          <Button
            type="submit"
            isBusy={isSubmitting && !isPublishing}
            onClick={() => setIsPublishing(false)}
            title={t("shortcut")}
          >
            {t("save")}
          </Button>
        </>
      ) : (
        draft && (
          <DiscardDraft
            editing={editing}
            draft={draft}
            isMine={isMine}
            trigger={<Button variant="ghost">{t("discard")}</Button>}
          />
        )
      )}
      <Button
        variant="primary"
        isBusy={isSubmitting && isPublishing}
        onClick={() => {
          setIsPublishing(true);
          void askToPublish();
        }}
      >
        {t("publish")}
      </Button>
    </div>
  );
}
