"use client";

import { useTranslations } from "next-intl";
import type { Ref } from "react";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import type { ChoiceGroup } from "../list-choices";
import { ChoiceOptions } from "./choice-options";

/** One value picked by its name in the CRM. */
export function ChoiceSelect({
  value,
  groups,
  error,
  inputRef,
  onChange,
  onBlur,
}: {
  value: string;
  groups: readonly ChoiceGroup[];
  error?: string;
  inputRef: Ref<HTMLSelectElement>;
  onChange: (value: string) => void;
  onBlur: () => void;
}) {
  const t = useTranslations("filterBuilder.values");
  const isKnown = groups.some(({ choices }) => choices.some(({ id }) => id === value));
  return (
    <Field label={t("value")} isLabelHidden error={error}>
      <Select ref={inputRef} value={value} onBlur={onBlur} onChange={({ target }) => onChange(target.value)}>
        <option value="">{t("pick")}</option>
        <ChoiceOptions groups={groups} />
        {value !== "" && !isKnown && <option value={value}>{t("gone", { value })}</option>}
      </Select>
    </Field>
  );
}
