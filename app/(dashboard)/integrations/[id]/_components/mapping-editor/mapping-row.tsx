"use client";

import { useSortable } from "@dnd-kit/sortable";
import { CSS } from "@dnd-kit/utilities";
import { GripVertical, TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { memo } from "react";
import { useWatch } from "react-hook-form";
import { Badge } from "@/components/ui/badge";
import { buttonClasses } from "@/components/ui/button-classes";
import { cx } from "@/components/ui/cx";
import { Field } from "@/components/ui/field";
import { useDestination, useSettingsForm, useTargetFields } from "../settings-context";
import { useMappingEditor } from "./editor-context";
import { RowButtons } from "./row-buttons";
import { RowCondition } from "./row-condition";
import { RowPolicy } from "./row-policy";
import { RowPreview } from "./row-preview";
import { TargetFacts } from "./target-option";
import { TargetPicker } from "./target-picker";
import { UnknownPaths } from "./unknown-paths";
import { useReducedMotion } from "./use-reduced-motion";
import { ValueInput } from "./value-input";

/** One row of the mapping: the CRM's field, the value and what it gives, when it is for and when it overwrites. */
export const MappingRowFields = memo(function MappingRowFields({
  rowId,
  index,
  count,
  onMove,
  onRemove,
}: {
  rowId: string;
  index: number;
  count: number;
  onMove: (from: number, to: number) => void;
  onRemove: (index: number) => void;
}) {
  const t = useTranslations("integrations.mapping");
  const tEditor = useTranslations("mappingEditor");
  const { control, formState } = useSettingsForm();
  const target = useWatch({ control, name: `mapping.${index}.target` });
  const hasDirectory = Boolean(useDestination()?.directory);
  const field = useTargetFields().find((each) => each.target === target) ?? null;
  const { currentRow } = useMappingEditor();
  const errors = formState.errors.mapping?.[index];
  const conditionError = errors?.condition?.field?.message ?? errors?.condition?.values?.message;
  const label = field?.label ?? target ?? "";
  const isReduced = useReducedMotion();
  const sortable = useSortable({ id: rowId, data: { kind: "row" }, ...(isReduced && { transition: null }) });
  const isDropTarget = sortable.isOver && sortable.active?.data.current?.kind === "variable";

  return (
    <li
      ref={sortable.setNodeRef}
      aria-label={tEditor("row", { row: index + 1, field: label })}
      style={{ transform: CSS.Translate.toString(sortable.transform), transition: sortable.transition }}
      className={cx(
        "grid grid-cols-[1.5rem_minmax(0,1fr)] items-start gap-x-2 gap-y-1 border-line border-b py-2.5",
        "@xl:grid-cols-[1.5rem_minmax(0,10rem)_minmax(0,1fr)_minmax(0,9.5rem)] @xl:py-2",
        sortable.isDragging && "relative z-10 bg-surface opacity-90 shadow-overlay",
        isDropTarget && "bg-accent-soft",
        currentRow === rowId && "shadow-[inset_2px_0_var(--accent)]",
      )}
    >
      <button
        type="button"
        ref={sortable.setActivatorNodeRef}
        {...sortable.attributes}
        {...sortable.listeners}
        aria-roledescription={undefined}
        aria-label={tEditor("drag.handle", { field: label })}
        className={buttonClasses({
          variant: "ghost",
          size: "icon-sm",
          className: "mt-1 cursor-grab touch-none active:cursor-grabbing",
        })}
      >
        <GripVertical aria-hidden />
      </button>
      <div className="flex min-w-0 flex-col gap-1 @xl:row-span-2">
        <Field label={t("target")} isLabelHidden error={errors?.target?.message}>
          <TargetPicker index={index} />
        </Field>
        {field && <TargetFacts field={field} />}
        {hasDirectory && !field && (
          <span>
            <Badge tone="warning" icon={<TriangleAlert aria-hidden />}>
              {t("missing")}
            </Badge>
          </span>
        )}
      </div>
      <div className="col-start-2 min-w-0 @xl:col-start-3">
        <Field label={t("value")} isLabelHidden error={errors?.template?.message}>
          <ValueInput
            key={field?.type}
            rowId={rowId}
            index={index}
            field={field}
            label={t("valueOf", { field: label })}
          />
        </Field>
        <UnknownPaths index={index} />
      </div>
      <div className="col-start-2 min-w-0 @xl:col-start-4 @xl:ps-1 @xl:pt-1.5">
        <RowPreview index={index} field={field} />
      </div>
      <div className="col-start-2 flex min-w-0 flex-wrap items-center gap-x-1 @xl:col-span-2 @xl:col-start-3">
        <RowPolicy index={index} label={label} />
        <RowCondition index={index} label={label} hasError={Boolean(conditionError)} />
        <RowButtons index={index} count={count} label={label} onMove={onMove} onRemove={onRemove} />
        {conditionError && <p className="w-full text-[13px] text-danger-text">{conditionError}</p>}
      </div>
    </li>
  );
});
