import { useTranslations } from "next-intl";
import type { FieldKey } from "@/lib/crm/types";
import type { FilterCondition } from "@/lib/filter/schema";
import type { ChangeLabel, ChangeValue, SettingKey, SettingsChange } from "@/lib/integrations/diff-settings";
import type { Destination } from "@/lib/integrations/list-destinations";
import type { PhoneCountry } from "@/lib/phone/list-countries";
import { listChoices } from "../list-choices";

/** Where the names of what the settings hold ids of are found. */
export type DiffNames = { destinations: readonly Destination[]; countries: readonly PhoneCountry[] };

/** A value in words; `isCode` where it is a template or a path. */
export type ValueWords = { text: string; isCode?: boolean };

/** The words for the changes of one difference; each side is named by the directory of its own connection. */
export function useDiffWords({ destinations, countries }: DiffNames) {
  const t = useTranslations("integrations");
  const tv = useTranslations("versions.diff");
  const tf = useTranslations("integrations.filter");
  const tb = useTranslations("filterBuilder.fields");

  return (connectionId: string | null) => {
    const destination = destinations.find(({ id }) => id === connectionId) ?? null;
    const directory = destination?.directory ?? null;
    const words = { yes: t("mapping.yes"), no: t("mapping.no") };

    const fieldOf = (target: string) =>
      directory?.fields.find(({ entity, key }) => `${entity}.${key}` === target) ?? null;
    const fieldName = (target: string) => {
      const [entity = "", ...rest] = target.split(".");
      const key = rest.join(".");
      const builtIn = `builtInFields.${entity}.${key}` as Parameters<typeof t>[0];
      return fieldOf(target)?.label ?? (t.has(builtIn) ? t(builtIn) : key);
    };

    const template = (target: FieldKey, text: string): ValueWords => {
      if (text === "") return { text: tv("blank") };
      const field = fieldOf(target);
      const choices = listChoices({ field: field && { ...field, target }, directory, pipeline: null, words });
      const chosen = choices?.flatMap((group) => group.choices).find(({ id }) => id === text);
      return chosen ? { text: chosen.name } : { text, isCode: true };
    };

    const subject = (field: string) => {
      if (field === "phone" || field === "email") return tb(field);
      if (field.startsWith("mapped:")) return fieldName(field.slice("mapped:".length));
      return field.replace(/^event:/, "");
    };
    const condition = ({ field, operator, values }: FilterCondition) => {
      const separator = operator === "between" ? " – " : ", ";
      const quoted = values.map((value) => tv("quoted", { value })).join(separator);
      return [subject(field), tf(`operators.${operator}`), quoted].filter(Boolean).join(" ");
    };

    const list = (of: Extract<ChangeValue, { kind: "list" }>["of"], items: readonly string[]) => {
      if (items.length === 0) return of === "pipeline" ? tv("allPipelines") : tv("nothing");
      const name = (item: string) => {
        if (of === "country") return countries.find(({ code }) => code === item)?.name ?? item;
        if (of === "pipeline") return directory?.pipelines.find(({ id }) => id === item)?.name ?? item;
        return t(`events.names.${item}` as "events.names.open_chat");
      };
      return items.map(name).join(", ");
    };

    const named = (of: Extract<ChangeValue, { kind: "id" }>["of"], id: string | null) => {
      if (of === "connection") {
        if (id === null) return t("connection.noneChosen");
        return destinations.find((each) => each.id === id)?.name ?? t("connection.deleted");
      }
      if (of === "collection") {
        if (id === null) return t("collection.noneChosen");
        const collections = destinations.flatMap((each) => each.collections);
        return collections.find((each) => each.id === id)?.name ?? t("collection.deleted");
      }
      if (id === null) return tv("defaultUser");
      return directory?.users.find((user) => user.id === id)?.name ?? id;
    };

    const choice = (of: Extract<ChangeValue, { kind: "choice" }>["of"], chosen: string) => {
      if (of === "policy") return t(`mapping.policies.${chosen}` as "mapping.policies.never");
      if (of === "update") return t(`rules.updates.${chosen}` as "rules.updates.all");
      if (of === "noIdentifier") return t(`rules.noIdentifiers.${chosen}` as "rules.noIdentifiers.skip");
      return tf(`modes.${chosen}` as "modes.or_of_and");
    };

    const value = (of: ChangeValue): ValueWords => {
      switch (of.kind) {
        case "text":
          return { text: of.text === "" ? tv("blank") : of.text };
        case "number":
          return { text: String(of.number) };
        case "flag":
          return { text: of.isOn ? tv("on") : tv("off") };
        case "choice":
          return { text: choice(of.of, of.choice) };
        case "id":
          return { text: named(of.of, of.id) };
        case "list":
          return { text: list(of.of, of.items) };
        case "template":
          return template(of.target, of.text);
        case "row": {
          const { target, template: text, policy, condition: only } = of.row;
          const written = template(target, text);
          const more = [
            policy === "inherit" ? null : choice("policy", policy),
            only ? tv("onlyIf", { condition: condition(only) }) : null,
          ].filter(Boolean);
          return more.length === 0 ? written : { text: [written.text, ...more].join(" · ") };
        }
        case "condition":
          return { text: of.condition ? condition(of.condition) : tv("always") };
        case "place":
          return { text: tv("place", { place: of.place }) };
      }
    };

    const label = (of: ChangeLabel): string => {
      if (of.of === "setting")
        return of.key === "filter.order"
          ? tv("order")
          : of.key === "rules.defaultResponsibleId"
            ? tv("defaultResponsible")
            : t(SETTING_LABELS[of.key]);
      if (of.of === "condition") return tv("condition", { group: of.group.after ?? of.group.before ?? 1 });
      const entity = of.target.startsWith("deal.") ? t("mapping.deal") : t("mapping.contact");
      const field = tv("field", { entity, field: fieldName(of.target) });
      if (of.part === "whole" || of.part === "template") return field;
      const part =
        of.part === "policy" ? t("mapping.policy") : of.part === "condition" ? tf("operator") : tv("placeOf");
      return tv("part", { field, part });
    };

    return { value, label };
  };
}

/** The same words that the settings page has at its fields. */
const SETTING_LABELS = {
  name: "settings.name",
  connectionId: "connection.label",
  collectionId: "collection.label",
  "filter.mode": "filter.mode",
  "filter.isCaseSensitive": "filter.caseSensitive",
  "rules.isDealForbidden": "rules.dealForbidden",
  "rules.isTaskForbidden": "rules.taskForbidden",
  "rules.update": "rules.update",
  "rules.taskTemplate": "rules.taskText",
  "rules.taskDueMinutes": "rules.taskDue",
  "rules.noIdentifier": "rules.noIdentifier",
  "rules.holdMinutes": "rules.holdMinutes",
  "rules.activePipelineIds": "rules.activePipelines",
  "phone.country": "phone.country",
  "phone.callingCode": "phone.callingCode",
  "phone.digits": "phone.digits",
  "phone.furtherCountries": "phone.further",
  "events.acceptsFlows": "events.flows",
  "events.titles": "events.titles",
} as const satisfies Record<Exclude<SettingKey, "filter.order" | "rules.defaultResponsibleId">, string>;

/** The titles of the blocks of the settings page. */
export const BLOCK_TITLES = {
  name: "settings.name",
  connection: "connection.title",
  collection: "collection.title",
  mapping: "mapping.title",
  filter: "filter.title",
  rules: "rules.title",
  phone: "phone.title",
  events: "events.title",
} as const satisfies Record<SettingsChange["block"], string>;
