"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Controller } from "react-hook-form";
import { Button } from "@/components/ui/button";
import { DialogActions, DialogClose } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { Select } from "@/components/ui/select";
import { toast } from "@/components/ui/toast";
import { useFailureText } from "@/components/ui/use-failure-text";
import { showFieldErrors, useZodForm } from "@/components/ui/use-zod-form";
import { type CollectionInput, collectionSchema } from "@/lib/collections/schema";
import type { CrmUser } from "@/lib/crm/types";
import { storeCollection } from "../actions";
import { TurnOrder } from "./turn-order";

/** A connection with the users that can be put into a collection. */
export type ConnectionChoice = { id: string; name: string; users: CrmUser[] };

/** A name, a connection, and its users in the order of their turns. */
export function CollectionForm({
  id,
  collection,
  connections,
  onDone,
}: {
  id: string | null;
  collection: CollectionInput;
  connections: ConnectionChoice[];
  onDone: () => void;
}) {
  const t = useTranslations("collections.form");
  const failureText = useFailureText();
  const [failure, setFailure] = useState<string | null>(null);
  const { register, control, handleSubmit, formState, setError, setValue, watch } = useZodForm(
    collectionSchema,
    collection,
  );
  const connection = connections.find((choice) => choice.id === watch("connectionId"));

  const submit = handleSubmit(async (values) => {
    setFailure(null);
    const result = await storeCollection({ id, collection: values }).catch(
      () => ({ ok: false, reason: "unexpected" }) as const,
    );
    if (result.ok) {
      toast(t("saved"));
      return onDone();
    }
    if (result.reason === "invalid") return showFieldErrors(setError, withoutPrefix(result));
    if (result.reason === "name_taken") return setError("name", { message: t("nameTaken") }, { shouldFocus: true });
    if (result.reason === "unknown_user") return setError("userIds", { message: t("unknownUser") });
    setFailure(failureText(result.reason));
  });

  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-4">
      {failure && <Notice tone="danger">{failure}</Notice>}
      <Field label={t("name")} error={formState.errors.name?.message} isRequired>
        <Input autoComplete="off" placeholder={t("namePlaceholder")} {...register("name")} />
      </Field>
      <Field label={t("connection")} error={formState.errors.connectionId?.message}>
        <Select {...register("connectionId", { onChange: () => setValue("userIds", []) })}>
          {connections.map((choice) => (
            <option key={choice.id} value={choice.id}>
              {choice.name}
            </option>
          ))}
        </Select>
      </Field>
      <Controller
        control={control}
        name="userIds"
        render={({ field, fieldState }) => (
          <TurnOrder
            users={connection?.users ?? []}
            userIds={field.value}
            onChange={field.onChange}
            error={fieldState.error ? (fieldState.error.message ?? t("chooseUsers")) : undefined}
          />
        )}
      />
      <DialogActions>
        <DialogClose asChild>
          <Button>{t("cancel")}</Button>
        </DialogClose>
        <Button variant="primary" type="submit" isBusy={formState.isSubmitting}>
          {t("save")}
        </Button>
      </DialogActions>
    </form>
  );
}

/** The action takes the collection inside an object, the form's fields stand at its top. */
function withoutPrefix<Failure extends { fieldErrors: Record<string, string> }>(failure: Failure): Failure {
  const fieldErrors = Object.fromEntries(
    Object.entries(failure.fieldErrors).map(([path, message]) => [path.replace(/^collection\./, ""), message]),
  );
  return { ...failure, fieldErrors };
}
