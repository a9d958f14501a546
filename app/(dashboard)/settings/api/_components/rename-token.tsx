"use client";

import { useTranslations } from "next-intl";
import { z } from "zod";
import { Button } from "@/components/ui/button";
import { Dialog, DialogActions, DialogClose } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { toast } from "@/components/ui/toast";
import { useFailureText } from "@/components/ui/use-failure-text";
import { showFieldErrors, useZodForm } from "@/components/ui/use-zod-form";
import { apiTokenNameSchema } from "@/lib/api/token-schema";
import { renameToken } from "../actions";

const schema = z.object({ name: apiTokenNameSchema });

/** Asks for another name of a token. */
export function RenameToken({ id, name, onClose }: { id: string; name: string; onClose: () => void }) {
  const t = useTranslations("apiAccess.rename");
  const failureText = useFailureText();
  const form = useZodForm(schema, { name });

  const submit = form.handleSubmit(async (values) => {
    const result = await renameToken({ id, ...values }).catch(() => ({ ok: false, reason: "unexpected" }) as const);
    if (result.ok) {
      toast(t("done"));
      onClose();
    } else if (result.reason === "invalid") showFieldErrors(form.setError, result);
    else if (result.reason === "not_found") toast(t("gone"), "danger");
    else toast(failureText(result.reason), "danger");
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
