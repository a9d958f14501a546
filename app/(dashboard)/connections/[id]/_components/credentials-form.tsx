"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/toast";
import type { ConnectionForm } from "@/lib/connections/connection-form";
import { ConnectSteps } from "../../_components/connect-steps";
import { ConsentBox } from "../../_components/consent-box";
import { CredentialFields } from "../../_components/credential-fields";
import { FailureNotice } from "../../_components/failure-notice";
import { useConnectionFailure } from "../../_components/use-connection-failure";
import { useConsent } from "../../_components/use-consent";
import { replaceCredentials } from "../../actions";

/** The credentials of a connection; a secret is shown by its end alone, and stays as it is when left blank. */
export function CredentialsForm({
  connectionId,
  name,
  crm,
  settings,
}: {
  connectionId: string;
  name: string;
  crm: ConnectionForm;
  /** As they are stored, secrets masked. */
  settings: Record<string, string>;
}) {
  const t = useTranslations("connections");
  const toFailure = useConnectionFailure();
  const consent = useConsent();
  const [failure, setFailure] = useState<{ text: string; words: string | null } | null>(null);
  const blank = Object.fromEntries(
    crm.fields.map(({ name, isSecret, options }) => [name, isSecret ? "" : settings[name] || (options?.[0]?.id ?? "")]),
  );
  const { register, handleSubmit, formState, setError, reset, getValues } = useForm<Record<string, string>>({
    defaultValues: blank,
  });

  function show(refusal: Parameters<typeof toFailure>[0]) {
    const named = refusal.settings?.filter((name) => crm.fields.some((field) => field.name === name)) ?? [];
    for (const name of named) {
      const invalid = crm.fields.find((field) => field.name === name)?.invalid;
      setError(name, { message: invalid ?? t("add.badSetting") }, { shouldFocus: name === named[0] });
    }
    if (named.length === 0) setFailure(toFailure(refusal));
  }

  const submit = handleSubmit(async (values) => {
    setFailure(null);
    const result = await replaceCredentials({ connectionId, settings: values });
    if (!result.ok) return show(result);
    const secrets = Object.fromEntries(crm.fields.filter(({ isSecret }) => isSecret).map(({ name }) => [name, ""]));
    reset({ ...values, ...secrets });
    toast(t("credentials.saved"));
  });

  const goToVendor = async () => {
    setFailure(null);
    const values = getValues();
    const asked = Object.fromEntries((crm.consent?.asksFor ?? []).map((key) => [key, values[key] ?? ""]));
    const kept = await consent.leave({ provider: crm.provider, connectionId, name, settings: asked });
    if (kept) show(kept);
  };

  return (
    <form onSubmit={submit} noValidate className="flex max-w-md flex-col gap-4">
      {failure && <FailureNotice failure={failure} />}
      {crm.consent && <ConsentBox crm={crm} isBusy={consent.isLeaving} onGo={goToVendor} />}
      <ConnectSteps steps={crm.steps} isOpen={false} />
      <CredentialFields
        fields={crm.fields}
        stored={settings}
        register={register}
        errorOf={(name) => formState.errors[name]?.message}
      />
      <Button type="submit" isBusy={formState.isSubmitting} className="self-start">
        {t("credentials.submit")}
      </Button>
    </form>
  );
}
