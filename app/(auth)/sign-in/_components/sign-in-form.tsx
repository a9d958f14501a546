"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { PasswordInput } from "@/components/ui/password-input";
import { useZodForm } from "@/components/ui/use-zod-form";
import { signInSchema } from "@/lib/auth/schema";
import { useAuthErrorText } from "../../_components/auth-error-text";
import { requestSignIn, type SignInFailure } from "../../_components/request-sign-in";

export function SignInForm({ next }: { next: string }) {
  const t = useTranslations("auth");
  const errorText = useAuthErrorText();
  const [failure, setFailure] = useState<SignInFailure | null>(null);
  const { register, handleSubmit, formState, setFocus } = useZodForm(signInSchema, { email: "", password: "" });
  const [isLeaving, setIsLeaving] = useState(false);

  const submit = handleSubmit(async (values) => {
    setFailure(null);
    const result = await requestSignIn(values);
    if (!result.ok) {
      setFailure(result);
      setFocus("password", { shouldSelect: true });
      return;
    }
    setIsLeaving(true);
    // A full load, so that the page comes in the user's own language and theme.
    location.assign(next);
  });

  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-4">
      {failure && <Notice tone="danger">{errorText(failure)}</Notice>}
      <Field label={t("email")} error={formState.errors.email?.message}>
        <Input type="email" autoComplete="username" autoCapitalize="none" spellCheck={false} {...register("email")} />
      </Field>
      <Field label={t("password")} error={formState.errors.password?.message}>
        <PasswordInput autoComplete="current-password" {...register("password")} />
      </Field>
      <Button variant="primary" type="submit" isBusy={formState.isSubmitting || isLeaving} className="mt-1 w-full">
        {t("signIn.submit")}
      </Button>
    </form>
  );
}
