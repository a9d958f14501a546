"use client";

import { ArrowLeft, ChevronRight, MessagesSquare, Plus } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { z } from "zod";
import { Button } from "@/components/ui/button";
import { Drawer } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { showFieldErrors, useZodForm } from "@/components/ui/use-zod-form";
import { integrationNameSchema } from "@/lib/integrations/schema";
import { addIntegration } from "../actions";
import { useActionFailure } from "./use-action-failure";

/** «Додати інтеграцію»: the catalogue by kind, then a name, then the settings of the new integration. */
export function AddIntegration() {
  const t = useTranslations("integrations.add");
  const [isOpen, setIsOpen] = useState(false);
  const [isNaming, setIsNaming] = useState(false);

  return (
    <Drawer
      title={isNaming ? t("nameTitle") : t("catalogue")}
      description={isNaming ? t("nameText") : t("catalogueText")}
      trigger={
        <Button variant="primary" icon={<Plus aria-hidden />}>
          {t("button")}
        </Button>
      }
      isOpen={isOpen}
      onOpenChange={(open) => {
        setIsOpen(open);
        setIsNaming(false);
      }}
    >
      {isNaming ? <NameForm onBack={() => setIsNaming(false)} /> : <Catalogue onChoose={() => setIsNaming(true)} />}
    </Drawer>
  );
}

/** Only what exists; a kind comes with its first entry. */
function Catalogue({ onChoose }: { onChoose: () => void }) {
  const t = useTranslations("integrations.add");
  const id = useId();
  return (
    <section aria-labelledby={id}>
      <h3 id={id} className="mb-2 font-medium text-[13px] text-muted">
        {t("onlineChats")}
      </h3>
      <button
        type="button"
        onClick={onChoose}
        aria-describedby={`${id}-sendpulse`}
        className="flex w-full items-center gap-3 rounded-lg border border-line px-3 py-3 text-start hover:bg-hover"
      >
        <span className="grid size-9 shrink-0 place-items-center rounded-md bg-accent-soft text-accent-text">
          <MessagesSquare aria-hidden className="size-5" />
        </span>
        <span className="min-w-0 flex-1">
          <span className="block font-medium">Sendpulse</span>
          <span id={`${id}-sendpulse`} className="block text-[13px] text-muted">
            {t("sendpulseText")}
          </span>
        </span>
        <ChevronRight aria-hidden className="size-4 shrink-0 text-faint" />
      </button>
    </section>
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
      <div className="flex justify-between gap-2">
        <Button variant="ghost" icon={<ArrowLeft aria-hidden />} onClick={onBack}>
          {t("back")}
        </Button>
        <Button variant="primary" type="submit" isBusy={form.formState.isSubmitting || isLeaving}>
          {t("submit")}
        </Button>
      </div>
    </form>
  );
}
