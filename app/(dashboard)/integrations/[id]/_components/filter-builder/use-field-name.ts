"use client";

import { useTranslations } from "next-intl";
import { useTargetFields } from "../settings-context";

/** What a condition looks at, in words: the name of a field with its record, or the path as it was written. */
export function useFieldName(): (field: string) => string {
  const t = useTranslations("filterBuilder");
  const targets = useTargetFields();
  return (field) => {
    if (field === "phone" || field === "email") return t(`fields.${field}`);
    if (field.startsWith("event:")) return field.slice("event:".length);
    const key = field.replace(/^mapped:/, "");
    const target = targets.find((each) => each.target === key);
    return target ? t(`mapped.${target.entity}`, { field: target.label }) : key;
  };
}
