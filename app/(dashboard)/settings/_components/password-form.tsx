"use client";

import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { PasswordInput } from "@/components/ui/password-input";
import { toast } from "@/components/ui/toast";
import { useFailureText } from "@/components/ui/use-failure-text";
import { showFieldErrors, useZodForm } from "@/components/ui/use-zod-form";
import { changePasswordSchema } from "@/lib/auth/schema";
import { savePassword } from "../actions";

export function PasswordForm({ email }: { email: string }) {
  const t = useTranslations("settings");
  const tAuth = useTranslations("auth");
  const failureText = useFailureText();
  const { register, handleSubmit, formState, reset, setError } = useZodForm(changePasswordSchema, {
    current: "",
    next: "",
  });

  const submit = handleSubmit(async (values) => {
    const result = await savePassword(values);
    if (result.ok) {
      reset();
      return toast(t("password.saved"));
    }
    if (result.reason === "invalid") return showFieldErrors(setError, result);
    if (result.reason === "wrong_password") {
      return setError("current", { message: t("password.wrong") }, { shouldFocus: true });
    }
    if (result.reason === "throttled") {
      return setError("current", { message: tAuth("errors.throttledSeconds", { count: result.retryAfterSeconds }) });
    }
    toast(failureText(result.reason), "danger");
  });

  return (
    <form onSubmit={submit} noValidate className="flex max-w-md flex-col gap-4">
      {/* Password managers learn from it whose password this is. */}
      <input type="email" autoComplete="username" value={email} readOnly hidden />
      <Field label={t("password.current")} error={formState.errors.current?.message}>
        <PasswordInput autoComplete="current-password" {...register("current")} />
      </Field>
      <Field label={t("password.next")} help={tAuth("passwordHelp")} error={formState.errors.next?.message}>
        <PasswordInput autoComplete="new-password" {...register("next")} />
      </Field>
      <Button type="submit" isBusy={formState.isSubmitting} className="self-start">
        {t("password.submit")}
      </Button>
    </form>
  );
}
