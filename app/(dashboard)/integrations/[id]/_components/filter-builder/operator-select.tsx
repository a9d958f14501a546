"use client";

import { useTranslations } from "next-intl";
import type { Ref } from "react";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { FILTER_OPERATORS, type FilterOperator } from "@/lib/filter/schema";

const GROUPS = {
  text: [
    "equals",
    "not_equals",
    "contains",
    "not_contains",
    "starts_with",
    "ends_with",
    "in_list",
    "not_in_list",
    "matches",
  ],
  presence: ["is_blank", "is_not_blank", "exists"],
  order: ["gt", "gte", "lt", "lte", "between", "before", "after"],
  person: ["is_valid_phone", "phone_country_is", "is_valid_email"],
} as const satisfies Record<string, readonly FilterOperator[]>;

/** How a condition compares, by kind. */
export function OperatorSelect({
  value,
  inputRef,
  onChange,
  onBlur,
}: {
  value: FilterOperator;
  inputRef: Ref<HTMLSelectElement>;
  onChange: (operator: FilterOperator) => void;
  onBlur: () => void;
}) {
  const t = useTranslations("integrations.filter");
  const tGroups = useTranslations("filterBuilder.operatorGroups");
  return (
    <Field label={t("operator")} isLabelHidden>
      <Select
        ref={inputRef}
        value={value}
        onBlur={onBlur}
        onChange={({ target }) => onChange(FILTER_OPERATORS.find((each) => each === target.value) ?? value)}
      >
        {(["text", "presence", "order", "person"] as const).map((group) => (
          <optgroup key={group} label={tGroups(group)}>
            {GROUPS[group].map((operator) => (
              <option key={operator} value={operator}>
                {t(`operators.${operator}`)}
              </option>
            ))}
          </optgroup>
        ))}
      </Select>
    </Field>
  );
}
