"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { StepButtons } from "@/components/catalogue/step-buttons";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { showFieldErrors, useZodForm } from "@/components/ui/use-zod-form";
import type { ConnectionForm } from "@/lib/connections/connection-form";
import { newConnectionSchema } from "@/lib/connections/schema";
import { createConnection } from "../actions";
import { ConnectSteps } from "./connect-steps";
import { ConsentBox } from "./consent-box";
import { CredentialFields } from "./credential-fields";
import { FailureNotice } from "./failure-notice";
import { useConnectionFailure } from "./use-connection-failure";
import { useConsent } from "./use-consent";

/** A name and what the CRM asks for; the CRM is asked before anything is stored. */
export function NewConnection({ form: crm, onBack }: { form: ConnectionForm; onBack: () => void }) {
  const t = useTranslations("connections.add");
  const toFailure = useConnectionFailure();
  const router = useRouter();
  const consent = useConsent();
  const [failure, setFailure] = useState<{ text: string; words: string | null } | null>(null);
  const [isLeaving, setIsLeaving] = useState(false);
  // A «Пробна CRM» is made at once and needs nothing.
  const fields = crm.provider === "trial" ? [] : crm.fields;
  const settings = Object.fromEntries(fields.map(({ name, options }) => [name, options?.[0]?.id ?? ""]));
  const form = useZodForm(newConnectionSchema, { provider: crm.provider, name: crm.label, settings });
  const { errors, isSubmitting } = form.formState;

  function show(refusal: Parameters<typeof toFailure>[0] & { fieldErrors?: Record<string, string> }) {
    const named = refusal.settings?.filter((name) => fields.some((field) => field.name === name)) ?? [];
    for (const name of named) {
      const invalid = fields.find((field) => field.name === name)?.invalid;
      form.setError(`settings.${name}`, { message: invalid ?? t("badSetting") }, { shouldFocus: name === named[0] });
    }
    if (named.length === 0) setFailure(toFailure(refusal));
  }

  const submit = form.handleSubmit(async (values) => {
    setFailure(null);
    const added = await createConnection(values).catch(() => ({ ok: false, reason: "unexpected" }) as const);
    if (added.ok) {
      setIsLeaving(true);
      router.push(`/connections/${added.id}`);
    } else if (added.reason === "invalid") showFieldErrors(form.setError, added);
    else show(added);
  });

  const goToVendor = async () => {
    setFailure(null);
    const { name, settings } = form.getValues();
    const asked = Object.fromEntries((crm.consent?.asksFor ?? []).map((key) => [key, settings?.[key] ?? ""]));
    const kept = await consent.leave({ provider: crm.provider, connectionId: null, name, settings: asked });
    if (kept) show(kept);
  };

  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-4">
      {failure && <FailureNotice failure={failure} />}
      <Field label={t("name")} help={t("nameHelp")} error={errors.name?.message} isRequired>
        <Input autoFocus autoComplete="off" {...form.register("name")} />
      </Field>
      {crm.consent && <ConsentBox crm={crm} isBusy={consent.isLeaving} onGo={goToVendor} />}
      <ConnectSteps steps={crm.steps} isOpen />
      <CredentialFields
        fields={fields}
        register={(name) => form.register(`settings.${name}`)}
        errorOf={(name) => errors.settings?.[name]?.message}
      />
      <StepButtons back={t("back")} submit={t("submit")} isBusy={isSubmitting || isLeaving} onBack={onBack} />
    </form>
  );
}
