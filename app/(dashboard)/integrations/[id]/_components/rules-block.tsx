"use client";

import { useTranslations } from "next-intl";
import { useWatch } from "react-hook-form";
import { Checkbox } from "@/components/ui/checkbox";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { RadioGroup } from "@/components/ui/radio-group";
import { Textarea } from "@/components/ui/textarea";
import { NO_IDENTIFIER_POLICIES } from "@/lib/rules/schema";
import { Block } from "./block";
import { CheckboxList } from "./checkbox-list";
import { RulesSummary } from "./rules-summary";
import { useDestination, useSettingsForm } from "./settings-context";

const UPDATES = ["all", "if_empty", "nothing"] as const;

/** «Правила інтеграції»: what is created, what is updated, and what becomes of a lead that names nobody. */
export function RulesBlock() {
  const t = useTranslations("integrations.rules");
  const { control, register, formState } = useSettingsForm();
  const pipelines = useDestination()?.directory?.pipelines ?? [];
  const isTaskForbidden = useWatch({ control, name: "rules.isTaskForbidden" });
  const noIdentifier = useWatch({ control, name: "rules.noIdentifier" });
  const errors = formState.errors.rules;

  return (
    <Block title={t("title")} description={t("text")}>
      <RulesSummary />
      <div className="flex flex-col gap-3">
        <Checkbox label={t("dealForbidden")} help={t("dealForbiddenHelp")} {...register("rules.isDealForbidden")} />
        <Checkbox label={t("taskForbidden")} help={t("taskForbiddenHelp")} {...register("rules.isTaskForbidden")} />
      </div>
      <RadioGroup
        legend={t("update")}
        options={UPDATES.map((value) => ({ value, label: t(`updates.${value}`), help: t(`updatesHelp.${value}`) }))}
        {...register("rules.update")}
      />
      {!isTaskForbidden && (
        <div className="grid max-w-2xl gap-4 sm:grid-cols-[minmax(0,1fr)_10rem]">
          <Field label={t("taskText")} help={t("taskTextHelp")} error={errors?.taskTemplate?.message}>
            <Textarea rows={1} className="min-h-8! py-[5px]" {...register("rules.taskTemplate")} />
          </Field>
          <Field label={t("taskDue")} help={t("taskDueHelp")} error={errors?.taskDueMinutes?.message}>
            <Input
              type="number"
              inputMode="numeric"
              min={0}
              {...register("rules.taskDueMinutes", { valueAsNumber: true })}
            />
          </Field>
        </div>
      )}
      <RadioGroup
        legend={t("noIdentifier")}
        options={NO_IDENTIFIER_POLICIES.map((value) => ({
          value,
          label: t(`noIdentifiers.${value}`),
          help: t(`noIdentifiersHelp.${value}`),
        }))}
        {...register("rules.noIdentifier")}
      />
      {noIdentifier === "hold" && (
        <Field label={t("holdMinutes")} error={errors?.holdMinutes?.message} className="max-w-40">
          <Input
            type="number"
            inputMode="numeric"
            min={1}
            {...register("rules.holdMinutes", { valueAsNumber: true })}
          />
        </Field>
      )}
      <CheckboxList
        name="rules.activePipelineIds"
        legend={t("activePipelines")}
        help={pipelines.length > 0 ? t("activePipelinesHelp") : t("activePipelinesNone")}
        options={pipelines.map(({ id, name }) => ({ value: id, label: name }))}
        unknownLabel={t("pipelineMissing")}
      />
    </Block>
  );
}
