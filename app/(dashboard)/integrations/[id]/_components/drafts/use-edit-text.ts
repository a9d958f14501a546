"use client";

import { useTranslations } from "next-intl";
import type { EditState } from "@/lib/integrations/edit-state";

/** What was done to the settings last, and by whom, as a sentence. */
export function useEditText() {
  const t = useTranslations("versions.edits");
  return ({ basis: { version }, last: { kind, isMine, byName } }: Pick<EditState, "basis" | "last">) =>
    isMine ? t(`own.${kind}`, { version }) : t(`others.${kind}`, { version, name: byName ?? t("somebody") });
}
