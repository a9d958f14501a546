"use client";

import { useTranslations } from "next-intl";
import type { ControllerRenderProps } from "react-hook-form";
import { Select } from "@/components/ui/select";
import type { IntegrationFormInput } from "@/lib/integrations/schema";
import { type ChoiceGroup, findChoice } from "../list-choices";

export type ValueField = ControllerRenderProps<IntegrationFormInput, `mapping.${number}.template`>;

/** A constant picked by its name; its id is what is kept. */
export function OneChoice({
  input,
  groups,
  label,
}: {
  input: ValueField;
  groups: readonly ChoiceGroup[];
  label: string;
}) {
  const t = useTranslations("integrations.mapping");
  const tEditor = useTranslations("mappingEditor.value");
  const toOption = ({ id, name, isActive }: ChoiceGroup["choices"][number]) => (
    <option key={id} value={id}>
      {isActive === false ? tEditor("inactiveUser", { name }) : name}
    </option>
  );
  return (
    <Select
      ref={input.ref}
      name={input.name}
      aria-label={label}
      value={findChoice(groups, input.value ?? "")?.id ?? ""}
      onBlur={input.onBlur}
      onChange={({ target }) => input.onChange(target.value)}
    >
      <option value="">{t("pick")}</option>
      {groups.map(({ label: group, choices }) =>
        group === null ? (
          choices.map(toOption)
        ) : (
          <optgroup key={group} label={group}>
            {choices.map(toOption)}
          </optgroup>
        ),
      )}
    </Select>
  );
}
