"use client";

import { useMemo } from "react";
import { z } from "zod";
import type { ActionFailure } from "@/lib/errors";
import { Button } from "./button";
import { Dialog, DialogActions, DialogClose } from "./dialog";
import { Field } from "./field";
import { Input } from "./input";
import { toast } from "./toast";
import { showFieldErrors, useZodForm } from "./use-zod-form";

type Invalid = Extract<ActionFailure, { reason: "invalid" }>;

/** Asks for another name of something. `save` gives what the form shows at its field, or the words of any other refusal. */
export function NameDialog({
  words,
  nameSchema,
  name,
  save,
  onClose,
}: {
  words: { title: string; name: string; cancel: string; submit: string; done: string };
  nameSchema: z.ZodString;
  name: string;
  save: (name: string) => Promise<{ ok: true } | Invalid | { ok: false; text: string }>;
  onClose: () => void;
}) {
  const schema = useMemo(() => z.object({ name: nameSchema }), [nameSchema]);
  const form = useZodForm(schema, { name });

  const submit = form.handleSubmit(async (values) => {
    const result = await save(values.name);
    if (result.ok) {
      toast(words.done);
      onClose();
    } else if ("text" in result) toast(result.text, "danger");
    else showFieldErrors(form.setError, result);
  });

  return (
    <Dialog title={words.title} isOpen onOpenChange={onClose}>
      <form onSubmit={submit} noValidate>
        <Field label={words.name} error={form.formState.errors.name?.message}>
          <Input autoComplete="off" {...form.register("name")} />
        </Field>
        <DialogActions>
          <DialogClose asChild>
            <Button>{words.cancel}</Button>
          </DialogClose>
          <Button variant="primary" type="submit" isBusy={form.formState.isSubmitting}>
            {words.submit}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
