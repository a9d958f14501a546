"use client";

import { useTranslations } from "next-intl";
import type { ComponentProps } from "react";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { TRIAL_OPERATIONS } from "@/lib/trial-crm/schema";

/** Which calls a fault is meant for: groups of them, or one kind. */
export function TargetSelect({ label, ...rest }: ComponentProps<"select"> & { label: string }) {
  const t = useTranslations("trialCrm.faults");
  return (
    <Field label={label}>
      <Select {...rest}>
        <option value="all">{t("targets.all")}</option>
        <option value="reads">{t("targets.reads")}</option>
        <option value="writes">{t("targets.writes")}</option>
        <optgroup label={t("oneOperation")}>
          {TRIAL_OPERATIONS.map((operation) => (
            <option key={operation} value={operation}>
              {t(`targets.${operation}`)}
            </option>
          ))}
        </optgroup>
      </Select>
    </Field>
  );
}
