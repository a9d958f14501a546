"use client";

import { useFormatter, useTranslations } from "next-intl";
import { nameValue } from "@/lib/preview/name-value";
import type { RowPreview } from "@/lib/preview/preview-rows";
import { type TargetField, useDestination } from "../settings-context";

/** Writes a previewed value as people read it: names for ids, dates and numbers in the page's language. */
export function useShownValue() {
  const t = useTranslations("integrations.mapping");
  const format = useFormatter();
  const directory = useDestination()?.directory ?? null;
  return ({ value, type }: Extract<RowPreview, { state: "value" }>, field: TargetField | null): string => {
    if (typeof value === "boolean") return value ? t("yes") : t("no");
    if (typeof value === "number") return format.number(value, { maximumFractionDigits: 10 });
    // A day is the same day in every zone.
    if (type === "date" && typeof value === "string")
      return format.dateTime(new Date(value), { dateStyle: "medium", timeZone: "UTC" });
    if (type === "datetime" && typeof value === "string") return format.dateTime(new Date(value), "short");
    return nameValue(value, { type, field, directory }).join(", ");
  };
}
