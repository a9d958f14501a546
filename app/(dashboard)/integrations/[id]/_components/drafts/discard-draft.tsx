"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { RelativeTime } from "@/components/ui/relative-time";
import type { IntegrationDraft } from "@/lib/integrations/drafts";
import { useSurroundings } from "../settings-context";
import { SettingsDiff } from "./settings-diff";
import type { DraftEditing } from "./use-draft-editing";

/** Throws the draft away after saying whose work is lost, and what of it. */
export function DiscardDraft({
  editing: { published, discard, form },
  draft,
  isMine,
  trigger,
}: {
  editing: DraftEditing;
  draft: IntegrationDraft;
  isMine: boolean;
  trigger: ReactNode;
}) {
  const t = useTranslations("versions.discard");
  const names = useSurroundings();
  const { isDirty } = form.formState;
  const time = () => <RelativeTime at={draft.updatedAt} />;
  return (
    <ConfirmDialog
      trigger={trigger}
      title={t("title")}
      description={
        <>
          <p>
            {isMine ? t.rich("own", { time }) : t.rich("others", { time, name: draft.updatedByName ?? t("somebody") })}
          </p>
          {isDirty && <p className="mt-1">{t("unsavedToo")}</p>}
        </>
      }
      confirmLabel={t("submit")}
      isDangerous
      onConfirm={discard}
    >
      <SettingsDiff before={published} after={{ name: draft.name, ...draft.settings }} names={names} />
    </ConfirmDialog>
  );
}
