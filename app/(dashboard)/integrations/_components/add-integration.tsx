"use client";

import { MessagesSquare } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { z } from "zod";
import { CatalogueDrawer } from "@/components/catalogue/catalogue-drawer";
import { StepButtons } from "@/components/catalogue/step-buttons";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { showFieldErrors, useZodForm } from "@/components/ui/use-zod-form";
import { integrationNameSchema } from "@/lib/integrations/schema";
import { addIntegration } from "../actions";
import { useActionFailure } from "./use-action-failure";

/** «Додати інтеграцію»: the catalogue by kind, then a name, then the settings of the new integration. A kind comes with its first entry. */
export function AddIntegration() {
  const t = useTranslations("integrations.add");
  const sendpulse = {
    id: "sendpulse",
    name: "Sendpulse",
    text: t("sendpulseText"),
    icon: <MessagesSquare aria-hidden className="size-5" />,
  };
  return (
    <CatalogueDrawer
      button={t("button")}
      catalogue={{ title: t("catalogue"), description: t("catalogueText") }}
      chosen={{ title: t("nameTitle"), description: t("nameText") }}
      groups={[{ name: t("onlineChats"), entries: [sendpulse] }]}
    >
      {(_, onBack) => <NameForm onBack={onBack} />}
    </CatalogueDrawer>
  );
}

const schema = z.object({ name: integrationNameSchema });

function NameForm({ onBack }: { onBack: () => void }) {
  const t = useTranslations("integrations.add");
  const failureText = useActionFailure();
  const router = useRouter();
  const [error, setError] = useState<string | null>(null);
  const [isLeaving, setIsLeaving] = useState(false);
  const form = useZodForm(schema, { name: "" });

  const submit = form.handleSubmit(async (values) => {
    setError(null);
    const added = await addIntegration(values).catch(() => ({ ok: false, reason: "unexpected" }) as const);
    if (added.ok) {
      setIsLeaving(true);
      router.push(`/integrations/${added.id}`);
      return;
    }
    if (added.reason === "invalid") showFieldErrors(form.setError, added);
    else setError(failureText(added));
  });

  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-4">
      {error && <Notice tone="danger">{error}</Notice>}
      <Field label={t("name")} help={t("nameHelp")} error={form.formState.errors.name?.message} isRequired>
        <Input autoFocus autoComplete="off" placeholder={t("namePlaceholder")} {...form.register("name")} />
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
