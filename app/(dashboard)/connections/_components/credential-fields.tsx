"use client";

import { useTranslations } from "next-intl";
import type { UseFormRegisterReturn } from "react-hook-form";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { PasswordInput } from "@/components/ui/password-input";
import { Select } from "@/components/ui/select";
import type { ConnectionFormField } from "@/lib/connections/connection-form";

/** What a CRM asks for, field by field. Of a secret that is stored already only its end is shown, and blank keeps it. */
export function CredentialFields({
  fields,
  stored = {},
  register,
  errorOf,
}: {
  fields: readonly ConnectionFormField[];
  /** The settings as they are stored, secrets masked. */
  stored?: Readonly<Record<string, string>>;
  register: (name: string) => UseFormRegisterReturn;
  errorOf: (name: string) => string | undefined;
}) {
  const t = useTranslations("connections.credentials");
  return fields.map(({ name, label, help, isSecret, isRequired, options }) => {
    const masked = isSecret ? stored[name] : "";
    return (
      <Field
        key={name}
        label={label}
        help={masked ? t("secretHelp", { masked }) : help}
        error={errorOf(name)}
        isRequired={isRequired && !masked}
      >
        {options ? (
          <Select {...register(name)}>
            {options.map((option) => (
              <option key={option.id} value={option.id}>
                {option.label}
              </option>
            ))}
          </Select>
        ) : isSecret ? (
          <PasswordInput autoComplete="off" {...register(name)} />
        ) : (
          <Input autoComplete="off" spellCheck={false} {...register(name)} />
        )}
      </Field>
    );
  });
}
