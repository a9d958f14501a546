"use client";

import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import type { SaveProblem } from "./use-save-settings";

/** Says above the save bar, wherever the page is scrolled to, why nothing was saved. */
export function SaveProblemNotice({ problem, onTakeTheirs }: { problem: SaveProblem; onTakeTheirs: () => void }) {
  const t = useTranslations("integrations.save");
  return (
    <div className="sticky bottom-20 z-20 mt-6 rounded-lg bg-surface shadow-overlay">
      {problem.kind === "conflict" ? (
        <Notice
          tone="danger"
          title={t("conflict")}
          action={
            <Button size="sm" onClick={onTakeTheirs}>
              {t("takeTheirs")}
            </Button>
          }
        >
          {t("conflictText")}
        </Notice>
      ) : (
        <Notice tone="danger">{problem.kind === "fields" ? t("checkFields") : problem.text}</Notice>
      )}
    </div>
  );
}
