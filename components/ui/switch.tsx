"use client";

import { Switch as RadixSwitch } from "radix-ui";
import { type ReactNode, useId } from "react";

/** On or off, at once. `label` is what it switches; where the words stand elsewhere, hide them with `isLabelHidden`. */
export function Switch({
  label,
  isLabelHidden = false,
  isOn,
  onChange,
  isDisabled = false,
}: {
  label: ReactNode;
  isLabelHidden?: boolean;
  isOn: boolean;
  onChange: (isOn: boolean) => void;
  isDisabled?: boolean;
}) {
  const id = useId();
  return (
    <span className="relative z-1 inline-flex items-center gap-2.5">
      <RadixSwitch.Root
        id={id}
        checked={isOn}
        onCheckedChange={onChange}
        disabled={isDisabled}
        className="relative inline-flex h-5 w-9 shrink-0 items-center rounded-full border border-line-strong bg-pressed px-0.5 transition-colors duration-100 before:absolute before:-inset-1 disabled:opacity-55 data-[state=checked]:border-accent data-[state=checked]:bg-accent"
      >
        <RadixSwitch.Thumb className="block size-3.5 rounded-full bg-line-strong transition-transform duration-100 data-[state=checked]:translate-x-4 data-[state=checked]:bg-white" />
      </RadixSwitch.Root>
      <label htmlFor={id} className={isLabelHidden ? "sr-only" : "cursor-pointer"}>
        {label}
      </label>
    </span>
  );
}
