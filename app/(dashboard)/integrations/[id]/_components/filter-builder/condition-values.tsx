"use client";

import { useTranslations } from "next-intl";
import { cx } from "@/components/ui/cx";
import { FieldError } from "@/components/ui/field";
import type { ValueControl } from "@/lib/filter/value-control";
import type { ChoiceGroup } from "../list-choices";
import { ChoiceList } from "./choice-list";
import { ChoiceSelect } from "./choice-select";
import { TextList } from "./text-list";
import { useCountryChoices } from "./use-country-choices";
import type { IssuePlace } from "./use-issue-text";
import { ValueInput } from "./value-input";

/** With what a condition compares: nothing, one value, two bounds or a list; picked by name where there are names. */
export function ConditionValues({
  field,
  control,
  groups,
  isPattern,
  values,
  inputRef,
  onChange,
  onBlur,
  errorAt,
}: {
  field: string;
  control: Exclude<ValueControl, { count: "none" }>;
  groups: ChoiceGroup[] | null;
  isPattern: boolean;
  values: readonly string[];
  inputRef: (element: HTMLElement | null) => void;
  onChange: (values: string[]) => void;
  onBlur: () => void;
  errorAt: (place: IssuePlace) => string | undefined;
}) {
  const t = useTranslations("filterBuilder.values");
  const countries = useCountryChoices();
  const { count, input } = control;
  const isDate = input === "date";
  const shared = { field, isDate, isSuggesting: count === "one" && !isDate && !isPattern, isPattern, onBlur };
  const firstError = errorAt("values") ?? errorAt(0);

  if (count === "list") {
    const error = firstError ?? values.map((_, index) => errorAt(index)).find(Boolean);
    const choices = input === "country" ? countries : input === "choice" ? groups : null;
    return choices ? (
      <ChoiceList {...{ values, inputRef, onChange, onBlur, error }} groups={choices} addLabel={t("addToList")} />
    ) : (
      <TextList {...{ field, values, inputRef, onChange, onBlur, error }} />
    );
  }
  if (count === "two") {
    return (
      <div>
        <div className={cx("grid gap-2", isDate ? BESIDE_DATES : "grid-cols-2")}>
          <ValueInput
            {...shared}
            label={t("from")}
            value={values[0] ?? ""}
            inputRef={inputRef}
            isWrong={Boolean(firstError)}
            onChange={(from) => onChange([from, values[1] ?? ""])}
          />
          <ValueInput
            {...shared}
            label={t("to")}
            value={values[1] ?? ""}
            isWrong={Boolean(errorAt(1))}
            onChange={(to) => onChange([values[0] ?? "", to])}
          />
        </div>
        {(firstError ?? errorAt(1)) && (
          <div className="mt-1.5">
            <FieldError>{firstError ?? errorAt(1)}</FieldError>
          </div>
        )}
      </div>
    );
  }
  const single = { value: values[0] ?? "", inputRef, error: firstError };
  const setOne = (value: string) => onChange(value === "" ? [] : [value]);
  return input === "choice" && groups ? (
    <ChoiceSelect {...single} onBlur={onBlur} groups={groups} onChange={setOne} />
  ) : (
    <ValueInput {...shared} {...single} label={t("value")} onChange={setOne} />
  );
}

/** A date is cut off where there is less room. */
const BESIDE_DATES = "grid-cols-[repeat(auto-fit,minmax(8.5rem,1fr))]";
