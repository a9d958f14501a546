"use client";

import { Input } from "@/components/ui/input";
import type { ValueField } from "./one-choice";

const FORMS = { date: /^\d{4}-\d{2}-\d{2}$/, datetime: /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/ } as const;

/** A constant date, picked in the browser's own calendar. */
export function DateInput({ input, type, label }: { input: ValueField; type: "date" | "datetime"; label: string }) {
  return (
    <Input
      ref={input.ref}
      name={input.name}
      type={type === "date" ? "date" : "datetime-local"}
      aria-label={label}
      value={input.value ?? ""}
      onBlur={input.onBlur}
      onChange={input.onChange}
    />
  );
}

/** Whether a value is a date as `DateInput` writes it. */
export function isConstantDate(text: string, type: "date" | "datetime"): boolean {
  return FORMS[type].test(text);
}
