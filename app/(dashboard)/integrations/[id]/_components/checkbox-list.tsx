"use client";

import { useId } from "react";
import { useController } from "react-hook-form";
import { Checkbox } from "@/components/ui/checkbox";
import { FieldError } from "@/components/ui/field";
import { useSettingsForm } from "./settings-context";

/** Boxes to tick that together make one list, kept in the order of the options. What is kept but not offered can be taken out. */
export function CheckboxList({
  name,
  legend,
  help,
  options,
  unknownLabel,
  error,
}: {
  name: "rules.activePipelineIds" | "events.titles";
  legend: string;
  help?: string;
  options: readonly { value: string; label: string; help?: string }[];
  unknownLabel?: string;
  error?: string;
}) {
  const id = useId();
  const { control } = useSettingsForm();
  const { field } = useController({ control, name });
  const chosen: readonly string[] = field.value ?? [];
  const known = options.map(({ value }) => value);
  const unknown = chosen.filter((value) => !known.includes(value));
  const all = [
    ...options,
    ...unknown.map((value) => ({ value, label: `${value} – ${unknownLabel}`, help: undefined })),
  ];

  const describedBy = [error && `${id}-error`, help && id].filter(Boolean).join(" ") || undefined;

  return (
    <fieldset className="min-w-0" aria-describedby={describedBy}>
      <legend className="mb-1.5 font-medium">{legend}</legend>
      <div className="flex flex-col gap-2">
        {all.map(({ value, label, help: text }, index) => (
          <Checkbox
            key={value}
            ref={index === 0 ? field.ref : undefined}
            label={label}
            help={text}
            checked={chosen.includes(value)}
            onBlur={field.onBlur}
            onChange={({ target }) =>
              field.onChange(
                all
                  .map((each) => each.value)
                  .filter((each) => (each === value ? target.checked : chosen.includes(each))),
              )
            }
          />
        ))}
      </div>
      {error && (
        <div className="mt-1.5">
          <FieldError id={`${id}-error`}>{error}</FieldError>
        </div>
      )}
      {help && (
        <p id={id} className="mt-1.5 text-[13px] text-muted">
          {help}
        </p>
      )}
    </fieldset>
  );
}
