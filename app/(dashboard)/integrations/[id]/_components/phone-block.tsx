"use client";

import { useTranslations } from "next-intl";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { Block } from "./block";
import { FurtherCountries } from "./phone/further-countries";
import { TryNumbers } from "./phone/try-numbers";
import { useSettingsForm, useSurroundings } from "./settings-context";

/** «Стандартизація номеру»: the usual country, its code and length, and further countries that are accepted, and a box to try numbers in. */
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
      <div className="grid max-w-2xl grid-cols-2 gap-4 sm:grid-cols-[minmax(0,1fr)_7rem_10rem]">
        <Field label={t("country")} error={errors?.country?.message} className="max-sm:col-span-2">
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
      <TryNumbers />
    </Block>
  );
}
