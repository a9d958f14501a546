"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { keepLocale } from "@/components/shell/preferences";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { SaveBar } from "@/components/ui/save-bar";
import { Select } from "@/components/ui/select";
import { toast } from "@/components/ui/toast";
import { useFailureText } from "@/components/ui/use-failure-text";
import { showFieldErrors, useZodForm } from "@/components/ui/use-zod-form";
import { profileSchema } from "@/lib/auth/schema";
import { LOCALE_NAMES, LOCALES, type Locale } from "@/lib/i18n/locales";
import { saveProfile } from "../actions";

export function ProfileForm({ name, email, locale }: { name: string; email: string; locale: Locale }) {
  const t = useTranslations("settings");
  const failureText = useFailureText();
  const router = useRouter();
  const { register, handleSubmit, formState, reset, setError } = useZodForm(profileSchema, { name, locale });

  const submit = handleSubmit(async (values) => {
    const result = await saveProfile(values);
    if (!result.ok) {
      if (result.reason === "invalid") showFieldErrors(setError, result);
      return toast(failureText(result.reason), "danger");
    }
    keepLocale(values.locale);
    reset(values);
    toast(t("saved"));
    router.refresh();
  });

  return (
    <form onSubmit={submit} noValidate className="flex max-w-md flex-col gap-4">
      <Field label={t("profile.name")} error={formState.errors.name?.message}>
        <Input autoComplete="name" {...register("name")} />
      </Field>
      <Field label={t("profile.email")}>
        <Input type="email" value={email} readOnly />
      </Field>
      <Field label={t("profile.locale")} error={formState.errors.locale?.message}>
        <Select {...register("locale")}>
          {LOCALES.map((value) => (
            <option key={value} value={value} lang={value}>
              {LOCALE_NAMES[value]}
            </option>
          ))}
        </Select>
      </Field>
      <SaveBar isShown={formState.isDirty} isBusy={formState.isSubmitting} onReset={() => reset()} />
    </form>
  );
}
