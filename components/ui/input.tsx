"use client";

import type { ComponentProps } from "react";
import { cx } from "./cx";
import { CONTROL_CLASSES, useFieldControl } from "./field";

/** One line of text, inside a `Field`. */
export function Input({ className, type = "text", ...rest }: ComponentProps<"input">) {
  return (
    <input {...useFieldControl()} {...rest} type={type} className={cx(CONTROL_CLASSES, "h-8 px-2.5", className)} />
  );
}
