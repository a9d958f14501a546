"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Notice } from "@/components/ui/notice";
import { RelativeTime } from "@/components/ui/relative-time";
import { integrationFormSchema } from "@/lib/integrations/schema";
import { useSurroundings } from "../settings-context";
import { SettingsDiff } from "./settings-diff";
import type { DraftEditing, FormValues, TheirEdits } from "./use-draft-editing";
import { useEditText } from "./use-edit-text";

/** Who wrote while this page was edited, and the two ways on. Everything typed stays until one of them is confirmed. */
export function ConflictNotice({
  editing,
  theirs,
  isRefused,
}: {
  editing: DraftEditing;
  theirs: TheirEdits;
  /** Whether saving was tried and refused. */
  isRefused: boolean;
}) {
  const t = useTranslations("versions.conflict");
  const editText = useEditText();
  const names = useSurroundings();
  const [way, setWay] = useState<"theirs" | "mine" | null>(null);
  const { form, takeTheirs, keepMine } = editing;
  const close = (isOpen: boolean) => !isOpen && setWay(null);

  const askToKeepMine = async () => {
    // What cannot be stored at all is said at its field first.
    if (await form.trigger(undefined, { shouldFocus: true })) setWay("mine");
  };

  const mine = way && toValues(form.getValues());
  const loaded = way && toValues(form.formState.defaultValues);
  return (
    <Notice
      tone={isRefused ? "danger" : "warning"}
      title={
        <>
          {editText(theirs)}, <RelativeTime at={theirs.last.at} />
        </>
      }
    >
      <p>{isRefused ? t("refused") : t("text")}</p>
      <div className="mt-2 flex flex-wrap gap-2">
        <Button size="sm" onClick={() => setWay("theirs")}>
          {t("takeTheirs")}
        </Button>
        <Button size="sm" onClick={askToKeepMine}>
          {t("keepMine")}
        </Button>
      </div>
      <ConfirmDialog
        isOpen={way === "theirs"}
        onOpenChange={close}
        title={t("theirsTitle")}
        description={mine ? t("theirsText") : t("theirsUnread")}
        confirmLabel={t("theirsSubmit")}
        isDangerous
        onConfirm={takeTheirs}
      >
        {mine && loaded && <SettingsDiff before={loaded} after={mine} names={names} />}
      </ConfirmDialog>
      <ConfirmDialog
        isOpen={way === "mine"}
        onOpenChange={close}
        title={t("mineTitle")}
        description={t("mineText")}
        confirmLabel={t("mineSubmit")}
        onConfirm={keepMine}
      >
        {mine && <SettingsDiff before={theirs.values} after={mine} names={names} />}
      </ConfirmDialog>
    </Notice>
  );
}

/** What the form holds, or null while a part of it is not filled in. */
function toValues(values: unknown): FormValues | null {
  const read = integrationFormSchema.safeParse(values);
  return read.success ? read.data : null;
}
