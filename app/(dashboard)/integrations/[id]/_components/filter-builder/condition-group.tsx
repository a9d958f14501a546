"use client";

import { Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useRef } from "react";
import { useFieldArray } from "react-hook-form";
import { Button } from "@/components/ui/button";
import { FieldError } from "@/components/ui/field";
import { useSettingsForm } from "../settings-context";
import { ConditionRow } from "./condition-row";
import { focusItem } from "./focus-item";
import { ItemButtons } from "./item-buttons";
import { newCondition } from "./new-condition";

const FIELD = "input[role=combobox]";

/** Conditions that are judged together; the group goes with its last condition. */
export function ConditionGroup({
  index,
  isOnly,
  isLast,
  joint,
  onMove,
  onDuplicate,
  onRemove,
}: {
  index: number;
  isOnly: boolean;
  isLast: boolean;
  joint: "and" | "or";
  onMove: (to: number) => void;
  onDuplicate: () => void;
  onRemove: () => void;
}) {
  const t = useTranslations("filterBuilder");
  const { control, getValues, formState } = useSettingsForm();
  const name = `filter.groups.${index}.conditions` as const;
  const conditions = useFieldArray({ control, name });
  const list = useRef<HTMLOListElement>(null);
  const error = formState.errors.filter?.groups?.[index]?.conditions?.root?.message;

  function move(from: number, to: number) {
    conditions.move(from, to);
    const direction = to < from ? "up" : "down";
    focusItem(list.current, { index: to, wanted: [`[data-move=${direction}]`, "[data-move]"] });
  }

  function duplicate(at: number) {
    const source = getValues("filter.groups")?.[index]?.conditions[at];
    if (!source) return;
    conditions.insert(at + 1, structuredClone(source), { shouldFocus: false });
    focusItem(list.current, { index: at + 1, wanted: [FIELD] });
  }

  function remove(at: number) {
    if (conditions.fields.length === 1) {
      onRemove();
      return;
    }
    conditions.remove(at);
    focusItem(list.current, { index: Math.min(at, conditions.fields.length - 2), wanted: [FIELD] });
  }

  function add() {
    conditions.append(newCondition(), { shouldFocus: false });
    focusItem(list.current, { index: conditions.fields.length, wanted: [FIELD] });
  }

  return (
    <fieldset className="flex min-w-0 flex-col gap-3 rounded-lg border border-line p-3">
      <legend className="sr-only">{t("group", { number: index + 1 })}</legend>
      <div className="flex items-start gap-2">
        <p className="min-w-0 flex-1 py-0.5 text-[13px]">
          <span className="font-medium">{t("group", { number: index + 1 })}</span>{" "}
          <span className="text-muted">{t(`holds.${joint}`)}</span>
        </p>
        <div className="flex shrink-0 gap-0.5">
          <ItemButtons
            words={{
              up: t("moveGroupUp", { number: index + 1 }),
              down: t("moveGroupDown", { number: index + 1 }),
              duplicate: t("duplicateGroup", { number: index + 1 }),
              remove: t("removeGroup", { number: index + 1 }),
            }}
            mark="data-move-group"
            place={isOnly ? null : { index, isLast }}
            onMove={onMove}
            onDuplicate={onDuplicate}
            onRemove={onRemove}
          />
        </div>
      </div>
      <ol ref={list} className="@container relative z-0 flex flex-col gap-3 has-[[aria-expanded=true]]:z-10">
        {conditions.fields.map((condition, at) => (
          <li key={condition.id}>
            <ConditionRow
              groupIndex={index}
              index={at}
              isLast={at === conditions.fields.length - 1}
              joint={at === 0 ? t("joints.if") : t(`joints.${joint}`)}
              onMove={(to) => move(at, to)}
              onDuplicate={() => duplicate(at)}
              onRemove={() => remove(at)}
            />
          </li>
        ))}
      </ol>
      {error && <FieldError>{error}</FieldError>}
      <div>
        <Button size="sm" variant="ghost" icon={<Plus aria-hidden />} onClick={add}>
          {t("addCondition")}
        </Button>
      </div>
    </fieldset>
  );
}
