"use client";

import { Braces, CalendarDays, List } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useController, useWatch } from "react-hook-form";
import { Button } from "@/components/ui/button";
import type { FieldType } from "@/lib/crm/types";
import { type ChoiceGroup, findChoice, listChoices } from "../list-choices";
import { type TargetField, useDestination, useSettingsForm } from "../settings-context";
import { DateInput, isConstantDate } from "./date-input";
import { useInsert } from "./editor-context";
import { OneChoice } from "./one-choice";
import { SeveralChoices, splitChoices } from "./several-choices";
import { TemplateInput } from "./template-input";

type Props = { rowId: string; index: number; field: TargetField | null; label: string };

/** «Значення»: text with paths, or a constant picked by name or by date where the field allows it. */
export function ValueInput({ rowId, index, field, label }: Props) {
  const t = useTranslations("mappingEditor.value");
  const { control } = useSettingsForm();
  const { field: input } = useController({ control, name: `mapping.${index}.template` });
  const text = input.value ?? "";
  const groups = useChoices(field, text);
  const picker = pickerOf(field?.type ?? null, groups);
  const [isTemplate, setIsTemplate] = useState(() => startsAsTemplate(picker, groups, text));

  if (!picker || isTemplate || text.includes("{{")) {
    const isDate = picker === "date" || picker === "datetime";
    const Icon = isDate ? CalendarDays : List;
    return (
      <TemplateInput
        rowId={rowId}
        index={index}
        label={label}
        action={
          picker && (
            <Button
              variant="ghost"
              size="icon-sm"
              icon={<Icon aria-hidden />}
              title={t(isDate ? "pickDate" : "pickFromList")}
              aria-label={t(isDate ? "pickDateOf" : "pickFromListOf", { field: field?.label ?? "" })}
              onClick={() => {
                input.onChange("");
                setIsTemplate(false);
              }}
            />
          )
        }
      />
    );
  }
  return (
    <div className="flex items-start gap-1">
      <PickerInsert rowId={rowId} onInsert={input.onChange} />
      <div className="min-w-0 flex-1">
        {picker === "one" && <OneChoice input={input} groups={groups ?? []} label={label} />}
        {picker === "several" && <SeveralChoices input={input} groups={groups ?? []} label={label} />}
        {(picker === "date" || picker === "datetime") && <DateInput input={input} type={picker} label={label} />}
      </div>
      <Button
        variant="ghost"
        size="icon"
        icon={<Braces aria-hidden />}
        title={t("asTemplate")}
        aria-label={t("asTemplateOf", { field: field?.label ?? "" })}
        onClick={() => setIsTemplate(true)}
      />
    </div>
  );
}

/** A path that is put onto a picked constant takes its place. */
function PickerInsert({ rowId, onInsert }: { rowId: string; onInsert: (text: string) => void }) {
  useInsert(rowId, (path) => onInsert(`{{${path}}}`));
  return null;
}

type Picker = "one" | "several" | "date" | "datetime";

function pickerOf(type: FieldType | null, groups: readonly ChoiceGroup[] | null): Picker | null {
  if (type === "date" || type === "datetime") return type;
  if (!groups) return null;
  return type === "multi_enum" ? "several" : "one";
}

function startsAsTemplate(picker: Picker | null, groups: readonly ChoiceGroup[] | null, text: string): boolean {
  // A date mostly comes from the event, a choice is mostly made here.
  if (picker === "date" || picker === "datetime") return !isConstantDate(text, picker);
  if (text === "" || !groups) return false;
  return picker === "several" ? !splitChoices(text, groups) : !findChoice(groups, text);
}

function useChoices(field: TargetField | null, chosen: string): ChoiceGroup[] | null {
  const t = useTranslations("integrations.mapping");
  const { control } = useSettingsForm();
  const directory = useDestination()?.directory ?? null;
  const mapping = useWatch({ control, name: "mapping", disabled: field?.type !== "stage" });
  const pipeline = mapping?.find(({ target }) => target === "deal.pipeline")?.template ?? null;
  return listChoices({ field, directory, pipeline, chosen, words: { yes: t("yes"), no: t("no") } });
}
