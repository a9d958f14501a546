"use client";

import { useTranslations } from "next-intl";
import { type KeyboardEvent, type ReactNode, useId, useLayoutEffect, useRef, useState } from "react";
import { useController } from "react-hook-form";
import { cx } from "@/components/ui/cx";
import { useFieldControl } from "@/components/ui/field";
import { applyCompletion } from "@/lib/mapping/find-completion";
import { insertPath } from "@/lib/mapping/insert-path";
import { useSettingsForm } from "../settings-context";
import { CompletionOptions } from "./completion-options";
import { useInsert, useMappingEditor } from "./editor-context";
import { ListPopup } from "./list-popup";
import { TemplateChips } from "./template-chips";
import { useCompletion } from "./use-completion";
import { useOptions } from "./use-options";

/**
 * A value as text with `{{path}}`. Its holes are shown as chips until it is worked on; then it is plain text, completed after
 * `{{` and `|`.
 */
export function TemplateInput({
  rowId,
  index,
  label,
  action,
}: {
  rowId: string;
  index: number;
  label: string;
  action?: ReactNode;
}) {
  const t = useTranslations("mappingEditor.value");
  const listId = useId();
  const { control } = useSettingsForm();
  const { field: input } = useController({ control, name: `mapping.${index}.template` });
  const { announce, setCurrentRow } = useMappingEditor();
  const text = input.value ?? "";
  const box = useRef<HTMLTextAreaElement>(null);
  const selection = useRef<{ start: number; end: number } | null>(null);
  const caretWanted = useRef<number | null>(null);
  const [isEditing, setIsEditing] = useState(false);
  const completion = useCompletion(text);

  useLayoutEffect(() => {
    const caret = caretWanted.current;
    if (caret === null || !box.current || box.current.value !== text) return;
    caretWanted.current = null;
    box.current.setSelectionRange(caret, caret);
  }, [text]);

  const change = (next: { text: string; caret: number }) => {
    caretWanted.current = next.caret;
    selection.current = { start: next.caret, end: next.caret };
    input.onChange(next.text);
  };
  useInsert(rowId, (path) => {
    change(insertPath(text, selection.current ?? { start: text.length, end: text.length }, path));
  });

  const close = completion.close;
  const choose = (at: number) => {
    const option = completion.options[at];
    if (option && completion.found) change(applyCompletion(text, completion.found, option.insert));
    close();
  };
  const isOpen = isEditing && completion.options.length > 0;
  const { active, setActive, onKeyDown } = useOptions({
    isOpen,
    count: completion.options.length,
    takesTab: true,
    onChoose: choose,
    onClose: close,
  });
  const readSelection = () => {
    if (!box.current) return;
    selection.current = { start: box.current.selectionStart, end: box.current.selectionEnd };
  };
  const openHere = (event: KeyboardEvent) => {
    if (!(event.key === " " && event.ctrlKey) && !(event.key === "ArrowDown" && event.altKey)) return;
    event.preventDefault();
    setActive(0);
    completion.open(box.current?.selectionStart ?? 0);
  };

  return (
    <ListPopup
      id={listId}
      label={t("completions")}
      isOpen={isOpen}
      anchor={
        <div className="relative grid rounded-md border border-line-strong bg-surface has-[textarea:disabled]:bg-hover has-aria-invalid:border-danger-text">
          <TemplateChips text={text} isHidden={isEditing} hasAction={Boolean(action)} onChange={input.onChange} />
          <textarea
            {...useFieldControl()}
            ref={(element) => {
              box.current = element;
              input.ref(element);
            }}
            name={input.name}
            value={text}
            rows={1}
            spellCheck={false}
            aria-label={label}
            aria-autocomplete="list"
            aria-haspopup="listbox"
            aria-controls={isOpen ? listId : undefined}
            aria-activedescendant={isOpen ? `${listId}-${active}` : undefined}
            onFocus={() => {
              setIsEditing(true);
              setCurrentRow(rowId);
            }}
            onBlur={() => {
              setIsEditing(false);
              close();
              input.onBlur();
            }}
            onSelect={readSelection}
            onClick={close}
            onChange={(event) => {
              readSelection();
              input.onChange(event);
              setActive(0);
              completion.open(event.target.selectionStart);
            }}
            onKeyDown={(event) => {
              if (!onKeyDown(event)) openHere(event);
            }}
            className={cx(
              "col-start-1 row-start-1 w-full min-w-0 resize-none break-all rounded-md bg-transparent py-[5px] ps-2.5 font-mono text-[13px] max-sm:text-base",
              action ? "pe-9" : "pe-2.5",
              // The chips make the height until the text is worked on.
              isEditing ? "field-sizing-content max-h-80 min-h-[30px]" : "absolute inset-0 overflow-hidden opacity-0",
            )}
          />
          {action && <span className="absolute end-0.5 top-0.5 z-1 flex">{action}</span>}
          <span role="status" className="sr-only">
            {isOpen && t("found", { count: completion.options.length })}
          </span>
        </div>
      }
    >
      <CompletionOptions
        idPrefix={listId}
        options={completion.options}
        active={active}
        onChoose={(at) => {
          choose(at);
          announce(t("chosen", { name: completion.options[at]?.name ?? "" }));
        }}
      />
    </ListPopup>
  );
}
