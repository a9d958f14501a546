"use client";

import { ChevronDown } from "lucide-react";
import type { ComponentProps } from "react";
import { cx } from "./cx";
import { CONTROL_CLASSES, useFieldControl } from "./field";

/**
 * A choice of one, inside a `Field`: the browser's own control, which works by keyboard and on every phone.
 *
 * @example
 * <Field label={t("country")}><Select {...register("country")}><option value="UA">…</option></Select></Field>
 */
export function Select({ className, children, ...rest }: ComponentProps<"select">) {
  return (
    <span className={cx("relative block min-w-0", className)}>
      <select
        {...useFieldControl()}
        {...rest}
        className={cx(CONTROL_CLASSES, "h-8 appearance-none truncate ps-2.5 pe-8")}
      >
        {children}
      </select>
      <ChevronDown aria-hidden className="pointer-events-none absolute end-2.5 top-2 size-4 text-muted" />
    </span>
  );
}
