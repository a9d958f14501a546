import type { CrmDirectory, CrmField, FieldKey, FieldValue } from "@/lib/crm/types";
import { codeText, findCodeText, type RegistryTexts } from "./code-text";

/** How the fields of a connection's CRM and their values are named to people. */
export type FieldTexts = {
  /** «Контакт · Телефон» */
  label(field: string): string;
  /** Null for a field that the directory does not know. */
  type(field: string): string | null;
  /** The value in words: names of users, pipelines, stages and options in place of their ids. */
  value(field: string, value: FieldValue): string;
};

/** Names fields by the texts of the interface where they are built in, and by the CRM's own labels otherwise. */
export function createFieldTexts(t: RegistryTexts, directory: CrmDirectory | null): FieldTexts {
  const find = (key: string) => directory?.fields.find((field) => `${field.entity}.${field.key}` === key);
  return {
    label(key) {
      const [entity, name] = splitKey(key);
      if (!entity) return key;
      const label = findCodeText(t, `fields.${entity}`, name) ?? find(key)?.label ?? name;
      return `${t(`records.${entity}`)} · ${label}`;
    },
    type(key) {
      const field = find(key);
      return field ? codeText(t, "types", field.type) : null;
    },
    value(key, value) {
      const nameOf = createNames(find(key), directory);
      if (typeof value === "boolean") return value ? t("yes") : t("no");
      return Array.isArray(value) ? value.map(nameOf).join(", ") : nameOf(String(value));
    },
  };
}

function splitKey(key: string): [FieldKeyEntity | null, string] {
  const dot = key.indexOf(".");
  const entity = key.slice(0, dot);
  return [entity === "contact" || entity === "deal" ? entity : null, key.slice(dot + 1)];
}

type FieldKeyEntity = FieldKey extends `${infer Entity}.${string}` ? Entity : never;

function createNames(field: CrmField | undefined, directory: CrmDirectory | null): (id: string) => string {
  const named = listNamed(field, directory);
  return (id) => named.find((item) => item.id === id)?.name ?? id;
}

function listNamed(field: CrmField | undefined, directory: CrmDirectory | null): { id: string; name: string }[] {
  switch (field?.type) {
    case "user":
      return directory?.users ?? [];
    case "pipeline":
      return directory?.pipelines ?? [];
    case "stage":
      return directory?.pipelines.flatMap(({ stages }) => stages) ?? [];
    default:
      return field?.options?.map(({ id, label }) => ({ id, name: label })) ?? [];
  }
}
