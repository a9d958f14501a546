"use client";

import { Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useRef } from "react";
import { useFieldArray, useWatch } from "react-hook-form";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { FieldError } from "@/components/ui/field";
import { RadioGroup } from "@/components/ui/radio-group";
import { Block } from "./block";
import { ConditionGroup } from "./filter-builder/condition-group";
import { FilterTrialProvider } from "./filter-builder/filter-trial";
import { focusItem } from "./filter-builder/focus-item";
import { Joint } from "./filter-builder/joint";
import { newCondition } from "./filter-builder/new-condition";
import { TrialPanel } from "./filter-builder/trial-panel";
import { useSettingsForm } from "./settings-context";

const FIELD = "input[role=combobox]";

/** «Фільтр»: which leads go on. Groups of conditions, joined the one way and inside of them the other, tried out on the last leads. */
export function FilterBlock() {
  const t = useTranslations("integrations.filter");
  const tBuilder = useTranslations("filterBuilder");
  const { control, register, getValues, formState } = useSettingsForm();
  const groups = useFieldArray({ control, name: "filter.groups" });
  const mode = useWatch({ control, name: "filter.mode" }) ?? "or_of_and";
  const [outer, inner] = mode === "or_of_and" ? (["or", "and"] as const) : (["and", "or"] as const);
  const list = useRef<HTMLDivElement>(null);
  const addButton = useRef<HTMLButtonElement>(null);
  const count = groups.fields.length;
  const tooMany = formState.errors.filter?.groups?.root?.message;

  function move(from: number, to: number) {
    groups.move(from, to);
    const direction = to < from ? "up" : "down";
    focusItem(list.current, { index: to, wanted: [`[data-move-group=${direction}]`, "[data-move-group]"] });
  }

  function duplicate(at: number) {
    const source = getValues("filter.groups")?.[at];
    if (!source) return;
    groups.insert(at + 1, structuredClone(source), { shouldFocus: false });
    focusItem(list.current, { index: at + 1, wanted: [FIELD] });
  }

  function remove(at: number) {
    groups.remove(at);
    if (count === 1) requestAnimationFrame(() => addButton.current?.focus());
    else focusItem(list.current, { index: Math.min(at, count - 2), wanted: [FIELD] });
  }

  function add() {
    groups.append({ conditions: [newCondition()] }, { shouldFocus: false });
    focusItem(list.current, { index: count, wanted: [FIELD] });
  }

  return (
    <Block title={t("title")} description={t("text")}>
      <FilterTrialProvider>
        {count === 0 && <p className="text-muted">{t("empty")}</p>}
        <div ref={list} className="flex flex-col gap-3 empty:hidden">
          {groups.fields.map((group, index) => (
            <div key={group.id} className="flex flex-col gap-3">
              {index > 0 && <Joint>{tBuilder(`joints.${outer}`)}</Joint>}
              <ConditionGroup
                index={index}
                isOnly={count === 1}
                isLast={index === count - 1}
                joint={inner}
                onMove={(to) => move(index, to)}
                onDuplicate={() => duplicate(index)}
                onRemove={() => remove(index)}
              />
            </div>
          ))}
        </div>
        <div>
          <Button ref={addButton} icon={<Plus aria-hidden />} onClick={add}>
            {count === 0 ? t("addFirst") : t("addGroup")}
          </Button>
        </div>
        {tooMany && <FieldError>{tooMany}</FieldError>}
        <TrialPanel />
        {count > 0 && (
          <>
            <RadioGroup
              legend={t("mode")}
              options={[
                { value: "or_of_and", label: t("modes.or_of_and") },
                { value: "and_of_or", label: t("modes.and_of_or") },
              ]}
              {...register("filter.mode")}
            />
            <Checkbox
              label={t("caseSensitive")}
              help={t("caseSensitiveHelp")}
              {...register("filter.isCaseSensitive")}
            />
          </>
        )}
      </FilterTrialProvider>
    </Block>
  );
}
