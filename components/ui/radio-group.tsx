"use client";

import { type ComponentProps, type ReactNode, useId } from "react";
import { cx } from "./cx";
import { FieldError } from "./field";

type RadioOption<Value extends string> = { value: Value; label: ReactNode; help?: ReactNode };

/**
 * A choice of one among few, all in sight. Spread `register(name)` of react-hook-form onto it, or give `name`, `value` and `onChange`.
 *
 * @example
 * <RadioGroup legend={t("update")} options={[{ value: "all", label: t("all") }]} {...register("update")} />
 */
export function RadioGroup<Value extends string>({
  legend,
  isLegendHidden = false,
  options,
  value,
  defaultValue,
  error,
  className,
  ...rest
}: Omit<ComponentProps<"input">, "type" | "value" | "id"> & {
  legend: ReactNode;
  isLegendHidden?: boolean;
  options: readonly RadioOption<Value>[];
  /** Only when the choice is held outside of the form. */
  value?: Value;
  error?: string;
}) {
  const id = useId();
  return (
    <fieldset className={cx("min-w-0", className)} {...(error && { "aria-describedby": `${id}-error` })}>
      <legend className={isLegendHidden ? "sr-only" : "mb-1.5 font-medium"}>{legend}</legend>
      <div className="flex flex-col gap-2">
        {options.map((option) => (
          <div key={option.value} className="flex items-start gap-2.5">
            <input
              id={`${id}-${option.value}`}
              {...rest}
              type="radio"
              value={option.value}
              {...(value !== undefined && { checked: option.value === value })}
              {...(defaultValue !== undefined && { defaultChecked: option.value === defaultValue })}
              {...(option.help && { "aria-describedby": `${id}-${option.value}-help` })}
              className="relative mt-0.5 size-4 shrink-0 cursor-pointer appearance-none rounded-full border border-line-strong bg-surface before:absolute before:-inset-1 checked:border-[5px] checked:border-accent disabled:cursor-not-allowed disabled:opacity-55"
            />
            <div className="min-w-0">
              <label htmlFor={`${id}-${option.value}`}>{option.label}</label>
              {option.help && (
                <p id={`${id}-${option.value}-help`} className="mt-0.5 text-[13px] text-muted">
                  {option.help}
                </p>
              )}
            </div>
          </div>
        ))}
      </div>
      {error && (
        <div className="mt-1.5">
          <FieldError id={`${id}-error`}>{error}</FieldError>
        </div>
      )}
    </fieldset>
  );
}
