"use client";

import { useTranslations } from "next-intl";
import { Checkbox } from "@/components/ui/checkbox";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { SaveBar } from "@/components/ui/save-bar";
import { Section } from "@/components/ui/section";
import { toast } from "@/components/ui/toast";
import { showFieldErrors, useZodForm } from "@/components/ui/use-zod-form";
import { type FaultForm as FaultFormValues, faultFormSchema } from "@/lib/trial-crm/fault-form";
import { saveFaults } from "../../../actions";
import { FailureFields } from "./failure-fields";
import { TargetSelect } from "./target-select";
import { useFaultFailure } from "./use-fault-failure";

/** What is to go wrong, in plain words. */
export function FaultForm({ trialCrmId, saved }: { trialCrmId: string; saved: FaultFormValues }) {
  const t = useTranslations("trialCrm.faults");
  const failureText = useFaultFailure();
  const form = useZodForm(faultFormSchema, saved);
  const { register, handleSubmit, formState, reset, getValues, setError } = form;
  const { errors } = formState;

  const submit = handleSubmit(async (faults) => {
    const typed = getValues();
    const result = await saveFaults({ trialCrmId, faults });
    if (result.ok) {
      reset(typed);
      toast(t("saved"));
    } else if (result.reason === "invalid") showFieldErrors(setError, result);
    else toast(failureText(result.reason), "danger");
  });

  return (
    <form onSubmit={submit} noValidate>
      <Section title={t("failure.title")} description={t("failure.text")}>
        <FailureFields form={form} />
      </Section>
      <Section title={t("slow.title")} description={t("slow.text")}>
        <div className="flex max-w-md flex-col gap-4">
          <Field label={t("slow.delay")} help={t("slow.delayHelp")} error={errors.delaySeconds?.message}>
            <Input inputMode="decimal" autoComplete="off" className="max-w-32" {...register("delaySeconds")} />
          </Field>
          <Field label={t("slow.lag")} help={t("slow.lagHelp")} error={errors.searchLagSeconds?.message}>
            <Input inputMode="decimal" autoComplete="off" className="max-w-32" {...register("searchLagSeconds")} />
          </Field>
        </div>
      </Section>
      <Section title={t("lose.title")} description={t("lose.text")}>
        <div className="flex max-w-md flex-col gap-4">
          <Field label={t("lose.calls")} help={t("lose.callsHelp")} error={errors.loseNextCalls?.message}>
            <Input inputMode="numeric" autoComplete="off" className="max-w-32" {...register("loseNextCalls")} />
          </Field>
          <TargetSelect label={t("lose.on")} {...register("loseOn")} />
        </div>
      </Section>
      <Section title={t("repeats.title")} description={t("repeats.text")}>
        <Checkbox label={t("repeats.label")} help={t("repeats.help")} {...register("allowsRepeats")} />
      </Section>
      <SaveBar isShown={formState.isDirty} isBusy={formState.isSubmitting} onReset={() => reset()} />
    </form>
  );
}
