"use client";

import { useTranslations } from "next-intl";
import { z } from "zod";
import { Button } from "@/components/ui/button";
import { Dialog, DialogActions, DialogClose } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { toast } from "@/components/ui/toast";
import { showFieldErrors, useZodForm } from "@/components/ui/use-zod-form";
import { integrationNameSchema } from "@/lib/integrations/schema";
import { changeName } from "../actions";
import { useActionFailure } from "./use-action-failure";

const schema = z.object({ name: integrationNameSchema });

/** Asks for another name of an integration. */
export function RenameDialog({ id, name, onClose }: { id: string; name: string; onClose: () => void }) {
  const t = useTranslations("integrations.rename");
  const failureText = useActionFailure();
  const form = useZodForm(schema, { name });

  const submit = form.handleSubmit(async (values) => {
    const result = await changeName({ id, ...values }).catch(() => ({ ok: false, reason: "unexpected" }) as const);
    if (result.ok) {
      toast(t("done"));
      onClose();
    } else if (result.reason === "invalid") showFieldErrors(form.setError, result);
    else toast(failureText(result), "danger");
  });

  return (
    <Dialog title={t("title")} isOpen onOpenChange={onClose}>
      <form onSubmit={submit} noValidate>
        <Field label={t("name")} error={form.formState.errors.name?.message}>
          <Input autoComplete="off" {...form.register("name")} />
        </Field>
        <DialogActions>
          <DialogClose asChild>
            <Button>{t("cancel")}</Button>
          </DialogClose>
          <Button variant="primary" type="submit" isBusy={form.formState.isSubmitting}>
            {t("submit")}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
