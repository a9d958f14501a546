"use client";

import { Plus, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { Fragment } from "react";
import { useFieldArray } from "react-hook-form";
import { Button } from "@/components/ui/button";
import { Joint } from "./filter-block";
import { FilterConditionFields } from "./filter-condition";
import { NEW_CONDITION } from "./filter-operators";
import { useSettingsForm } from "./settings-context";

/** Conditions that are judged together; the group goes with its last condition. */
export function FilterGroup({ index, joint, onRemove }: { index: number; joint: string; onRemove: () => void }) {
  const t = useTranslations("integrations.filter");
  const { control } = useSettingsForm();
  const conditions = useFieldArray({ control, name: `filter.groups.${index}.conditions` });

  return (
    <fieldset className="flex min-w-0 flex-col gap-3 rounded-lg border border-line p-3">
      <legend className="sr-only">{t("group", { number: index + 1 })}</legend>
      {conditions.fields.map((condition, at) => (
        <Fragment key={condition.id}>
          {at > 0 && <Joint>{joint}</Joint>}
          <FilterConditionFields
            groupIndex={index}
            index={at}
            onRemove={() => (conditions.fields.length > 1 ? conditions.remove(at) : onRemove())}
          />
        </Fragment>
      ))}
      <div className="flex flex-wrap gap-2">
        <Button
          size="sm"
          icon={<Plus aria-hidden />}
          onClick={() => conditions.append({ ...NEW_CONDITION }, { shouldFocus: false })}
        >
          {t("addCondition")}
        </Button>
        <Button size="sm" variant="ghost" icon={<Trash2 aria-hidden />} onClick={onRemove}>
          {t("removeGroup")}
        </Button>
      </div>
    </fieldset>
  );
}
