"use client";

import { Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { createFilterCall, isFilterComplete } from "@/lib/mapping/filter-arguments";
import { FILTERS, type FilterName } from "@/lib/mapping/filters";
import type { FilterCall } from "@/lib/mapping/parse-template";
import type { Path } from "@/lib/mapping/path";
import { FilterForm } from "./filter-form";
import { useUnknownText } from "./unknown-paths";

const NAMES = Object.keys(FILTERS) as FilterName[];

/** What a chip stands for: its whole path, and its filters with their arguments. Takes effect as soon as every filter can be read. */
export function HoleEditor({
  path,
  isKnown,
  filters: given,
  onChange,
  onRemove,
}: {
  path: Path;
  isKnown: boolean;
  filters: readonly FilterCall[];
  onChange: (filters: FilterCall[]) => void;
  onRemove: () => void;
}) {
  const t = useTranslations("mappingEditor.chip");
  const tFilters = useTranslations("mappingEditor.filters.names");
  const unknownText = useUnknownText();
  const [filters, setFilters] = useState<readonly FilterCall[]>(given);

  const change = (next: FilterCall[]) => {
    setFilters(next);
    if (next.every(isFilterComplete)) onChange(next);
  };

  return (
    <div className="flex flex-col gap-3">
      <div className="flex items-start gap-1">
        <p className="min-w-0 flex-1 break-all pt-0.5 font-mono text-[13px]">{path.source}</p>
        <CopyButton value={`{{${path.source}}}`} label={t("copy")} />
        <Button
          variant="ghost"
          size="icon-sm"
          icon={<Trash2 aria-hidden />}
          aria-label={t("remove")}
          onClick={onRemove}
        />
      </div>
      {!isKnown && <p className="text-[13px] text-warning-text">{unknownText([path.source])}</p>}
      {filters.length > 0 && (
        <ol className="flex flex-col gap-2">
          {filters.map((call, index) => (
            <FilterForm
              // Filters have no names of their own; they are told apart by their place.
              // biome-ignore lint/suspicious/noArrayIndexKey: see above.
              key={index}
              call={call}
              onChange={(next) => change(filters.map((each, at) => (at === index ? next : each)))}
              onRemove={() => change(filters.filter((_, at) => at !== index))}
            />
          ))}
        </ol>
      )}
      <Field label={t("addFilter")} help={filters.length === 0 ? t("filterHelp") : undefined}>
        <Select
          value=""
          onChange={({ target }) => {
            const name = NAMES.find((each) => each === target.value);
            if (name) change([...filters, createFilterCall(name)]);
          }}
        >
          <option value="">{t("chooseFilter")}</option>
          {NAMES.map((name) => (
            <option key={name} value={name}>
              {name} – {tFilters(name)}
            </option>
          ))}
        </Select>
      </Field>
    </div>
  );
}
