"use client";

import { List } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useController, useWatch } from "react-hook-form";
import { Button } from "@/components/ui/button";
import { Select } from "@/components/ui/select";
import { Textarea } from "@/components/ui/textarea";
import { listChoices } from "./list-choices";
import { type TargetField, useDestination, useSettingsForm } from "./settings-context";

const TEMPLATE = "{{…}}";

/** The value of a row: a template, or a constant picked by name where the field has a list to pick from. */
export function MappingValue({ index, field, label }: { index: number; field: TargetField | null; label: string }) {
  const t = useTranslations("integrations.mapping");
  const { control } = useSettingsForm();
  const { field: input } = useController({ control, name: `mapping.${index}.template` });
  const text = input.value ?? "";
  const directory = useDestination()?.directory ?? null;
  const mapping = useWatch({ control, name: "mapping" });
  const pipeline = mapping?.find(({ target }) => target === "deal.pipeline")?.template ?? null;
  const groups = listChoices({ field, directory, pipeline, words: { yes: t("yes"), no: t("no") } });
  const choice = groups
    ?.flatMap(({ choices }) => choices)
    .find(({ id, name }) => id === text || name.toLowerCase() === text.trim().toLowerCase());
  const [isTemplate, setIsTemplate] = useState(!choice && text !== "");

  if (groups && !isTemplate) {
    return (
      <Select
        ref={input.ref}
        aria-label={label}
        value={choice?.id ?? ""}
        onBlur={input.onBlur}
        onChange={({ target }) => {
          if (target.value === TEMPLATE) setIsTemplate(true);
          else input.onChange(target.value);
        }}
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
        <option value={TEMPLATE}>{t("asTemplate")}</option>
      </Select>
    );
  }

  return (
    <div className="flex items-start gap-1">
      <Textarea
        ref={input.ref}
        name={input.name}
        value={text}
        onChange={input.onChange}
        onBlur={input.onBlur}
        aria-label={label}
        rows={1}
        spellCheck={false}
        placeholder="{{contact.variables.…}}"
        className="min-h-8! break-all py-[5px] font-mono text-[13px]"
      />
      {groups && (
        <Button
          variant="ghost"
          size="icon"
          icon={<List aria-hidden />}
          aria-label={t("asChoice", { field: field?.label ?? "" })}
          onClick={() => {
            input.onChange("");
            setIsTemplate(false);
          }}
        />
      )}
    </div>
  );
}

function toOption({ id, name }: { id: string; name: string }) {
  return (
    <option key={id} value={id}>
      {name}
    </option>
  );
}
