"use client";

import { useTranslations } from "next-intl";
import { useController } from "react-hook-form";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { useDestination, useSettingsForm } from "../settings-context";

/** Who gets a lead when no collection says who; users who are inactive in the CRM are shown and cannot be chosen. */
export function DefaultResponsible() {
  const t = useTranslations("filterBuilder.responsible");
  const tIssues = useTranslations("integrations.issues.destination");
  const { control, formState } = useSettingsForm();
  const destination = useDestination();
  const { field } = useController({ control, name: "rules.defaultResponsibleId" });
  const chosen = field.value ?? "";
  const users = destination?.directory?.users ?? [];
  const user = users.find(({ id }) => id === chosen);
  const problem = chosen === "" || user?.isActive ? undefined : user ? "inactive_responsible" : "unknown_responsible";

  return (
    <Field
      label={t("label")}
      help={destination ? t("help") : t("noConnection")}
      error={problem ? tIssues(problem) : formState.errors.rules?.defaultResponsibleId?.message}
      className="max-w-lg"
    >
      <Select
        ref={field.ref}
        value={chosen}
        onBlur={field.onBlur}
        onChange={({ target }) => field.onChange(target.value || null)}
        aria-disabled={!destination}
      >
        <option value="">
          {destination?.defaultUserName
            ? t("asConnection", { name: destination.defaultUserName })
            : t("asConnectionNone")}
        </option>
        {users.map(({ id, name, isActive }) => (
          <option key={id} value={id} disabled={!isActive && id !== chosen}>
            {isActive ? name : t("inactive", { name })}
          </option>
        ))}
        {chosen !== "" && !user && <option value={chosen}>{t("gone", { id: chosen })}</option>}
      </Select>
    </Field>
  );
}
