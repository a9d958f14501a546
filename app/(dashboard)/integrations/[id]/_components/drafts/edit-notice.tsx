"use client";

import { useTranslations } from "next-intl";
import { Notice } from "@/components/ui/notice";
import { ConflictNotice } from "./conflict-notice";
import type { DraftEditing } from "./use-draft-editing";

/** Says above the bar, wherever the page is scrolled to, why nothing was saved, and that somebody else has saved meanwhile. */
export function EditNotice({ editing }: { editing: DraftEditing }) {
  const t = useTranslations("versions");
  const { problem, theirs, form } = editing;
  const text = problem?.kind === "fields" ? t("checkFields") : problem?.kind === "other" ? problem.text : null;
  const isShown = form.formState.isDirty && (theirs || text);
  return (
    <div role="status" className="sticky bottom-20 z-20 max-sm:bottom-32">
      {isShown && (
        <div className="mt-6 rounded-lg bg-surface shadow-overlay">
          {theirs ? (
            <ConflictNotice editing={editing} theirs={theirs} isRefused={problem?.kind === "conflict"} />
          ) : (
            <Notice tone="danger">{text}</Notice>
          )}
        </div>
      )}
    </div>
  );
}
