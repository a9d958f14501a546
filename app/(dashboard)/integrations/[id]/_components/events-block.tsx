"use client";

import { useTranslations } from "next-intl";
import { Checkbox } from "@/components/ui/checkbox";
import { KNOWN_EVENT_TITLES } from "@/lib/integrations/schema";
import { Block } from "./block";
import { CheckboxList } from "./checkbox-list";
import { useSettingsForm } from "./settings-context";

/** Which events make a lead; the others are kept in the registry and not delivered. */
export function EventsBlock() {
  const t = useTranslations("integrations.events");
  const { register } = useSettingsForm();
  return (
    <Block title={t("title")} description={t("text")}>
      <Checkbox label={t("flows")} help={t("flowsHelp")} {...register("events.acceptsFlows")} />
      <CheckboxList
        name="events.titles"
        legend={t("titles")}
        options={KNOWN_EVENT_TITLES.map((value) => ({ value, label: t(`names.${value}`) }))}
        help={t("echoes")}
      />
    </Block>
  );
}
