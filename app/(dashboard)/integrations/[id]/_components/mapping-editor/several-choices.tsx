"use client";

import { ChevronDown } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { DropdownMenu, MenuCheck } from "@/components/ui/dropdown-menu";
import { type ChoiceGroup, findChoice } from "../list-choices";
import type { ValueField } from "./one-choice";

/** Several constants of a list, ticked by name; their ids are kept, parted by commas. */
export function SeveralChoices({
  input,
  groups,
  label,
}: {
  input: ValueField;
  groups: readonly ChoiceGroup[];
  label: string;
}) {
  const t = useTranslations("integrations.mapping");
  const all = groups.flatMap(({ choices }) => choices);
  const chosen = splitChoices(input.value ?? "", groups) ?? [];
  const names = all.filter(({ id }) => chosen.includes(id)).map(({ name }) => name);
  const set = (id: string, isChecked: boolean) => {
    const next = all.map((choice) => choice.id).filter((each) => (each === id ? isChecked : chosen.includes(each)));
    input.onChange(next.join(", "));
  };
  return (
    <DropdownMenu
      align="start"
      trigger={
        <Button
          ref={input.ref}
          aria-label={`${label}: ${names.join(", ") || t("pick")}`}
          className="w-full justify-between border-line-strong! font-normal"
        >
          <span className="truncate">{names.join(", ") || t("pick")}</span>
          <ChevronDown aria-hidden className="text-muted" />
        </Button>
      }
    >
      {all.map(({ id, name }) => (
        <MenuCheck key={id} isChecked={chosen.includes(id)} onChange={(isChecked) => set(id, isChecked)}>
          {name}
        </MenuCheck>
      ))}
    </DropdownMenu>
  );
}

/** The ids that a text names, or null when it names anything else. */
export function splitChoices(text: string, groups: readonly ChoiceGroup[]): string[] | null {
  const items = text
    .split(/[,;\n]/)
    .map((item) => item.trim())
    .filter((item) => item !== "");
  const ids = items.flatMap((item) => findChoice(groups, item)?.id ?? []);
  return ids.length === items.length ? ids : null;
}
