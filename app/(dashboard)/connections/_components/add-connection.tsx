"use client";

import { ArrowLeft, ChevronRight, FlaskConical, Plus } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { Drawer } from "@/components/ui/dialog";
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
      {isNaming ? (
        <ConnectionForm onBack={() => setIsNaming(false)} />
      ) : (
        <Catalogue onChoose={() => setIsNaming(true)} />
      )}
    </Drawer>
  );
}

function Catalogue({ onChoose }: { onChoose: () => void }) {
  const t = useTranslations("connections.providers.trial");
  const id = useId();
  return (
    <button
      type="button"
      onClick={onChoose}
      aria-describedby={id}
      className="flex w-full items-center gap-3 rounded-lg border border-line px-3 py-3 text-start hover:bg-hover"
    >
      <span className="grid size-9 shrink-0 place-items-center rounded-md bg-accent-soft text-accent-text">
        <FlaskConical aria-hidden className="size-5" />
      </span>
      <span className="min-w-0 flex-1">
        <span className="block font-medium">{t("label")}</span>
        <span id={id} className="block text-[13px] text-muted">
          {t("text")}
        </span>
      </span>
      <ChevronRight aria-hidden className="size-4 shrink-0 text-faint" />
    </button>
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
