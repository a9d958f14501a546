"use client";

import { useFormatter, useTranslations } from "next-intl";
import { findCodeText } from "@/app/(dashboard)/_components/lead-trace/code-text";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { Select } from "@/components/ui/select";
import { Textarea } from "@/components/ui/textarea";
import { type TrialEvent, useRecentEvents } from "../recent-events";

const PASTE = "paste";

/** Which event is tried: one of the last, a sample where none has come yet, or a pasted one (`pasted` is null while it is not). */
export function EventChoice({
  pasted,
  pasteError,
  onPaste,
}: {
  pasted: string | null;
  pasteError: string | undefined;
  onPaste: (text: string | null) => void;
}) {
  const t = useTranslations("dryRun.event");
  const { events, areSamples, omitted, state, reload, chosen, choose } = useRecentEvents();
  const labelOf = useEventLabel();

  return (
    <>
      <Field
        label={t("label")}
        help={areSamples ? t("samplesHelp") : omitted > 0 ? t("omitted", { count: omitted }) : undefined}
        className="max-w-lg"
      >
        <Select
          value={pasted === null ? (chosen?.key ?? "") : PASTE}
          onChange={({ target: { value } }) => {
            if (value === PASTE) return onPaste(chosen ? JSON.stringify(chosen.event, null, 2) : "");
            onPaste(null);
            choose(value);
          }}
        >
          {state === "loading" && <option value="">{t("loading")}</option>}
          {state === "failed" && <option value="">{t("failed")}</option>}
          {events.map((event) => (
            <option key={event.key} value={event.key}>
              {labelOf(event)}
            </option>
          ))}
          <option value={PASTE}>{t("paste")}</option>
        </Select>
      </Field>
      {state === "failed" && (
        <Notice
          tone="warning"
          action={
            <Button size="sm" onClick={reload}>
              {t("reload")}
            </Button>
          }
        >
          {t("failedText")}
        </Notice>
      )}
      {pasted !== null && (
        <Field label={t("json")} help={t("jsonHelp")} error={pasteError}>
          <Textarea
            rows={8}
            spellCheck={false}
            autoComplete="off"
            className="font-mono text-[13px]"
            value={pasted}
            onChange={({ target }) => onPaste(target.value)}
          />
        </Field>
      )}
    </>
  );
}

/** «Олена · Instagram · 22.11.2026, 17:24», or the messenger of a sample. */
function useEventLabel() {
  const t = useTranslations("dryRun.event");
  const tRegistry = useTranslations("registry");
  const format = useFormatter();
  return ({ leadId, name, service, title, receivedAt }: TrialEvent) => {
    const from = service && (findCodeText(tRegistry, "services", service) ?? service);
    if (!leadId) return t("sample", { messenger: from ?? "" });
    return [name ?? title ?? t("nameless"), from, format.dateTime(new Date(receivedAt), "short")]
      .filter(Boolean)
      .join(" · ");
  };
}
