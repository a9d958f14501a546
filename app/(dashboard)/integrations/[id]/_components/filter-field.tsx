"use client";

import { useTranslations } from "next-intl";
import { useController } from "react-hook-form";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { useSettingsForm, useTargetFields } from "./settings-context";
import { TargetOptions } from "./target-options";

const EVENT = "event:";
const MAPPED = "mapped:";

/** What a condition looks at: the phone, the e-mail, a mapped field, or any path of the event. */
export function FilterField({
  name,
  error,
}: {
  name: `filter.groups.${number}.conditions.${number}.field`;
  error?: string;
}) {
  const t = useTranslations("integrations.filter");
  const { control } = useSettingsForm();
  const { field } = useController({ control, name });
  const targets = useTargetFields();
  const text = field.value ?? "";
  const isEvent = text.startsWith(EVENT);
  const mapped = text.startsWith(MAPPED) ? text.slice(MAPPED.length) : null;
  const isUnknown = mapped !== null && !targets.some(({ target }) => target === mapped);

  return (
    <div className="flex min-w-0 flex-col gap-1.5">
      <Field label={t("field")} error={isEvent ? undefined : error}>
        <Select
          ref={isEvent ? undefined : field.ref}
          value={isEvent ? EVENT : text}
          onBlur={field.onBlur}
          onChange={({ target }) => field.onChange(target.value)}
        >
          <option value="phone">{t("fields.phone")}</option>
          <option value="email">{t("fields.email")}</option>
          <option value={EVENT}>{t("fields.event")}</option>
          <TargetOptions fields={targets} prefix={MAPPED} />
          {isUnknown && <option value={text}>{mapped}</option>}
        </Select>
      </Field>
      {isEvent && (
        <Field label={t("path")} isLabelHidden error={error}>
          <Input
            ref={field.ref}
            value={text.slice(EVENT.length)}
            onBlur={field.onBlur}
            onChange={({ target }) => field.onChange(`${EVENT}${target.value}`)}
            placeholder="contact.variables.city"
            spellCheck={false}
            autoComplete="off"
            className="font-mono text-[13px]"
          />
        </Field>
      )}
    </div>
  );
}
