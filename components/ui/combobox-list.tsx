"use client";

import { cx } from "./cx";
import type { ComboboxGroup, ComboboxOption } from "./search-options";

/** The list under a `Combobox`. The focus and the keys stay in the box, which names the active option. */
export function ComboboxList({
  id,
  label,
  value,
  groups,
  active,
  emptyText,
  idOf,
  onActivate,
  onChoose,
}: {
  id: string;
  label: string;
  value: string;
  groups: readonly ComboboxGroup[];
  active: ComboboxOption | undefined;
  emptyText: string;
  idOf: (option: ComboboxOption) => string;
  onActivate: (option: ComboboxOption) => void;
  onChoose: (option: ComboboxOption) => void;
}) {
  return (
    <div
      id={id}
      role="listbox"
      tabIndex={-1}
      aria-label={label}
      // The focus stays in the box while the list is clicked or scrolled.
      onMouseDown={(event) => event.preventDefault()}
      className="absolute top-full z-30 mt-1 max-h-72 w-full animate-appear overflow-y-auto rounded-lg bg-surface p-1 shadow-overlay sm:min-w-96"
    >
      {groups.length === 0 && <p className="px-2 py-1.5 text-muted">{emptyText}</p>}
      {groups.map((group) => (
        // biome-ignore lint/a11y/useSemanticElements: a fieldset has no place in a listbox.
        <div key={group.label} role="group" aria-label={group.label}>
          <p aria-hidden className="px-2 pt-1.5 pb-1 text-faint text-xs">
            {group.label}
          </p>
          {group.options.map((option) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are those of the box above.
            // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the box, which names the active option.
            <div
              key={option.value}
              id={idOf(option)}
              role="option"
              aria-selected={option.value === value}
              onClick={() => onChoose(option)}
              onMouseMove={() => onActivate(option)}
              className={cx(
                "flex min-h-7 cursor-pointer items-baseline justify-between gap-x-3 rounded-md px-2 py-1 max-sm:flex-col",
                option === active && "bg-hover",
                option.value === value && "font-medium",
              )}
            >
              <span className={cx("min-w-0 break-words", option.isCode && "break-all font-mono text-[13px]")}>
                {option.label}
              </span>
              {option.hint && (
                <span className="max-w-full shrink-0 truncate text-[13px] text-muted sm:max-w-[45%]">
                  {option.hint}
                </span>
              )}
            </div>
          ))}
        </div>
      ))}
    </div>
  );
}
