"use client";

import type { ComponentProps } from "react";
import { cx } from "./cx";
import { CONTROL_CLASSES, useFieldControl } from "./field";

/** Several lines of text, inside a `Field`; grows with what is typed. */
export function Textarea({ className, rows = 3, ...rest }: ComponentProps<"textarea">) {
  return (
    <textarea
      {...useFieldControl()}
      {...rest}
      rows={rows}
      className={cx(CONTROL_CLASSES, "field-sizing-content max-h-80 min-h-16 resize-y px-2.5 py-1.5", className)}
    />
  );
}
