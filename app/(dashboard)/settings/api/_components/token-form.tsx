"use client";

import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import type { UseFormRegisterReturn } from "react-hook-form";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { DialogActions, DialogClose } from "@/components/ui/dialog";
import { Field, FieldError } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { Select } from "@/components/ui/select";
import { useFailureText } from "@/components/ui/use-failure-text";
import { showFieldErrors, useZodForm } from "@/components/ui/use-zod-form";
import { API_SCOPES } from "@/lib/api/scopes";
import { newApiTokenSchema, TOKEN_LIFETIMES } from "@/lib/api/token-schema";
import { addToken } from "../actions";
import { SCOPE_NOUNS } from "./scope-nouns";

/** A name, what the token may do, and how long it lives. */
export function TokenForm({ onCreated }: { onCreated: (token: string) => void }) {
  const t = useTranslations("apiAccess.form");
  const failureText = useFailureText();
  const [failure, setFailure] = useState<string | null>(null);
  const { register, handleSubmit, formState, setError, setValue } = useZodForm(newApiTokenSchema, {
    name: "",
    scopes: [],
    lifetime: "365",
  });

  const submit = handleSubmit(async (values) => {
    setFailure(null);
    const result = await addToken(values).catch(() => ({ ok: false, reason: "unexpected" }) as const);
    if (result.ok) onCreated(result.token);
    else if (result.reason === "invalid") showFieldErrors(setError, result);
    else setFailure(failureText(result.reason));
  });

  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-4">
      {failure && <Notice tone="danger">{failure}</Notice>}
      <Field label={t("name")} help={t("nameHelp")} error={formState.errors.name?.message} isRequired>
        <Input autoComplete="off" placeholder={t("namePlaceholder")} {...register("name")} />
      </Field>
      <ScopeChoice
        register={() => register("scopes")}
        hasError={formState.errors.scopes !== undefined}
        onChooseAll={() => setValue("scopes", [...API_SCOPES], { shouldValidate: true })}
      />
      <Field label={t("lifetime")} error={formState.errors.lifetime?.message}>
        <Select {...register("lifetime")}>
          {TOKEN_LIFETIMES.map((lifetime) => (
            <option key={lifetime} value={lifetime}>
              {lifetime === "never" ? t("never") : t("days", { count: Number(lifetime) })}
            </option>
          ))}
        </Select>
      </Field>
      <DialogActions>
        <DialogClose asChild>
          <Button>{t("cancel")}</Button>
        </DialogClose>
        <Button variant="primary" type="submit" isBusy={formState.isSubmitting}>
          {t("submit")}
        </Button>
      </DialogActions>
    </form>
  );
}

function ScopeChoice({
  register,
  hasError,
  onChooseAll,
}: {
  register: () => UseFormRegisterReturn<"scopes">;
  hasError: boolean;
  onChooseAll: () => void;
}) {
  const t = useTranslations("apiAccess");
  const id = useId();
  return (
    <fieldset {...(hasError && { "aria-describedby": `${id}-error` })}>
      <div className="mb-1 flex items-center justify-between gap-3">
        <legend className="float-start font-medium">{t("form.scopes")}</legend>
        <Button variant="ghost" size="sm" onClick={onChooseAll}>
          {t("form.chooseAll")}
        </Button>
      </div>
      <ul className="divide-y divide-line rounded-md border border-line">
        {SCOPE_NOUNS.map((noun) => (
          <li key={noun} className="flex flex-wrap items-center gap-x-5 gap-y-1.5 px-3 py-2">
            <span id={`${id}-${noun}`} className="min-w-28 flex-1">
              {t(`nouns.${noun}`)}
            </span>
            {(["read", "write"] as const).map((deed) => (
              <Checkbox
                key={deed}
                {...register()}
                value={`${noun}:${deed}`}
                label={
                  <>
                    <span className="sr-only">{t(`nouns.${noun}`)}: </span>
                    {t(`deeds.${deed}`)}
                  </>
                }
              />
            ))}
          </li>
        ))}
      </ul>
      {hasError && (
        <div className="mt-1.5">
          <FieldError id={`${id}-error`}>{t("form.scopesMissing")}</FieldError>
        </div>
      )}
    </fieldset>
  );
}
