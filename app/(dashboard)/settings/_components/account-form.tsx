"use client";

import { useTranslations } from "next-intl";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { SaveBar } from "@/components/ui/save-bar";
import { Select } from "@/components/ui/select";
import { toast } from "@/components/ui/toast";
import { useFailureText } from "@/components/ui/use-failure-text";
import { showFieldErrors, useZodForm } from "@/components/ui/use-zod-form";
import { accountSchema } from "@/lib/accounts/schema";
import { saveAccount } from "../actions";

export function AccountForm({
  name,
  timeZone,
  timeZones,
  mayChange,
}: {
  name: string;
  timeZone: string;
  timeZones: string[];
  mayChange: boolean;
}) {
  const t = useTranslations("settings");
  const failureText = useFailureText();
  const { register, handleSubmit, formState, reset, setError } = useZodForm(accountSchema, { name, timeZone });

  const submit = handleSubmit(async (values) => {
    const result = await saveAccount(values);
    if (!result.ok) {
      if (result.reason === "invalid") showFieldErrors(setError, result);
      return toast(failureText(result.reason), "danger");
    }
    reset(values);
    toast(t("saved"));
  });

  return (
    <form onSubmit={submit} noValidate className="flex max-w-md flex-col gap-4">
      <Field
        label={t("account.name")}
        help={mayChange ? undefined : t("account.readOnly")}
        error={formState.errors.name?.message}
      >
        <Input readOnly={!mayChange} {...register("name")} />
      </Field>
      <Field label={t("account.timeZone")} help={t("account.timeZoneHelp")} error={formState.errors.timeZone?.message}>
        <Select disabled={!mayChange} {...register("timeZone")}>
          {[...new Set([timeZone, ...timeZones])].map((zone) => (
            <option key={zone} value={zone}>
              {zone.replaceAll("_", " ")}
            </option>
          ))}
        </Select>
      </Field>
      <SaveBar isShown={formState.isDirty} isBusy={formState.isSubmitting} onReset={() => reset()} />
    </form>
  );
}
