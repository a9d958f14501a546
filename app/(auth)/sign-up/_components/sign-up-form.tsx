"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { PasswordInput } from "@/components/ui/password-input";
import { showFieldErrors, useZodForm } from "@/components/ui/use-zod-form";
import { signUpSchema } from "@/lib/auth/schema";
import { useAuthErrorText } from "../../_components/auth-error-text";
import { requestSignIn } from "../../_components/request-sign-in";
import { register as requestSignUp } from "../actions";

export function SignUpForm() {
  const t = useTranslations("auth");
  const errorText = useAuthErrorText();
  const [error, setError] = useState<string | null>(null);
  const form = useZodForm(signUpSchema, { name: "", email: "", password: "" });
  const { register, formState } = form;
  const [isLeaving, setIsLeaving] = useState(false);

  const submit = form.handleSubmit(async (values) => {
    setError(null);
    const made = await requestSignUp(values).catch(() => ({ ok: false, reason: "unexpected" }) as const);
    if (!made.ok) {
      if (made.reason === "invalid") return showFieldErrors(form.setError, made);
      setError(errorText(made.reason === "throttled" ? made : { ok: false, reason: "unexpected" }));
      return;
    }
    const entered = await requestSignIn(values);
    if (!entered.ok) {
      setError(entered.reason === "wrong" ? t("errors.notSignedUp") : errorText(entered));
      return;
    }
    setIsLeaving(true);
    location.assign("/");
  });

  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-4">
      {error && <Notice tone="danger">{error}</Notice>}
      <Field label={t("name")} error={formState.errors.name?.message}>
        <Input autoComplete="name" {...register("name")} />
      </Field>
      <Field label={t("email")} help={t("signUp.emailHelp")} error={formState.errors.email?.message}>
        <Input type="email" autoComplete="username" autoCapitalize="none" spellCheck={false} {...register("email")} />
      </Field>
      <Field label={t("password")} help={t("passwordHelp")} error={formState.errors.password?.message}>
        <PasswordInput autoComplete="new-password" {...register("password")} />
      </Field>
      <Button variant="primary" type="submit" isBusy={formState.isSubmitting || isLeaving} className="mt-1 w-full">
        {t("signUp.submit")}
      </Button>
    </form>
  );
}
