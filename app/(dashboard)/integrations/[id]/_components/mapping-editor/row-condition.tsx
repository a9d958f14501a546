"use client";

import { Split } from "lucide-react";
import { useTranslations } from "next-intl";
import { Popover } from "radix-ui";
import { useController } from "react-hook-form";
import { Button } from "@/components/ui/button";
import { cx } from "@/components/ui/cx";
import type { FilterCondition } from "@/lib/filter/schema";
import { useSettingsForm } from "../settings-context";
import { ConditionForm } from "./condition-form";
import { useConditionText } from "./use-condition-text";

const FIRST: FilterCondition = { field: "event:service", operator: "equals", values: [] };

/** The events that the row is for: all, or those that meet a condition, as where each messenger has a field of its own. */
export function RowCondition({ index, label, hasError }: { index: number; label: string; hasError: boolean }) {
  const t = useTranslations("mappingEditor.condition");
  const { control } = useSettingsForm();
  const { field: input } = useController({ control, name: `mapping.${index}.condition` });
  const conditionText = useConditionText();
  const condition = input.value && { ...input.value, values: input.value.values ?? [] };
  const text = condition ? conditionText(condition) : t("none");

  return (
    <Popover.Root>
      <Popover.Trigger asChild>
        <Button
          ref={input.ref}
          variant="ghost"
          title={condition ? text : undefined}
          aria-label={t("of", { field: label, condition: text })}
          icon={<Split aria-hidden />}
          className={cx(
            "h-6! min-w-0 shrink! gap-1! px-1.5! font-normal text-xs [&_svg]:size-3.5!",
            Boolean(condition) && "bg-violet-soft! text-violet-text!",
            hasError && "bg-danger-soft! text-danger-text!",
          )}
        >
          <span className="truncate">{text}</span>
        </Button>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          aria-label={t("title", { field: label })}
          align="start"
          sideOffset={4}
          collisionPadding={8}
          className="z-40 w-80 max-w-[calc(100vw-1rem)] animate-appear rounded-lg bg-surface p-3 shadow-overlay focus:outline-none"
        >
          <p className="font-medium">{t("title", { field: label })}</p>
          <p className="mt-0.5 mb-3 text-[13px] text-muted">{t("help")}</p>
          <ConditionForm condition={condition ?? FIRST} onChange={input.onChange} />
          <div className="mt-3 flex justify-end gap-2">
            {condition && (
              <Popover.Close asChild>
                <Button size="sm" variant="ghost" onClick={() => input.onChange(undefined)}>
                  {t("remove")}
                </Button>
              </Popover.Close>
            )}
            <Popover.Close asChild>
              <Button size="sm">{t("done")}</Button>
            </Popover.Close>
          </div>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
