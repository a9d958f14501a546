"use client";

import { useTranslations } from "next-intl";
import { useId } from "react";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { useFilterTrial } from "./filter-trial";

/** One value to type: a text, with those of the last events to pick from, or a date. */
export function ValueInput({
  field,
  label,
  value,
  isDate,
  isSuggesting,
  isPattern,
  isWrong,
  error,
  inputRef,
  onChange,
  onBlur,
}: {
  field: string;
  label: string;
  value: string;
  isDate: boolean;
  isSuggesting: boolean;
  isPattern: boolean;
  isWrong?: boolean;
  error?: string;
  inputRef?: (element: HTMLElement | null) => void;
  onChange: (value: string) => void;
  onBlur: () => void;
}) {
  const t = useTranslations("filterBuilder.values");
  const id = useId();
  const { valuesOf } = useFilterTrial();
  // A date that was written in another way stays as it is, to be changed as text.
  const isPicker = isDate && (value === "" || /^\d{4}-\d{2}-\d{2}$/.test(value));
  const seen = isSuggesting ? valuesOf(field) : [];

  return (
    <Field label={label} isLabelHidden error={error}>
      <Input
        ref={inputRef}
        {...(isWrong && { "aria-invalid": true })}
        type={isPicker ? "date" : "text"}
        list={seen.length > 0 ? id : undefined}
        value={value}
        onChange={({ target }) => onChange(target.value)}
        onBlur={onBlur}
        placeholder={isPattern ? "^vip|опт$" : label === t("value") ? t("placeholder") : label}
        autoComplete="off"
        spellCheck={false}
        className={isPattern ? "font-mono text-[13px]" : undefined}
      />
      {seen.length > 0 && (
        <datalist id={id}>
          {seen.map((each) => (
            <option key={each} value={each} />
          ))}
        </datalist>
      )}
    </Field>
  );
}
