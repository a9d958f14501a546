"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { PasswordInput } from "@/components/ui/password-input";
import { toast } from "@/components/ui/toast";
import type { CrmProvider } from "@/lib/crm/types";
import { FailureNotice } from "../../_components/failure-notice";
import { useConnectionFailure } from "../../_components/use-connection-failure";
import { replaceCredentials } from "../../actions";

/** The credentials of a connection; a secret is shown by its end alone, and stays as it is when left blank. */
export function CredentialsForm({
  connectionId,
  provider,
  settings,
}: {
  connectionId: string;
  provider: CrmProvider;
  settings: Record<string, string>;
}) {
  const t = useTranslations("connections");
  const toFailure = useConnectionFailure();
  const [failure, setFailure] = useState<{ text: string; words: string | null } | null>(null);
  const { register, handleSubmit, formState, setError, reset } = useForm({
    defaultValues: { address: settings.address ?? "", token: "" },
  });

  const submit = handleSubmit(async (values) => {
    setFailure(null);
    const result = await replaceCredentials({ connectionId, settings: values });
    if (result.ok) {
      reset({ ...values, token: "" });
      return toast(t("credentials.saved"));
    }
    if (result.reason === "invalid_settings" && result.settings.includes("address")) {
      return setError("address", { message: t("credentials.badAddress") }, { shouldFocus: true });
    }
    setFailure(toFailure(result));
  });

  return (
    <form onSubmit={submit} noValidate className="flex max-w-md flex-col gap-4">
      {failure && <FailureNotice failure={failure} />}
      <Field
        label={t(`providers.${provider}.address`)}
        help={t(`providers.${provider}.addressHelp`)}
        error={formState.errors.address?.message}
      >
        <Input autoComplete="off" inputMode="url" {...register("address")} />
      </Field>
      <Field
        label={t(`providers.${provider}.token`)}
        help={t("credentials.secretHelp", { masked: settings.token ?? "" })}
        error={formState.errors.token?.message}
      >
        <PasswordInput autoComplete="off" {...register("token")} />
      </Field>
      <Button type="submit" isBusy={formState.isSubmitting} className="self-start">
        {t("credentials.submit")}
      </Button>
    </form>
  );
}
