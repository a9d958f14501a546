"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useTranslations } from "next-intl";
import { useMemo, useSyncExternalStore } from "react";
import {
  type DefaultValues,
  type FieldValues,
  get,
  type Path,
  type UseFormRegister,
  type UseFormSetError,
  useForm,
} from "react-hook-form";
import type { z } from "zod";
import type { ActionFailure } from "@/lib/errors";
import { createZodErrorMap } from "@/lib/i18n/zod-error-map";

/**
 * A form over a zod schema, with the errors in the interface's language; the first wrong field gets the focus.
 *
 * @example
 * const form = useZodForm(collectionSchema, { name: "" });
 * <form onSubmit={form.handleSubmit(async (values) => { const result = await save(values); … })} noValidate>
 */
export function useZodForm<Input extends FieldValues, Output>(
  schema: z.ZodType<Output, Input>,
  defaultValues: DefaultValues<Input>,
) {
  const t = useTranslations("validation");
  const resolver = useMemo(() => zodResolver(schema, { error: createZodErrorMap(t) }), [schema, t]);
  const form = useForm<Input, unknown, Output>({ resolver, defaultValues });
  const isHydrated = useSyncExternalStore(noChange, inBrowser, onServer);
  return isHydrated ? form : { ...form, register: withDefaults(form.register, defaultValues) };
}

/**
 * React Hook Form fills the fields once it runs in the browser. Until then they carry their values themselves, or a form
 * would stand empty on the screen for as long as its code loads.
 */
function withDefaults<Input extends FieldValues>(
  register: UseFormRegister<Input>,
  defaultValues: DefaultValues<Input>,
): UseFormRegister<Input> {
  return (name, options) => {
    const value: unknown = get(defaultValues, name);
    const filled = typeof value === "boolean" ? { defaultChecked: value } : { defaultValue: value ?? undefined };
    return { ...register(name, options), ...filled };
  };
}

const noChange = () => () => {};
const inBrowser = () => true;
const onServer = () => false;

/** Puts what the server found wrong at its fields. */
export function showFieldErrors<Input extends FieldValues>(
  setError: UseFormSetError<Input>,
  failure: Extract<ActionFailure, { reason: "invalid" }>,
) {
  for (const [field, message] of Object.entries(failure.fieldErrors)) {
    // Names of fields come from the same schema that the form was made of.
    setError(field as Path<Input>, { message }, { shouldFocus: true });
  }
}
