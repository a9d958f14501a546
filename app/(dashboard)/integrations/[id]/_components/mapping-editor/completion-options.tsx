"use client";

import { useTranslations } from "next-intl";
import { ListOption } from "./list-popup";
import type { CompletionOption } from "./use-completion";

/** Paths with what the events hold there, or filters with what they do. */
export function CompletionOptions({
  idPrefix,
  options,
  active,
  onChoose,
}: {
  idPrefix: string;
  options: readonly CompletionOption[];
  active: number;
  onChoose: (index: number) => void;
}) {
  const t = useTranslations("mappingEditor");
  return options.map((option, index) => (
    <ListOption
      key={option.name}
      id={`${idPrefix}-${index}`}
      isActive={index === active}
      isSelected={index === active}
      onChoose={() => onChoose(index)}
    >
      <span className="min-w-0 flex-1 break-all font-mono text-[13px]">{option.name}</span>
      <span className="max-w-[45%] shrink-0 truncate text-faint text-xs">
        {option.kind === "filter"
          ? t(`filters.names.${option.filter}`)
          : option.example || <i>{t("value.blankExample")}</i>}
      </span>
    </ListOption>
  ));
}
