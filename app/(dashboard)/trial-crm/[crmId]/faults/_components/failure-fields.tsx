"use client";

import { useTranslations } from "next-intl";
import type { UseFormReturn } from "react-hook-form";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { RadioGroup } from "@/components/ui/radio-group";
import { Select } from "@/components/ui/select";
import { type FaultForm, STATUSES_WITH_RETRY_AFTER } from "@/lib/trial-crm/fault-form";
import { TRIAL_FAILURE_STATUSES, type TrialFaults } from "@/lib/trial-crm/schema";
import { TargetSelect } from "./target-select";

/** Which answer the CRM gives instead of doing what it is asked, to which calls and how many of them. */
export function FailureFields({
  form: { register, watch, formState },
}: {
  form: UseFormReturn<FaultForm, unknown, TrialFaults>;
}) {
  const t = useTranslations("trialCrm.faults.failure");
  const { errors } = formState;
  const status = watch("status");
  const amount = watch("amount");
  return (
    <div className="flex max-w-md flex-col gap-4">
      <Field label={t("status")} help={status !== "none" && t(`effects.${status}`)}>
        <Select {...register("status")}>
          <option value="none">{t("none")}</option>
          {TRIAL_FAILURE_STATUSES.map((code) => (
            <option key={code} value={code}>
              {t(`statuses.${code}`)}
            </option>
          ))}
        </Select>
      </Field>
      {status !== "none" && (
        <>
          <TargetSelect label={t("on")} {...register("on")} />
          <RadioGroup
            legend={t("amount")}
            options={[
              { value: "all", label: t("amounts.all") },
              { value: "next", label: t("amounts.next") },
              { value: "share", label: t("amounts.share") },
            ]}
            {...register("amount")}
          />
          {amount === "next" && (
            <Field label={t("nextCalls")} error={errors.nextCalls?.message}>
              <Input inputMode="numeric" autoComplete="off" className="max-w-32" {...register("nextCalls")} />
            </Field>
          )}
          {amount === "share" && (
            <Field label={t("sharePercent")} error={errors.sharePercent?.message}>
              <Input inputMode="decimal" autoComplete="off" className="max-w-32" {...register("sharePercent")} />
            </Field>
          )}
          {STATUSES_WITH_RETRY_AFTER.includes(status) && (
            <Field label={t("retryAfter")} help={t("retryAfterHelp")} error={errors.retryAfterSeconds?.message}>
              <Input inputMode="numeric" autoComplete="off" className="max-w-32" {...register("retryAfterSeconds")} />
            </Field>
          )}
        </>
      )}
    </div>
  );
}
