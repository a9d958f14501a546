"use client";

import { Check } from "lucide-react";
import { type ComponentProps, type ReactNode, useId } from "react";
import { cx } from "./cx";

/** A box to tick with its words beside it; takes effect when the form is saved (a `Switch` acts at once). */
export function Checkbox({
  label,
  help,
  className,
  ...rest
}: Omit<ComponentProps<"input">, "type"> & { label: ReactNode; help?: ReactNode }) {
  const id = useId();
  return (
    <div className={cx("flex items-start gap-2.5", className)}>
      <span className="relative mt-0.5 flex size-4 shrink-0">
        <input
          id={id}
          {...rest}
          type="checkbox"
          {...(help && { "aria-describedby": `${id}-help` })}
          className="peer size-4 cursor-pointer appearance-none rounded-sm border border-line-strong bg-surface before:absolute before:-inset-1 checked:border-accent checked:bg-accent disabled:cursor-not-allowed disabled:opacity-55"
        />
        <Check
          aria-hidden
          strokeWidth={3}
          className="pointer-events-none absolute start-0.5 top-0.5 hidden size-3 text-on-accent peer-checked:block"
        />
      </span>
      <div className="min-w-0">
        <label htmlFor={id}>{label}</label>
        {help && (
          <p id={`${id}-help`} className="mt-0.5 text-[13px] text-muted">
            {help}
          </p>
        )}
      </div>
    </div>
  );
}
