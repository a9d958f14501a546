"use client";

import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useController } from "react-hook-form";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { useSettingsForm, useSurroundings } from "../settings-context";

/** Countries whose numbers are accepted beside those of the usual one. */
export function FurtherCountries() {
  const t = useTranslations("integrations.phone");
  const { countries } = useSurroundings();
  const { control } = useSettingsForm();
  const { field } = useController({ control, name: "phone.furtherCountries" });
  const chosen = field.value ?? [];
  const nameOf = (code: string) => countries.find((country) => country.code === code)?.name ?? code;

  return (
    <div className="flex max-w-2xl flex-col gap-2">
      <Field label={t("further")} help={t("furtherHelp")} className="max-w-xs">
        <Select
          ref={field.ref}
          value=""
          onBlur={field.onBlur}
          onChange={({ target }) => target.value && field.onChange([...chosen, target.value])}
        >
          <option value="">{t("addCountry")}</option>
          {countries
            .filter(({ code }) => !chosen.includes(code))
            .map(({ code, name, callingCode }) => (
              <option key={code} value={code}>
                {name} (+{callingCode})
              </option>
            ))}
        </Select>
      </Field>
      {chosen.length > 0 && (
        <ul className="flex flex-wrap gap-1.5">
          {chosen.map((code) => (
            <li key={code} className="flex items-center gap-1 rounded-md bg-neutral-soft py-0.5 ps-2 pe-0.5">
              {nameOf(code)}
              <Button
                variant="ghost"
                size="icon-sm"
                icon={<X aria-hidden />}
                aria-label={t("removeCountry", { name: nameOf(code) })}
                onClick={() => field.onChange(chosen.filter((each) => each !== code))}
              />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
