"use client";

import { ChevronRight, RefreshCw } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { cx } from "@/components/ui/cx";
import { Field } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { Select } from "@/components/ui/select";
import { useRecentEvents } from "../recent-events";
import { SampleTree } from "./sample-tree";
import { useServiceName } from "./use-service-name";

/** «Дані події»: an event of the integration, or a sample, to take paths from; what the rows give is shown for it. */
export function SamplePanel({ intoLabel, onInsert }: { intoLabel: string | null; onInsert: (path: string) => void }) {
  const t = useTranslations("mappingEditor.sample");
  const format = useFormatter();
  const serviceName = useServiceName();
  const id = useId();
  const { events, areSamples, omitted, state, reload, chosen, choose } = useRecentEvents();
  const [isOpen, setIsOpen] = useState(false);

  if (state === "failed") {
    return (
      <Notice
        tone="warning"
        action={
          <Button size="sm" onClick={reload}>
            {t("retry")}
          </Button>
        }
      >
        {t("failed")}
      </Notice>
    );
  }
  return (
    <aside
      aria-labelledby={`${id}-title`}
      className="flex min-w-0 flex-col gap-2 rounded-lg border border-line bg-surface p-3 xl:sticky xl:top-4 xl:max-h-[calc(100dvh-6.5rem)]"
    >
      <div className="flex items-center justify-between gap-2">
        <h3 id={`${id}-title`} className="font-medium">
          {t("title")}
        </h3>
        <Button
          variant="ghost"
          size="icon-sm"
          icon={<RefreshCw aria-hidden />}
          aria-label={t("reload")}
          title={t("reload")}
          onClick={reload}
        />
      </div>
      <Field label={t("event")} isLabelHidden help={areSamples ? t("samples") : undefined}>
        <Select value={chosen?.key ?? ""} onChange={({ target }) => choose(target.value)}>
          {state === "loading" && <option value="">{t("loading")}</option>}
          {events.map(({ key, leadId, receivedAt, service, title, name }) => (
            <option key={key} value={key}>
              {leadId === null
                ? t("sampleOf", { service: serviceName(service) })
                : [format.dateTime(new Date(receivedAt), "short"), serviceName(service), name ?? title]
                    .filter(Boolean)
                    .join(" · ")}
            </option>
          ))}
        </Select>
      </Field>
      {omitted > 0 && <p className="text-[13px] text-muted">{t("omitted", { count: omitted })}</p>}
      <Button
        variant="ghost"
        size="sm"
        aria-expanded={isOpen}
        aria-controls={`${id}-data`}
        icon={<ChevronRight aria-hidden className={cx("transition-transform", isOpen && "rotate-90")} />}
        onClick={() => setIsOpen(!isOpen)}
        className="self-start xl:hidden"
      >
        {isOpen ? t("hide") : t("show")}
      </Button>
      <div id={`${id}-data`} className={cx("min-h-0 flex-col gap-2 xl:flex", isOpen ? "flex" : "hidden")}>
        <p className="text-[13px] text-muted">{intoLabel === null ? t("help") : t("into", { field: intoLabel })}</p>
        {chosen && <SampleTree key={chosen.key} event={chosen.event} onInsert={onInsert} />}
      </div>
    </aside>
  );
}
