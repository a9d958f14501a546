"use client";

import { useTranslations } from "next-intl";
import type { TargetField } from "../settings-context";

const OPTIONS_SHOWN_MAX = 5;

/** A field of the CRM to choose: its name, whether it is required, its type, and what can be chosen in it. */
export function TargetOption({ field }: { field: TargetField }) {
  const t = useTranslations("integrations.mapping");
  return (
    <span className="flex min-w-0 flex-1 flex-wrap items-baseline gap-x-2">
      <span className="min-w-0 flex-1 break-words">
        <span>{field.label}</span>
        {field.isRequired && <RequiredMark />}
      </span>
      {field.type && <span className="text-faint text-xs">{t(`types.${field.type}`)}</span>}
      {field.options && field.options.length > 0 && (
        <span className="w-full truncate text-faint text-xs">{listOptions(field.options)}</span>
      )}
    </span>
  );
}

/** What stands under the field of a row. */
export function TargetFacts({ field }: { field: TargetField }) {
  const t = useTranslations("integrations.mapping");
  const tEditor = useTranslations("mappingEditor.target");
  const facts = [tEditor(field.entity), field.type && t(`types.${field.type}`)].filter(Boolean);
  return (
    <span
      title={field.options?.map(({ label }) => label).join(", ")}
      className="line-clamp-2 min-w-0 text-muted text-xs"
    >
      {facts.join(" · ")}
      {field.options && field.options.length > 0 && `: ${listOptions(field.options)}`}
      {field.isRequired && (
        <span className="whitespace-nowrap">
          {" · "}
          {t("required")}
        </span>
      )}
    </span>
  );
}

function RequiredMark() {
  const t = useTranslations("integrations.mapping");
  return (
    <>
      {" "}
      <span aria-hidden className="text-danger-text">
        *
      </span>
      <span className="sr-only">({t("required")})</span>
    </>
  );
}

function listOptions(options: readonly { label: string }[]): string {
  const shown = options.slice(0, OPTIONS_SHOWN_MAX).map(({ label }) => label);
  return `${shown.join(", ")}${options.length > shown.length ? ", …" : ""}`;
}
