"use client";

import { ChevronDown } from "lucide-react";
import { type KeyboardEvent, type Ref, useEffect, useId, useState } from "react";
import { ComboboxList } from "./combobox-list";
import { cx } from "./cx";
import { CONTROL_CLASSES, useFieldControl } from "./field";
import { type ComboboxGroup, type ComboboxOption, findByLabel, searchOptions } from "./search-options";

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
  const shown = isOpen ? withTyped(searchOptions(groups, query ?? ""), typed?.option ?? null, typedLabel) : [];
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
    const named = query === null ? null : findByLabel(groups, query);
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
        <ComboboxList
          id={`${id}-list`}
          label={listLabel}
          value={value}
          groups={shown}
          active={activeOption}
          emptyText={emptyText}
          idOf={optionId}
          onActivate={(option) => setActive(options.indexOf(option))}
          onChoose={(option) => choose(option.value)}
        />
      )}
    </span>
  );
}

/** The options with the value that the typed text makes, unless it is among them. */
function withTyped(groups: ComboboxGroup[], typed: ComboboxOption | null, label: string): ComboboxGroup[] {
  const isThere = groups.some(({ options }) => options.some(({ value }) => value === typed?.value));
  return typed && !isThere ? [...groups, { label, options: [typed] }] : groups;
}
