"use client";

import { useTranslations } from "next-intl";
import { z } from "zod";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { SaveBar } from "@/components/ui/save-bar";
import { Select } from "@/components/ui/select";
import { toast } from "@/components/ui/toast";
import { showFieldErrors, useZodForm } from "@/components/ui/use-zod-form";
import { connectionNameSchema } from "@/lib/connections/schema";
import { useConnectionFailure } from "../../_components/use-connection-failure";
import { saveConnection } from "../../actions";

const schema = z.object({ name: connectionNameSchema, defaultUserId: z.string() });

/** The name of a connection, and who gets the leads of integrations without a collection. */
export function ConnectionForm({
  connectionId,
  name,
  defaultUserId,
  users,
}: {
  connectionId: string;
  name: string;
  defaultUserId: string;
  users: { id: string; name: string; isActive: boolean }[];
}) {
  const t = useTranslations("connections.settings");
  const toFailure = useConnectionFailure();
  const { register, handleSubmit, formState, reset, setError } = useZodForm(schema, { name, defaultUserId });

  const submit = handleSubmit(async (values) => {
    const result = await saveConnection({ connectionId, ...values });
    if (result.ok) {
      reset(values);
      toast(t("saved"));
    } else if (result.reason === "invalid") showFieldErrors(setError, result);
    else toast(toFailure(result).text, "danger");
  });

  return (
    <form onSubmit={submit} noValidate className="flex max-w-md flex-col gap-4">
      <Field label={t("name")} error={formState.errors.name?.message}>
        <Input autoComplete="off" {...register("name")} />
      </Field>
      <Field label={t("defaultUser")} help={t("defaultUserHelp")} error={formState.errors.defaultUserId?.message}>
        <Select {...register("defaultUserId")}>
          <option value="">{t("nobody")}</option>
          {users.map((user) => (
            <option key={user.id} value={user.id}>
              {user.isActive ? user.name : t("inactiveUser", { name: user.name })}
            </option>
          ))}
        </Select>
      </Field>
      <SaveBar isShown={formState.isDirty} isBusy={formState.isSubmitting} onReset={() => reset()} />
    </form>
  );
}
