"use client";

import { useTranslations } from "next-intl";
import { useWatch } from "react-hook-form";
import { Combobox } from "@/components/ui/combobox";
import { Field } from "@/components/ui/field";
import type { ComboboxGroup, ComboboxOption } from "@/components/ui/search-options";
import { parsePath } from "@/lib/mapping/path";
import { useRecentEvents } from "../recent-events";
import { useSettingsForm } from "../settings-context";
import { useFilterTrial } from "./filter-trial";
import { useFieldName } from "./use-field-name";

/** What a condition looks at: the phone, the e-mail, a mapped field, or any place in the events, with an example of each. */
export function FieldPicker({
  value,
  onChange,
  onBlur,
  inputRef,
  error,
}: {
  value: string;
  onChange: (field: string) => void;
  onBlur: () => void;
  inputRef: (element: HTMLInputElement | null) => void;
  error?: string;
}) {
  const t = useTranslations("filterBuilder");
  const nameOf = useFieldName();
  const { eventFields, valuesOf } = useFilterTrial();
  const { events, state } = useRecentEvents();
  const { control } = useSettingsForm();
  const mapping = useWatch({ control, name: "mapping" }) ?? [];
  const mapped = [...new Set(mapping.map(({ target }) => `mapped:${target}`))];
  const isEvent = value.startsWith("event:");

  const toOption = (field: string): ComboboxOption => ({
    value: field,
    label: nameOf(field),
    hint: valuesOf(field)[0],
    isCode: field.startsWith("event:"),
  });
  const groups: ComboboxGroup[] = [
    { label: t("groups.standardised"), options: ["phone", "email"].map(toOption) },
    { label: t("groups.mapped"), options: mapped.map(toOption) },
    { label: t("groups.event"), options: eventFields.map(({ path }) => toOption(`event:${path}`)) },
  ].filter(({ options }) => options.length > 0);

  function toTyped(text: string) {
    const path = text.trim();
    if (!parsePath(path).ok) return null;
    const option = { value: `event:${path}`, label: path, isCode: true };
    return { option, isSure: /[.[]/.test(path) };
  }

  function help() {
    if (value.startsWith("mapped:") && !mapped.includes(value)) return t("notMapped");
    const isKnown = eventFields.some(({ path }) => value === `event:${path}`);
    if (isEvent && value !== "event:" && state === "ready" && !isKnown && events.length > 0) {
      return t("unknownPath", { count: events.length });
    }
    return undefined;
  }

  return (
    <Field label={t("field")} isLabelHidden error={error} help={help()}>
      <Combobox
        value={value}
        text={nameOf(value)}
        groups={groups}
        emptyText={t("nothingFound")}
        placeholder={t("fieldPlaceholder")}
        listLabel={t("fieldList")}
        typedLabel={t("groups.typed")}
        toTyped={toTyped}
        onChange={onChange}
        onBlur={onBlur}
        inputRef={inputRef}
        isCode={isEvent}
      />
    </Field>
  );
}
