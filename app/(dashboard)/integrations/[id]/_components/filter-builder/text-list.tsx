"use client";

import { Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import type { Ref } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/textarea";
import { useFilterTrial } from "./filter-trial";

const SUGGESTIONS_MAX = 6;

/** A list typed with a value on each line; values that the last events had are added by a click. */
export function TextList({
  field,
  values,
  error,
  inputRef,
  onChange,
  onBlur,
}: {
  field: string;
  values: readonly string[];
  error?: string;
  inputRef: Ref<HTMLTextAreaElement>;
  onChange: (values: string[]) => void;
  onBlur: () => void;
}) {
  const t = useTranslations("filterBuilder.values");
  const { valuesOf } = useFilterTrial();
  const seen = valuesOf(field)
    .filter((value) => !value.includes("\n") && !values.includes(value))
    .slice(0, SUGGESTIONS_MAX);

  return (
    <div className="flex min-w-0 flex-col gap-1.5">
      <Field label={t("list")} isLabelHidden error={error}>
        <Textarea
          ref={inputRef}
          rows={2}
          className="min-h-14!"
          placeholder={t("listPlaceholder")}
          value={values.join("\n")}
          onBlur={onBlur}
          onChange={({ target }) => onChange(target.value === "" ? [] : target.value.split("\n"))}
        />
      </Field>
      {seen.length > 0 && (
        <ul aria-label={t("seen")} className="flex flex-wrap gap-1">
          {seen.map((value) => (
            <li key={value} className="min-w-0">
              <Button
                size="sm"
                icon={<Plus aria-hidden />}
                className="h-6! max-w-full px-1.5! font-normal!"
                aria-label={t("addValue", { value })}
                onClick={() => onChange([...values.filter((each) => each.trim() !== ""), value])}
              >
                <span className="truncate">{value}</span>
              </Button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
