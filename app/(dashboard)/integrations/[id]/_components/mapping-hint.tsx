"use client";

import { ChevronRight } from "lucide-react";
import { useTranslations } from "next-intl";
import { CopyButton } from "@/components/ui/copy-button";
import { CHAT_LINK } from "@/lib/mapping/suggest-rows";

const EXAMPLES = [
  { key: "name", template: "{{contact.variables.name}}" },
  { key: "username", template: "{{contact.username}}" },
  { key: "phone", template: "{{contact.variables.phone}}" },
  { key: "email", template: "{{contact.variables.email}}" },
  { key: "anyVariable", template: '{{contact.variables["Місто доставки"]}}' },
  { key: "chat", template: CHAT_LINK },
  { key: "bot", template: "{{bot.name}} ({{service}})" },
  { key: "utm", template: "{{contact.variables.utm_source}}" },
  { key: "tags", template: '{{contact.tags | join: ", "}}' },
  { key: "default", template: '{{contact.variables.city | default: "Київ"}}' },
  { key: "map", template: '{{service | map: "telegram" => "Telegram", "instagram" => "Instagram", * => "Інше"}}' },
  { key: "date", template: '{{date | date: "DD.MM.YYYY HH:mm"}}' },
] as const;

/** «Подивитись підказку співставлення полів»: how paths are written, with examples to copy. */
export function MappingHint() {
  const t = useTranslations("integrations.hint");
  return (
    <details className="group rounded-lg border border-line">
      <summary className="flex cursor-pointer list-none items-center gap-1.5 rounded-lg px-3 py-2 text-accent-text hover:bg-hover [&::-webkit-details-marker]:hidden">
        <ChevronRight aria-hidden className="size-4 transition-transform group-open:rotate-90" />
        {t("title")}
      </summary>
      <div className="border-line border-t px-3 py-3">
        <ul className="list-disc space-y-1 ps-5 marker:text-faint">
          <li>{t("where")}</li>
          <li>{t("paths")}</li>
          <li>{t("mixed")}</li>
          <li>{t("blank")}</li>
          <li>{t("chatFields")}</li>
        </ul>
        <dl className="mt-3 divide-y divide-line border-line border-t">
          {EXAMPLES.map(({ key, template }) => (
            <div
              key={key}
              className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-2 py-1.5 sm:grid-cols-[11rem_minmax(0,1fr)_auto]"
            >
              <dt className="text-muted max-sm:col-span-2">{t(`examples.${key}`)}</dt>
              <dd className="min-w-0 break-all font-mono text-[13px]">{template}</dd>
              <dd>
                <CopyButton value={template} label={t("copyExample", { name: t(`examples.${key}`) })} />
              </dd>
            </div>
          ))}
        </dl>
      </div>
    </details>
  );
}
