"use client";

import { useTranslations } from "next-intl";
import { useController } from "react-hook-form";
import { keepValues, valueControlOf } from "@/lib/filter/value-control";
import { useSettingsForm } from "../settings-context";
import { ConditionValues } from "./condition-values";
import { FieldPicker } from "./field-picker";
import { useFilterTrial } from "./filter-trial";
import { ItemButtons } from "./item-buttons";
import { OperatorSelect } from "./operator-select";
import { useFieldChoices } from "./use-field-choices";
import { useIssueText } from "./use-issue-text";

/** One condition: what is looked at, how, and with what it is compared; how many of the last leads it stops. */
export function ConditionRow({
  groupIndex,
  index,
  isLast,
  joint,
  onMove,
  onDuplicate,
  onRemove,
}: {
  groupIndex: number;
  index: number;
  isLast: boolean;
  /** The word before it: «якщо» at the first, then «і» or «або». */
  joint: string;
  onMove: (to: number) => void;
  onDuplicate: () => void;
  onRemove: () => void;
}) {
  const t = useTranslations("filterBuilder");
  const name = `filter.groups.${groupIndex}.conditions.${index}` as const;
  const { control } = useSettingsForm();
  const { field } = useController({ control, name: `${name}.field` });
  const { field: operator } = useController({ control, name: `${name}.operator` });
  const { field: values } = useController({ control, name: `${name}.values` });
  const { summary, problem } = useFilterTrial();
  const issueText = useIssueText({ groupIndex, index });
  const looked = field.value ?? "phone";
  const chosen = operator.value ?? "equals";
  const { target, groups } = useFieldChoices(looked);
  const isDate = target?.type === "date" || target?.type === "datetime";
  const valueControl = valueControlOf(chosen, { hasChoices: groups !== null, isDate });
  const stopped = problem === null ? (summary?.stoppedAt.get(`${groupIndex}.${index}`) ?? 0) : 0;

  function changeField(next: string) {
    field.onChange(next);
    // Values picked by name are ids, which mean nothing in another field.
    if (groups !== null) values.onChange([]);
    if (chosen === "is_valid_phone" && next !== "phone") operator.onChange("equals");
  }

  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is no grid in all browsers.
    <div
      role="group"
      aria-label={t("condition", { number: index + 1 })}
      className="grid grid-cols-[2.75rem_minmax(0,1fr)_auto] items-start gap-x-2 gap-y-1.5 @2xl:grid-cols-[2.75rem_minmax(0,1.1fr)_12rem_minmax(0,1.3fr)_auto]"
    >
      <p className="pt-1.5 text-[13px] text-muted">{joint}</p>
      <FieldPicker
        value={looked}
        onChange={changeField}
        onBlur={field.onBlur}
        inputRef={field.ref}
        error={issueText("field")}
      />
      <div className="@max-2xl:col-start-2 @max-2xl:row-start-2">
        <OperatorSelect
          value={chosen}
          inputRef={operator.ref}
          onBlur={operator.onBlur}
          onChange={(next) => {
            operator.onChange(next);
            values.onChange(keepValues(values.value ?? [], next));
          }}
        />
      </div>
      <div className="min-w-0 @max-2xl:col-start-2 @max-2xl:row-start-3 @max-2xl:empty:hidden">
        {valueControl.count !== "none" && (
          <ConditionValues
            field={looked}
            control={valueControl}
            groups={groups}
            isPattern={chosen === "matches"}
            values={values.value ?? []}
            inputRef={values.ref}
            onChange={values.onChange}
            onBlur={values.onBlur}
            errorAt={issueText}
          />
        )}
      </div>
      <div className="flex flex-wrap justify-end gap-0.5 py-1 @max-2xl:col-start-3 @max-2xl:row-span-3 @max-2xl:row-start-1 @max-2xl:w-[50px]">
        <ItemButtons
          words={{
            up: t("moveUp", { number: index + 1 }),
            down: t("moveDown", { number: index + 1 }),
            duplicate: t("duplicateCondition", { number: index + 1 }),
            remove: t("removeCondition", { number: index + 1 }),
          }}
          mark="data-move"
          place={{ index, isLast }}
          onMove={onMove}
          onDuplicate={onDuplicate}
          onRemove={onRemove}
        />
      </div>
      {stopped > 0 && (
        <p className="col-start-2 text-[13px] text-warning-text @2xl:col-end-5">{t("stops", { count: stopped })}</p>
      )}
    </div>
  );
}
