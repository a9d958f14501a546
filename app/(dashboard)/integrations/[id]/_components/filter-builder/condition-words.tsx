"use client";

import { useTranslations } from "next-intl";
import type { FilterCondition } from "@/lib/filter/schema";
import { useFieldName } from "./use-field-name";
import { useValueName } from "./use-value-name";

/** A condition as one says it: what is looked at, how, and with what it is compared. */
export function ConditionWords({ condition: { field, operator, values } }: { condition: FilterCondition }) {
  const t = useTranslations("integrations.filter.operators");
  const nameOf = useFieldName();
  const valueName = useValueName(field, operator);
  const isPath = field.startsWith("event:");
  return (
    <span className="break-words">
      <span className={isPath ? "break-all font-mono text-[13px]" : undefined}>{nameOf(field)}</span>{" "}
      <span className="text-muted">{t(operator)}</span>
      {values.length > 0 &&
        ` ${values
          .filter((value) => value.trim() !== "")
          .map(valueName)
          .join(operator === "between" ? " – " : ", ")}`}
    </span>
  );
}
