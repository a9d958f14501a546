"use client";

import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import type { Ref } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import type { ChoiceGroup } from "../list-choices";
import { ChoiceOptions } from "./choice-options";

/** Several values picked by name one after another. */
export function ChoiceList({
  values,
  groups,
  addLabel,
  error,
  inputRef,
  onChange,
  onBlur,
}: {
  values: readonly string[];
  groups: readonly ChoiceGroup[];
  addLabel: string;
  error?: string;
  inputRef: Ref<HTMLSelectElement>;
  onChange: (values: string[]) => void;
  onBlur: () => void;
}) {
  const t = useTranslations("filterBuilder.values");
  const choices = groups.flatMap((group) => group.choices);
  const chosen = values.filter((value) => value.trim() !== "");
  const nameOf = (value: string) =>
    choices.find(({ id }) => id === value.toUpperCase() || id === value)?.name ?? t("gone", { value });

  return (
    <div className="flex min-w-0 flex-col gap-1.5">
      <Field label={t("list")} isLabelHidden error={error}>
        <Select
          ref={inputRef}
          value=""
          onBlur={onBlur}
          onChange={({ target }) => target.value && onChange([...chosen, target.value])}
        >
          <option value="">{addLabel}</option>
          <ChoiceOptions groups={groups} without={chosen} />
        </Select>
      </Field>
      {chosen.length > 0 && (
        <ul className="flex flex-wrap gap-1.5">
          {chosen.map((value) => (
            <li key={value} className="flex min-w-0 items-center gap-1 rounded-md bg-neutral-soft py-0.5 ps-2 pe-0.5">
              <span className="truncate">{nameOf(value)}</span>
              <Button
                variant="ghost"
                size="icon-sm"
                icon={<X aria-hidden />}
                aria-label={t("remove", { value: nameOf(value) })}
                onClick={() => onChange(chosen.filter((each) => each !== value))}
              />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
