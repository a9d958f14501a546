"use client";

import { useTranslations } from "next-intl";
import { useWatch } from "react-hook-form";
import { Checkbox } from "@/components/ui/checkbox";
import { RadioGroup } from "@/components/ui/radio-group";
import { NO_IDENTIFIER_POLICIES } from "@/lib/rules/schema";
import { Block } from "./block";
import { CheckboxList } from "./checkbox-list";
import { DecisionTable } from "./rules/decision-table";
import { DefaultResponsible } from "./rules/default-responsible";
import { DurationField } from "./rules/duration-field";
import { TaskFields } from "./rules/task-fields";
import { useDestination, useSettingsForm } from "./settings-context";

const UPDATES = ["all", "if_empty", "nothing"] as const;

/** «Правила інтеграції»: what is created, what is updated, and what becomes of a lead that names nobody. */
export function RulesBlock() {
  const t = useTranslations("integrations.rules");
  const { control, register, formState } = useSettingsForm();
  const pipelines = useDestination()?.directory?.pipelines ?? [];
  const [isTaskForbidden, noIdentifier] = useWatch({ control, name: ["rules.isTaskForbidden", "rules.noIdentifier"] });
  const errors = formState.errors.rules;

  return (
    <Block title={t("title")} description={t("text")}>
      <div className="flex flex-col gap-3">
        <Checkbox label={t("dealForbidden")} help={t("dealForbiddenHelp")} {...register("rules.isDealForbidden")} />
        <Checkbox label={t("taskForbidden")} help={t("taskForbiddenHelp")} {...register("rules.isTaskForbidden")} />
      </div>
      <RadioGroup
        legend={t("update")}
        options={UPDATES.map((value) => ({ value, label: t(`updates.${value}`), help: t(`updatesHelp.${value}`) }))}
        {...register("rules.update")}
      />
      <DecisionTable />
      {!isTaskForbidden && <TaskFields />}
      <DefaultResponsible />
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
        <DurationField name="rules.holdMinutes" label={t("holdMinutes")} error={errors?.holdMinutes?.message} min={1} />
      )}
      <CheckboxList
        name="rules.activePipelineIds"
        legend={t("activePipelines")}
        help={pipelines.length > 0 ? t("activePipelinesHelp") : t("activePipelinesNone")}
        options={pipelines.map(({ id, name }) => ({ value: id, label: name }))}
        unknownLabel={t("pipelineMissing")}
        error={errors?.activePipelineIds?.message}
      />
    </Block>
  );
}
