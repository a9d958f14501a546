"use client";

import { useTranslations } from "next-intl";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { useSurroundings } from "../settings-context";
import { SettingsDiff } from "./settings-diff";
import type { DraftEditing } from "./use-draft-editing";

/** Shows what a publication changes, before it is made. */
export function PublishDialog({
  editing: { published, toPublish, publish, cancelPublish },
  version,
}: {
  editing: DraftEditing;
  /** The one that is published now. */
  version: number;
}) {
  const t = useTranslations("versions.publish");
  const names = useSurroundings();
  if (!toPublish) return null;
  return (
    <ConfirmDialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && cancelPublish()}
      title={t("title", { version: version + 1 })}
      description={t("text", { version })}
      confirmLabel={t("submit")}
      onConfirm={publish}
    >
      <SettingsDiff before={published} after={toPublish} names={names} />
    </ConfirmDialog>
  );
}
