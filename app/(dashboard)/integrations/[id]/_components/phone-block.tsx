"use client";

import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useController } from "react-hook-form";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { Block } from "./block";
import { useSettingsForm, useSurroundings } from "./settings-context";

/** «Стандартизація номеру»: the usual country, its code and length, and further countries that are accepted. */
export function PhoneBlock() {
  const t = useTranslations("integrations.phone");
  const { countries } = useSurroundings();
  const { register, setValue, formState } = useSettingsForm();
  const errors = formState.errors.phone;

  function takeDefaults(code: string) {
    const country = countries.find((each) => each.code === code);
    if (!country) return;
    setValue("phone.callingCode", country.callingCode, { shouldDirty: true, shouldValidate: true });
    setValue("phone.digits", country.digits, { shouldDirty: true, shouldValidate: true });
  }

  return (
    <Block title={t("title")} description={t("text")}>
      <div className="grid max-w-2xl gap-4 sm:grid-cols-[minmax(0,1fr)_7rem_10rem]">
        <Field label={t("country")} error={errors?.country?.message}>
          <Select {...register("phone.country", { onChange: ({ target }) => takeDefaults(target.value) })}>
            {countries.map(({ code, name, callingCode }) => (
              <option key={code} value={code}>
                {name} (+{callingCode})
              </option>
            ))}
          </Select>
        </Field>
        <Field label={t("callingCode")} error={errors?.callingCode?.message}>
          <Input inputMode="numeric" autoComplete="off" {...register("phone.callingCode")} />
        </Field>
        <Field label={t("digits")} error={errors?.digits?.message}>
          <Input
            type="number"
            inputMode="numeric"
            min={5}
            max={15}
            {...register("phone.digits", { valueAsNumber: true })}
          />
        </Field>
      </div>
      <p className="text-[13px] text-muted">{t("digitsHelp")}</p>
      <FurtherCountries />
    </Block>
  );
}

function FurtherCountries() {
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
