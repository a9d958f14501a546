"use client";

import { ChevronDown } from "lucide-react";
import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { useController } from "react-hook-form";
import { Input } from "@/components/ui/input";
import type { FieldKey } from "@/lib/crm/types";
import { type TargetField, useSettingsForm, useTargetFields } from "../settings-context";
import { ListOption, ListPopup } from "./list-popup";
import { TargetOption } from "./target-option";
import { useOptions } from "./use-options";

const ENTITIES = ["contact", "deal"] as const;

/** «Ключ параметру»: the CRM's fields to search in, those of the contact and of the deal apart. */
export function TargetPicker({ index }: { index: number }) {
  const t = useTranslations("integrations.mapping");
  const tEditor = useTranslations("mappingEditor.target");
  const id = useId();
  const { control } = useSettingsForm();
  const { field: input } = useController({ control, name: `mapping.${index}.target` });
  const fields = useTargetFields();
  const [query, setQuery] = useState<string | null>(null);
  const [isOpen, setIsOpen] = useState(false);

  const shown = fields.find(({ target }) => target === input.value)?.label ?? input.value ?? "";
  const groups = ENTITIES.map((entity) => ({
    entity,
    fields: fields.filter((field) => field.entity === entity && isLike(field, query ?? "")),
  })).filter((group) => group.fields.length > 0);
  const flat = groups.flatMap((group) => group.fields);
  const optionId = (target: FieldKey) => `${id}-${target}`;

  const close = () => {
    setIsOpen(false);
    setQuery(null);
  };
  const choose = (field: TargetField | undefined) => {
    if (field) input.onChange(field.target);
    close();
  };
  const { active, setActive, onKeyDown } = useOptions({
    isOpen,
    count: flat.length,
    onChoose: (at) => choose(flat[at]),
    onClose: close,
  });
  const open = () => {
    if (isOpen) return;
    setIsOpen(true);
    setActive(
      Math.max(
        0,
        fields.findIndex(({ target }) => target === input.value),
      ),
    );
  };

  return (
    <ListPopup
      id={`${id}-list`}
      label={tEditor("list")}
      isOpen={isOpen}
      anchor={
        <span className="relative block">
          <Input
            ref={input.ref}
            role="combobox"
            aria-autocomplete="list"
            aria-expanded={isOpen}
            aria-controls={isOpen ? `${id}-list` : undefined}
            aria-activedescendant={isOpen && flat[active] ? optionId(flat[active].target) : undefined}
            aria-label={t("targetOf", { row: index + 1 })}
            autoComplete="off"
            spellCheck={false}
            title={query === null ? shown : undefined}
            value={query ?? shown}
            onFocus={({ target }) => target.select()}
            onClick={open}
            onBlur={() => {
              close();
              input.onBlur();
            }}
            onChange={({ target }) => {
              open();
              setQuery(target.value);
              setActive(0);
            }}
            onKeyDown={(event) => {
              if (onKeyDown(event)) return;
              if (event.key === "Enter") event.preventDefault();
              if (event.key === "ArrowDown" || event.key === "Enter") open();
            }}
            className="truncate pe-8 font-medium"
          />
          <ChevronDown aria-hidden className="pointer-events-none absolute end-2.5 top-2 size-4 text-muted" />
        </span>
      }
    >
      {groups.map((group) => (
        // biome-ignore lint/a11y/useSemanticElements: groups of options in a listbox are no fieldsets.
        <div key={group.entity} role="group" aria-label={t(group.entity)}>
          <p aria-hidden className="px-2 pt-1.5 pb-1 text-faint text-xs">
            {t(group.entity)}
          </p>
          {group.fields.map((field) => (
            <ListOption
              key={field.target}
              id={optionId(field.target)}
              isActive={flat[active]?.target === field.target}
              isSelected={field.target === input.value}
              onChoose={() => choose(field)}
            >
              <TargetOption field={field} />
            </ListOption>
          ))}
        </div>
      ))}
      {flat.length === 0 && (
        <div role="option" aria-disabled aria-selected={false} tabIndex={-1} className="px-2 py-1.5 text-muted">
          {tEditor("nothing")}
        </div>
      )}
    </ListPopup>
  );
}

/** Letter case and the three apostrophes of Ukrainian make no difference; a field is also found by its key. */
function isLike({ label, key }: TargetField, query: string): boolean {
  const wanted = fold(query.trim());
  return fold(label).includes(wanted) || fold(key).includes(wanted);
}

function fold(text: string): string {
  return text.toLowerCase().replace(/[’ʼ]/g, "'");
}
