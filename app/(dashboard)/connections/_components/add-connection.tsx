"use client";

import { FlaskConical } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { CatalogueDrawer } from "@/components/catalogue/catalogue-drawer";
import { StepButtons } from "@/components/catalogue/step-buttons";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { showFieldErrors, useZodForm } from "@/components/ui/use-zod-form";
import { newConnectionSchema } from "@/lib/connections/schema";
import { createConnection } from "../actions";
import { FailureNotice } from "./failure-notice";
import { useConnectionFailure } from "./use-connection-failure";

/** «Додати підключення»: the CRMs to choose from, then a name and what the CRM asks for. */
export function AddConnection() {
  const t = useTranslations("connections.add");
  const tTrial = useTranslations("connections.providers.trial");
  const trial = {
    id: "trial",
    name: tTrial("label"),
    text: tTrial("text"),
    icon: <FlaskConical aria-hidden className="size-5" />,
  };
  return (
    <CatalogueDrawer
      button={t("button")}
      catalogue={{ title: t("catalogue"), description: t("catalogueText") }}
      chosen={{ title: t("nameTitle"), description: t("nameText") }}
      groups={[{ name: null, entries: [trial] }]}
    >
      {(_, onBack) => <ConnectionForm onBack={onBack} />}
    </CatalogueDrawer>
  );
}

function ConnectionForm({ onBack }: { onBack: () => void }) {
  const t = useTranslations("connections.add");
  const tTrial = useTranslations("connections.providers.trial");
  const toFailure = useConnectionFailure();
  const router = useRouter();
  const [failure, setFailure] = useState<{ text: string; words: string | null } | null>(null);
  const [isLeaving, setIsLeaving] = useState(false);
  const form = useZodForm(newConnectionSchema, { provider: "trial", name: tTrial("label"), settings: {} });

  const submit = form.handleSubmit(async (values) => {
    setFailure(null);
    const added = await createConnection(values).catch(() => ({ ok: false, reason: "unexpected" }) as const);
    if (added.ok) {
      setIsLeaving(true);
      router.push(`/connections/${added.id}`);
    } else if (added.reason === "invalid") showFieldErrors(form.setError, added);
    else setFailure(toFailure(added));
  });

  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-4">
      {failure && <FailureNotice failure={failure} />}
      <Field label={t("name")} help={t("nameHelp")} error={form.formState.errors.name?.message} isRequired>
        <Input autoFocus autoComplete="off" {...form.register("name")} />
      </Field>
      <StepButtons
        back={t("back")}
        submit={t("submit")}
        isBusy={form.formState.isSubmitting || isLeaving}
        onBack={onBack}
      />
    </form>
  );
}
