"use client";

import { useTranslations } from "next-intl";
import type { TargetField } from "./settings-context";

/** The CRM's fields as options, those of the contact and of the deal apart. */
export function TargetOptions({ fields }: { fields: readonly TargetField[] }) {
  const t = useTranslations("integrations.mapping");
  return (["contact", "deal"] as const).map((entity) => (
    <optgroup key={entity} label={t(entity)}>
      {fields
        .filter((field) => field.entity === entity)
        .map((field) => (
          <option key={field.target} value={field.target}>
            {field.label}
            {field.isRequired ? " *" : ""}
          </option>
        ))}
    </optgroup>
  ));
}
