"use client";

import { useTranslations } from "next-intl";
import type { Ref } from "react";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Textarea } from "@/components/ui/textarea";
import type { ValueShape } from "./filter-operators";

/** With what a condition compares: one value, two bounds, or a list with a value on each line. */
export function FilterValues({
  shape,
  isCountries,
  values,
  inputRef,
  onChange,
  onBlur,
  error,
}: {
  shape: Exclude<ValueShape, "none">;
  isCountries: boolean;
  values: readonly string[];
  inputRef: Ref<HTMLElement>;
  onChange: (values: string[]) => void;
  onBlur: () => void;
  error?: string;
}) {
  const t = useTranslations("integrations.filter");
  const setFirst = (element: HTMLElement | null) => {
    if (typeof inputRef === "function") inputRef(element);
  };

  if (shape === "list") {
    return (
      <Field label={t("list")} help={isCountries ? t("countriesHelp") : t("listHelp")} error={error}>
        <Textarea
          ref={setFirst}
          rows={2}
          value={values.join("\n")}
          onBlur={onBlur}
          onChange={({ target }) => onChange(target.value === "" ? [] : target.value.split("\n"))}
        />
      </Field>
    );
  }
  if (shape === "two") {
    return (
      <div className="grid grid-cols-2 gap-2">
        <Field label={t("from")} error={error}>
          <Input
            ref={setFirst}
            value={values[0] ?? ""}
            onBlur={onBlur}
            onChange={({ target }) => onChange([target.value, values[1] ?? ""])}
          />
        </Field>
        <Field label={t("to")}>
          <Input
            value={values[1] ?? ""}
            onBlur={onBlur}
            onChange={({ target }) => onChange([values[0] ?? "", target.value])}
          />
        </Field>
      </div>
    );
  }
  return (
    <Field label={t("value")} error={error}>
      <Input
        ref={setFirst}
        value={values[0] ?? ""}
        onBlur={onBlur}
        onChange={({ target }) => onChange(target.value === "" ? [] : [target.value])}
      />
    </Field>
  );
}
