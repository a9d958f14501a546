"use client";

import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { useWatch } from "react-hook-form";
import { type ChoiceGroup, listChoices } from "../list-choices";
import type { TargetField } from "../settings-context";
import { useDestination, useSettingsForm, useTargetFields } from "../settings-context";

/** The field of the CRM that a condition looks at, and the values it has by name; null where there are none. */
export function useFieldChoices(field: string): { target: TargetField | null; groups: ChoiceGroup[] | null } {
  const t = useTranslations("filterBuilder.values");
  const { control } = useSettingsForm();
  const directory = useDestination()?.directory ?? null;
  const targets = useTargetFields();
  const mapping = useWatch({ control, name: "mapping" });
  const pipeline = mapping?.find(({ target }) => target === "deal.pipeline")?.template ?? null;

  return useMemo(() => {
    const target = targets.find((each) => field === `mapped:${each.target}`) ?? null;
    const groups = listChoices({ field: target, directory, pipeline, words: { yes: t("yes"), no: t("no") } });
    return { target, groups };
  }, [field, targets, directory, pipeline, t]);
}
