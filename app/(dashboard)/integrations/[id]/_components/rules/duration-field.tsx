"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { useController } from "react-hook-form";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { DURATION_UNITS, splitMinutes, toMinutes } from "@/lib/rules/duration";
import { useSettingsForm } from "../settings-context";

/** A stretch of time that is kept in minutes, given as a number and its unit. */
export function DurationField({
  name,
  label,
  help,
  error,
  min,
}: {
  name: "rules.holdMinutes" | "rules.taskDueMinutes";
  label: string;
  help?: ReactNode;
  error?: string;
  min: number;
}) {
  const t = useTranslations("filterBuilder.duration");
  const { control } = useSettingsForm();
  const { field } = useController({ control, name });
  const minutes = field.value ?? 0;
  const [typed, setTyped] = useState(() => toTyped(minutes));
  // Another value than the typed one came from elsewhere: the form was reset.
  const shown = Object.is(minutesOf(typed), minutes) ? typed : toTyped(minutes);

  function change(next: typeof typed) {
    setTyped(next);
    field.onChange(minutesOf(next));
  }

  return (
    <div className="flex max-w-md items-start gap-2">
      <Field label={label} help={help} error={error} className="w-full flex-1">
        <Input
          ref={field.ref}
          type="number"
          inputMode="numeric"
          min={min}
          value={shown.amount}
          onBlur={field.onBlur}
          onChange={({ target }) => change({ ...shown, amount: target.value })}
        />
      </Field>
      <Field label={t("unit", { label })} isLabelHidden className="mt-[26px] w-28">
        <Select
          value={shown.unit}
          onChange={({ target }) =>
            change({ ...shown, unit: DURATION_UNITS.find((unit) => unit === target.value) ?? shown.unit })
          }
        >
          {DURATION_UNITS.map((unit) => (
            <option key={unit} value={unit}>
              {t(`units.${unit}`, { count: Number(shown.amount) })}
            </option>
          ))}
        </Select>
      </Field>
    </div>
  );
}

type Typed = { amount: string; unit: (typeof DURATION_UNITS)[number] };

function toTyped(minutes: number): Typed {
  const { amount, unit } = splitMinutes(minutes);
  return { amount: Number.isNaN(amount) ? "" : String(amount), unit };
}

function minutesOf({ amount, unit }: Typed): number {
  return toMinutes({ amount: amount === "" ? Number.NaN : Number(amount), unit });
}
