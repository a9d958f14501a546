"use client";

import { Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useController } from "react-hook-form";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { FILTER_OPERATORS } from "@/lib/filter/schema";
import { FilterField } from "./filter-field";
import { shapeOf } from "./filter-operators";
import { FilterValues } from "./filter-values";
import { useSettingsForm } from "./settings-context";

/** One condition: what is looked at, how, and with what it is compared. */
export function FilterConditionFields({
  groupIndex,
  index,
  onRemove,
}: {
  groupIndex: number;
  index: number;
  onRemove: () => void;
}) {
  const t = useTranslations("integrations.filter");
  const name = `filter.groups.${groupIndex}.conditions.${index}` as const;
  const { control, formState } = useSettingsForm();
  const { field: operator } = useController({ control, name: `${name}.operator` });
  const { field: values } = useController({ control, name: `${name}.values` });
  const errors = formState.errors.filter?.groups?.[groupIndex]?.conditions?.[index];
  const chosen = operator.value ?? "equals";
  const shape = shapeOf(chosen);

  return (
    <div className="grid gap-2 sm:grid-cols-2 xl:grid-cols-[minmax(0,1.4fr)_11rem_minmax(0,1fr)_auto]">
      <FilterField name={`${name}.field`} error={errors?.field?.message} />
      <Field label={t("operator")} error={errors?.operator?.message}>
        <Select
          ref={operator.ref}
          value={chosen}
          onBlur={operator.onBlur}
          onChange={({ target }) => {
            const next = FILTER_OPERATORS.find((each) => each === target.value) ?? chosen;
            operator.onChange(next);
            // What was typed stays where the next operator can use it.
            if (shapeOf(next) === "none") values.onChange([]);
            if (shapeOf(next) === "one") values.onChange((values.value ?? []).slice(0, 1));
          }}
        >
          {FILTER_OPERATORS.map((each) => (
            <option key={each} value={each}>
              {t(`operators.${each}`)}
            </option>
          ))}
        </Select>
      </Field>
      {shape === "none" ? (
        <span className="max-xl:hidden" />
      ) : (
        <FilterValues
          shape={shape}
          isCountries={chosen === "phone_country_is"}
          values={values.value ?? []}
          inputRef={values.ref}
          onChange={values.onChange}
          onBlur={values.onBlur}
          error={errorText(errors?.values)}
        />
      )}
      <Button
        variant="ghost"
        size="icon"
        icon={<Trash2 aria-hidden />}
        aria-label={t("removeCondition", { number: index + 1 })}
        onClick={onRemove}
        className="xl:mt-[26px]"
      />
    </div>
  );
}

/** The error of a list may stand at the list or at one of its items. */
function errorText(error: unknown): string | undefined {
  if (typeof error !== "object" || error === null) return undefined;
  if ("message" in error && typeof error.message === "string") return error.message;
  return Object.values(error).map(errorText).find(Boolean);
}
