"use client";

import { WandSparkles } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogActions, DialogClose } from "@/components/ui/dialog";
import type { MappingRow } from "@/lib/mapping/schema";
import { type SuggestedRow, suggestRows } from "@/lib/mapping/suggest-rows";
import { useRecentEvents } from "../recent-events";
import { useSettingsForm, useTargetFields } from "../settings-context";
import { SuggestionItem } from "./suggestion-item";

/** «Заповнити автоматично»: proposes rows; those that are ticked go into the form, and nowhere else. */
export function AutoFill({ onAdd }: { onAdd: (rows: readonly MappingRow[]) => void }) {
  const t = useTranslations("mappingEditor.autoFill");
  const { getValues } = useSettingsForm();
  const { events, areSamples, state } = useRecentEvents();
  const fields = useTargetFields();
  const [suggested, setSuggested] = useState<readonly SuggestedRow[] | null>(null);
  const [ticked, setTicked] = useState<ReadonlySet<number>>(new Set());

  function propose() {
    const filled = new Set(getValues("mapping")?.map(({ target }) => target));
    const next = suggestRows({ events: events.map(({ event }) => event), fields, filled });
    setSuggested(next);
    setTicked(new Set(next.flatMap(({ isSeen }, index) => (isSeen ? index : []))));
  }

  function tick(index: number, isTicked: boolean) {
    const next = new Set(ticked);
    if (isTicked) next.add(index);
    else next.delete(index);
    setTicked(next);
  }

  function accept() {
    const rows = (suggested ?? []).filter((_, index) => ticked.has(index)).map(({ row }) => row);
    if (rows.length > 0) onAdd(rows);
    setSuggested(null);
  }

  return (
    <Dialog
      title={t("title")}
      description={areSamples ? t("fromSamples") : t("fromEvents")}
      trigger={
        <Button icon={<WandSparkles aria-hidden />} isBusy={state === "loading"} onClick={propose}>
          {t("open")}
        </Button>
      }
      isOpen={suggested !== null}
      onOpenChange={(isOpen) => {
        if (!isOpen) setSuggested(null);
      }}
    >
      {suggested?.length === 0 ? (
        <p className="text-muted">{t("nothing")}</p>
      ) : (
        <ul className="-mx-1 max-h-[55dvh] divide-y divide-line overflow-y-auto border-line border-y px-1">
          {suggested?.map((suggestion, index) => (
            <SuggestionItem
              key={`${suggestion.row.target} ${suggestion.row.template}`}
              suggestion={suggestion}
              isTicked={ticked.has(index)}
              onTick={(isTicked) => tick(index, isTicked)}
            />
          ))}
        </ul>
      )}
      <DialogActions>
        <DialogClose asChild>
          <Button>{t("cancel")}</Button>
        </DialogClose>
        {suggested && suggested.length > 0 && (
          <Button variant="primary" disabled={ticked.size === 0} onClick={accept}>
            {t("accept", { count: ticked.size })}
          </Button>
        )}
      </DialogActions>
    </Dialog>
  );
}
