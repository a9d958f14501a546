"use client";

import { useTranslations } from "next-intl";
import type { FilterCondition } from "@/lib/filter/schema";

/** A condition in a few words: `service дорівнює telegram`. */
export function useConditionText(): (condition: FilterCondition) => string {
  const t = useTranslations("registry.operators");
  return ({ field, operator, values }) =>
    [field.replace(/^event:/, ""), t(operator), values.join(", ")].filter(Boolean).join(" ");
}
