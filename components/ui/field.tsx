"use client";

import { CircleAlert } from "lucide-react";
import { createContext, type ReactNode, use, useId } from "react";
import { cx } from "./cx";

type FieldControl = { id: string; "aria-describedby"?: string; "aria-invalid"?: true; "aria-required"?: true };

const FieldContext = createContext<FieldControl | null>(null);

/**
 * One field of a form: label above, help below, error in plain words at the field. The control inside (`Input`, `Textarea`,
 * `Select` …) is tied to all three by itself.
 *
 * @example
 * <Field label={t("name")} help={t("nameHelp")} error={errors.name?.message}>
 *   <Input {...register("name")} />
 * </Field>
 */
export function Field({
  label,
  help,
  error,
  isRequired = false,
  isLabelHidden = false,
  action,
  className,
  children,
}: {
  label: ReactNode;
  help?: ReactNode;
  error?: string;
  isRequired?: boolean;
  /** Only where a heading or a column header says the same to those who see it. */
  isLabelHidden?: boolean;
  /** Stands at the end of the label's line, for example a link. */
  action?: ReactNode;
  className?: string;
  children: ReactNode;
}) {
  const id = useId();
  const describedBy = [error && `${id}-error`, help && `${id}-help`].filter(Boolean).join(" ") || undefined;
  return (
    <div className={cx("flex min-w-0 flex-col gap-1.5", className)}>
      <div className={cx("flex items-baseline justify-between gap-3", isLabelHidden && "sr-only")}>
        <label htmlFor={id} className="font-medium">
          {label}
        </label>
        {action}
      </div>
      <FieldContext
        value={{
          id,
          "aria-describedby": describedBy,
          ...(error && { "aria-invalid": true }),
          ...(isRequired && { "aria-required": true }),
        }}
      >
        {children}
      </FieldContext>
      {error && <FieldError id={`${id}-error`}>{error}</FieldError>}
      {help && (
        <p id={`${id}-help`} className="text-[13px] text-muted">
          {help}
        </p>
      )}
    </div>
  );
}

/** What a control inside a `Field` spreads onto itself; nothing outside of one. */
export function useFieldControl(): Partial<FieldControl> {
  return use(FieldContext) ?? {};
}

/** The text of one error; `Field` places it by itself. */
export function FieldError({ id, children }: { id?: string; children: ReactNode }) {
  return (
    <p id={id} className="flex items-start gap-1.5 text-[13px] text-danger-text">
      <CircleAlert aria-hidden className="mt-0.5 size-3.5 shrink-0" />
      <span>{children}</span>
    </p>
  );
}

/** The look of a box that takes text or a choice. */
export const CONTROL_CLASSES =
  "w-full min-w-0 rounded-md border border-line-strong bg-surface text-text placeholder:text-faint aria-invalid:border-danger-text disabled:cursor-not-allowed disabled:bg-hover disabled:text-muted [&[readonly]]:bg-hover max-sm:text-base";
