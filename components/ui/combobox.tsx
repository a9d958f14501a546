"use client";

import { ChevronDown } from "lucide-react";
import { type KeyboardEvent, type Ref, useEffect, useId, useState } from "react";
import { foldText } from "@/lib/filter/fold-text";
import { cx } from "./cx";
import { CONTROL_CLASSES, useFieldControl } from "./field";

/** `hint` stands beside the words and is searched too; `isCode` sets them in the face of code. */
export type ComboboxOption = { value: string; label: string; hint?: string; isCode?: boolean };
export type ComboboxGroup = { label: string; options: readonly ComboboxOption[] };

/**
 * A choice of one among many, found by typing, inside a `Field`. What was typed and not chosen is put aside when the focus
 * leaves, unless `toTyped` takes it as a value of its own.
 *
 * @example
 * <Field label={t("field")}><Combobox value={field} text={nameOf(field)} groups={groups} onChange={setField} … /></Field>
 */
export function Combobox({
  value,
  text,
  groups,
  emptyText,
  placeholder,
  listLabel,
  typedLabel,
  toTyped,
  onChange,
  onBlur,
  inputRef,
  isCode = false,
}: {
  value: string;
  /** The value in words. */
  text: string;
  groups: readonly ComboboxGroup[];
  /** Stands in the list when nothing fits what was typed. */
  emptyText: string;
  placeholder?: string;
  listLabel: string;
  /** Heads the value that `toTyped` makes of the typed text. */
  typedLabel: string;
  toTyped: (text: string) => { option: ComboboxOption; isSure: boolean } | null;
  onChange: (value: string) => void;
  onBlur?: () => void;
  inputRef?: Ref<HTMLInputElement>;
  isCode?: boolean;
}) {
  const id = useId();
  const [query, setQuery] = useState<string | null>(null);
  const [isOpen, setIsOpen] = useState(false);
  const [active, setActive] = useState(0);

  const typed = query === null ? null : toTyped(query);
  const shown = isOpen ? withTyped(search(groups, query ?? ""), typed?.option ?? null, typedLabel) : [];
  const options = shown.flatMap((group) => group.options);
  const activeOption = options[active];
  const optionId = (option: ComboboxOption) => `${id}-${options.indexOf(option)}`;
  const activeId = activeOption && optionId(activeOption);

  useEffect(() => {
    if (activeId) document.getElementById(activeId)?.scrollIntoView({ block: "nearest" });
  }, [activeId]);

  function open() {
    setIsOpen(true);
    const all = groups.flatMap((group) => group.options);
    setActive(Math.max(0, query === null ? all.findIndex((option) => option.value === value) : 0));
  }

  function close() {
    setIsOpen(false);
    setQuery(null);
  }

  function choose(next: string) {
    if (next !== value) onChange(next);
    close();
  }

  function leave() {
    const wanted = query === null ? null : foldText(query, false);
    const named = groups
      .flatMap((group) => group.options)
      .find(({ label }) => wanted !== null && foldText(label, false) === wanted);
    if (named) choose(named.value);
    else if (typed?.isSure) choose(typed.option.value);
    else close();
    onBlur?.();
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (!isOpen) open();
      else
        setActive((at) => (at + (event.key === "ArrowDown" ? 1 : -1) + options.length) % Math.max(1, options.length));
    } else if (event.key === "Enter" && isOpen) {
      // Enter in a form would save it.
      event.preventDefault();
      if (activeOption) choose(activeOption.value);
    } else if (event.key === "Escape" && isOpen) {
      event.preventDefault();
      close();
    }
  }

  return (
    <span className="relative block min-w-0">
      <input
        {...useFieldControl()}
        ref={inputRef}
        type="text"
        role="combobox"
        aria-expanded={isOpen}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={isOpen ? activeId : undefined}
        autoComplete="off"
        spellCheck={false}
        placeholder={placeholder}
        title={query === null ? text : undefined}
        value={query ?? text}
        onChange={({ target }) => {
          setQuery(target.value);
          setIsOpen(true);
          setActive(0);
        }}
        onFocus={({ target }) => target.select()}
        onClick={open}
        onBlur={leave}
        onKeyDown={onKeyDown}
        className={cx(CONTROL_CLASSES, "h-8 truncate ps-2.5 pe-8", isCode && query === null && "font-mono text-[13px]")}
      />
      <ChevronDown aria-hidden className="pointer-events-none absolute end-2.5 top-2 size-4 text-muted" />
      {isOpen && (
        <div
          id={`${id}-list`}
          role="listbox"
          tabIndex={-1}
          aria-label={listLabel}
          // The focus stays in the box while the list is clicked or scrolled.
          onMouseDown={(event) => event.preventDefault()}
          className="absolute top-full z-30 mt-1 max-h-72 w-full sm:min-w-96 animate-appear overflow-y-auto rounded-lg bg-surface p-1 shadow-overlay"
        >
          {options.length === 0 && <p className="px-2 py-1.5 text-muted">{emptyText}</p>}
          {shown.map((group) => (
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
                  id={optionId(option)}
                  role="option"
                  aria-selected={option.value === value}
                  onClick={() => choose(option.value)}
                  onMouseMove={() => setActive(options.indexOf(option))}
                  className={cx(
                    "flex min-h-7 cursor-pointer items-baseline justify-between gap-3 rounded-md px-2 py-1",
                    option === activeOption && "bg-hover",
                    option.value === value && "font-medium",
                  )}
                >
                  <span className={cx("min-w-0 break-words", option.isCode && "break-all font-mono text-[13px]")}>
                    {option.label}
                  </span>
                  {option.hint && (
                    <span className="max-w-[45%] shrink-0 truncate text-[13px] text-muted">{option.hint}</span>
                  )}
                </div>
              ))}
            </div>
          ))}
        </div>
      )}
    </span>
  );
}

/** The options that hold every typed word, in their groups. */
function search(groups: readonly ComboboxGroup[], query: string): ComboboxGroup[] {
  const words = foldText(query, false).split(/\s+/).filter(Boolean);
  return groups
    .map(({ label, options }) => ({
      label,
      options: options.filter((option) => {
        const text = foldText(`${option.label} ${option.hint ?? ""}`, false);
        return words.every((word) => text.includes(word));
      }),
    }))
    .filter(({ options }) => options.length > 0);
}

function withTyped(groups: ComboboxGroup[], typed: ComboboxOption | null, label: string): ComboboxGroup[] {
  const isThere = groups.some(({ options }) => options.some(({ value }) => value === typed?.value));
  return typed && !isThere ? [...groups, { label, options: [typed] }] : groups;
}
