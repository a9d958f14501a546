"use client";

import { FlaskConical } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { Section } from "@/components/ui/section";
import { DRY_TEXT_CHARS_MAX, type DryEvent } from "@/lib/dry-run/dry-run-types";
import { useRecentEvents } from "../recent-events";
import { useSurroundings } from "../settings-context";
import { DryRunResult } from "./dry-run-result";
import { EventChoice } from "./event-choice";
import { useDryRun } from "./use-dry-run";
import { useIsOutdated } from "./use-tried-settings";

/** «Пробний запуск»: what the settings on the page would do with an event, with nothing written. For those who may change them. */
export function DryRunSection({ integrationId }: { integrationId: string }) {
  const t = useTranslations("dryRun");
  const { mayEdit } = useSurroundings();
  const { chosen } = useRecentEvents();
  const { start, isBusy, run, problem } = useDryRun(integrationId);
  const isOutdated = useIsOutdated(run);
  const [pasted, setPasted] = useState<string | null>(null);
  const [pasteError, setPasteError] = useState<string>();
  const resultRef = useRef<HTMLDivElement>(null);

  useEffect(() => {
    if (run) resultRef.current?.focus();
  }, [run]);

  if (!mayEdit) return null;

  function tryOut() {
    const error = pasted === null ? undefined : findPasteError(pasted);
    setPasteError(error && t(`problems.${error}`));
    const event = toEvent(pasted, chosen);
    if (event && !error) void start(event);
  }

  return (
    <Section title={t("title")} description={t("text")}>
      <div className="flex flex-col gap-4">
        <EventChoice
          pasted={pasted}
          pasteError={pasteError}
          onPaste={(text) => {
            setPasted(text);
            setPasteError(undefined);
          }}
        />
        <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
          <Button
            icon={<FlaskConical aria-hidden />}
            isBusy={isBusy}
            onClick={tryOut}
            disabled={!chosen && pasted === null}
          >
            {t("run")}
          </Button>
          <p role="status" className="text-[13px] text-muted">
            {isBusy && t("running")}
          </p>
        </div>
        {problem && <Notice tone="danger">{problem}</Notice>}
        {run && (
          <div
            ref={resultRef}
            tabIndex={-1}
            className="scroll-mt-20 lg:scroll-mt-4 rounded-sm border-line border-t pt-4 outline-offset-4"
            aria-busy={isBusy}
          >
            <DryRunResult run={run} isOutdated={isOutdated} />
          </div>
        )}
      </div>
    </Section>
  );
}

function findPasteError(text: string): "unreadable" | "tooLong" | undefined {
  if (text.length > DRY_TEXT_CHARS_MAX) return "tooLong";
  return text.trim() === "" ? "unreadable" : undefined;
}

function toEvent(pasted: string | null, chosen: ReturnType<typeof useRecentEvents>["chosen"]): DryEvent | null {
  if (pasted !== null) return { text: pasted };
  if (!chosen) return null;
  return chosen.leadId ? { leadId: chosen.leadId } : { text: JSON.stringify(chosen.event) };
}
