"use client";

import { useTranslations } from "next-intl";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/textarea";
import { useSettingsForm } from "../settings-context";
import { DurationField } from "./duration-field";
import { useTaskPreview } from "./use-task-preview";

/** What the task on a repeated deal says, and until when it is to be done. */
export function TaskFields() {
  const t = useTranslations("integrations.rules");
  const tBuilder = useTranslations("filterBuilder.task");
  const { register, formState } = useSettingsForm();
  const errors = formState.errors.rules;
  const preview = useTaskPreview();

  return (
    <div className="grid max-w-3xl gap-x-6 gap-y-4 md:grid-cols-[minmax(0,1fr)_16rem]">
      <Field
        label={t("taskText")}
        help={
          <>
            {t("taskTextHelp")}
            {preview && <span className="mt-0.5 block break-words">{tBuilder("preview", { text: preview })}</span>}
          </>
        }
        error={errors?.taskTemplate?.message}
      >
        <Textarea rows={1} className="min-h-8! py-[5px]" {...register("rules.taskTemplate")} />
      </Field>
      <DurationField
        name="rules.taskDueMinutes"
        label={t("taskDue")}
        help={t("taskDueHelp")}
        error={errors?.taskDueMinutes?.message}
        min={0}
      />
    </div>
  );
}
