"use client";

import { ArrowDown, ArrowUp, Trash2, TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { useWatch } from "react-hook-form";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { ROW_POLICIES } from "@/lib/mapping/schema";
import { MappingValue } from "./mapping-value";
import { useDestination, useSettingsForm, useTargetFields } from "./settings-context";
import { TargetOptions } from "./target-options";

/** One row of the mapping: the CRM's field, the value, when it is overwritten, and the buttons of the row. */
export function MappingRowFields({
  index,
  isLast,
  onMove,
  onRemove,
}: {
  index: number;
  isLast: boolean;
  onMove: (from: number, to: number, button: "up" | "down") => void;
  onRemove: (index: number) => void;
}) {
  const t = useTranslations("integrations.mapping");
  const { control, register, formState } = useSettingsForm();
  const target = useWatch({ control, name: `mapping.${index}.target` });
  const hasDirectory = Boolean(useDestination()?.directory);
  const fields = useTargetFields();
  const field = fields.find((each) => each.target === target);
  const errors = formState.errors.mapping?.[index];
  const label = field?.label ?? target ?? "";
  // Without a CRM nothing can be known of its own fields.
  const isMissing = hasDirectory && !field;

  return (
    <li className="flex flex-wrap items-start gap-2 border-line border-b py-4 lg:flex-nowrap lg:py-2.5">
      <div className="flex min-w-0 flex-[1_1_100%] flex-col gap-1 lg:w-44 lg:flex-none">
        <Field label={<RowLabel>{t("target")}</RowLabel>} error={errors?.target?.message}>
          <Select {...register(`mapping.${index}.target`)} aria-label={t("targetOf", { row: index + 1 })}>
            <TargetOptions fields={fields} />
            {!field && <option value={target}>{target}</option>}
          </Select>
        </Field>
        <span className="flex flex-wrap items-center gap-1.5 text-muted text-xs empty:hidden">
          {field?.type && <span>{t(`types.${field.type}`)}</span>}
          {field?.isRequired && <span>· {t("required")}</span>}
          {isMissing && (
            <Badge tone="warning" icon={<TriangleAlert aria-hidden />}>
              {t("missing")}
            </Badge>
          )}
        </span>
      </div>
      <div className="min-w-0 flex-[1_1_100%] lg:flex-1">
        <Field label={<RowLabel>{t("value")}</RowLabel>} error={errors?.template?.message}>
          <MappingValue key={field?.type} index={index} field={field ?? null} label={t("valueOf", { field: label })} />
        </Field>
      </div>
      <div className="min-w-0 flex-1 lg:w-36 lg:flex-none">
        <Field label={<RowLabel>{t("policy")}</RowLabel>}>
          <Select {...register(`mapping.${index}.policy`)} aria-label={t("policyOf", { field: label })}>
            {ROW_POLICIES.map((policy) => (
              <option key={policy} value={policy}>
                {t(`policies.${policy}`)}
              </option>
            ))}
          </Select>
        </Field>
      </div>
      <div className="flex items-center gap-1 self-end lg:mt-2.5 lg:self-start">
        <Button
          variant="ghost"
          size="icon-sm"
          data-move="up"
          disabled={index === 0}
          icon={<ArrowUp aria-hidden />}
          aria-label={t("moveUp", { field: label })}
          onClick={() => onMove(index, index - 1, "up")}
        />
        <Button
          variant="ghost"
          size="icon-sm"
          data-move="down"
          disabled={isLast}
          icon={<ArrowDown aria-hidden />}
          aria-label={t("moveDown", { field: label })}
          onClick={() => onMove(index, index + 1, "down")}
        />
        <Button
          variant="ghost"
          size="icon-sm"
          icon={<Trash2 aria-hidden />}
          aria-label={t("remove", { field: label })}
          onClick={() => onRemove(index)}
        />
      </div>
    </li>
  );
}

/** Wide screens have the names of the columns above. */
function RowLabel({ children }: { children: string }) {
  return <span className="lg:sr-only">{children}</span>;
}
