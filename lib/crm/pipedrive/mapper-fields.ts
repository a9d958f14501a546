import type { CrmEntity, CrmField, FieldType } from "../types";
import type { ApiField, ApiMe } from "./api-types";

/** Types of custom fields that are written, and what they are to us. Times, ranges and links to other records are left out. */
const TYPES: Readonly<Record<string, FieldType>> = {
  varchar: "text",
  varchar_auto: "text",
  text: "text",
  address: "text",
  int: "number",
  double: "number",
  monetary: "number",
  boolean: "boolean",
  date: "date",
  phone: "phone",
  enum: "enum",
  set: "multi_enum",
  user: "user",
};

export const DEAL_LABELS_KEY = "label_ids";

export function listContactFields(fields: ApiField[], me: ApiMe): CrmField[] {
  const label = toLabeller(fields);
  const builtIn = toBuiltIn("contact");
  return [
    // Links to records need the account's address, which no record tells; it is kept with the field that is always there.
    { ...builtIn("name", label("Name", "name"), "text"), isRequired: true, nativeType: `varchar@${me.company_domain}` },
    builtIn("phone", label("Phone", "phone", "phones"), "phone"),
    builtIn("email", label("Email", "email", "emails"), "email"),
    ...toTagsField(fields, builtIn),
    builtIn("note", me.language?.language_code === "uk" ? "Нотатка" : "Note", "text"),
    builtIn("responsible", label("Owner", "owner_id"), "user"),
    ...listCustomFields("contact", fields, me),
  ];
}

export function listDealFields(fields: ApiField[], me: ApiMe): CrmField[] {
  const label = toLabeller(fields);
  const builtIn = toBuiltIn("deal");
  const plain = { entity: "deal", isBuiltIn: false, isRequired: false } as const;
  const labels = findLabels(fields);
  return [
    { ...builtIn("name", label("Title", "title"), "text"), isRequired: true },
    builtIn("pipeline", label("Pipeline", "pipeline_id", "pipeline"), "pipeline"),
    builtIn("stage", label("Stage", "stage_id"), "stage"),
    builtIn("amount", label("Value", "value"), "number"),
    builtIn("responsible", label("Owner", "owner_id"), "user"),
    { ...plain, key: "expected_close_date", label: label("Expected close date", "expected_close_date"), type: "date" },
    ...(labels
      ? [
          {
            ...plain,
            key: DEAL_LABELS_KEY,
            label: labels.name,
            type: "multi_enum" as const,
            options: labels.options.map(({ id, label }) => ({ id: String(id), label })),
          },
        ]
      : []),
    ...listCustomFields("deal", fields, me),
  ];
}

function toBuiltIn(entity: CrmEntity) {
  return (key: string, label: string, type: FieldType): CrmField => ({
    entity,
    key,
    label,
    type,
    isBuiltIn: true,
    isRequired: false,
  });
}

/** Names of built-in fields as the account calls them; the list and the writes spell some codes differently. */
function toLabeller(fields: ApiField[]) {
  return (fallback: string, ...codes: string[]) =>
    fields.find((field) => !field.is_custom_field && codes.includes(field.field_code))?.field_name ?? fallback;
}

/**
 * Labels of people are our tags. They can be picked and not made up [K: that options of built-in fields cannot be added is
 * not confirmed], so that they are choices, named by their text as tags are; `nativeType` holds their ids in the same order.
 */
function toTagsField(fields: ApiField[], builtIn: ReturnType<typeof toBuiltIn>): CrmField[] {
  const labels = findLabels(fields);
  if (!labels) return [];
  return [
    {
      ...builtIn("tags", labels.name, "multi_enum"),
      options: labels.options.map(({ label }) => ({ id: label, label })),
      nativeType: `labels:${labels.options.map(({ id }) => id).join(",")}`,
    },
  ];
}

function findLabels(fields: ApiField[]) {
  const field = fields.find(
    ({ field_code, is_custom_field }) => !is_custom_field && ["label_ids", "label"].includes(field_code),
  );
  const options = (field?.options ?? []).filter(({ id }) => Number.isSafeInteger(Number(id)));
  return field && options.length > 0 ? { name: field.field_name, options } : null;
}

function listCustomFields(entity: CrmEntity, fields: ApiField[], me: ApiMe): CrmField[] {
  return fields.flatMap(({ field_code, field_name, field_type, is_custom_field, options }) => {
    const type = TYPES[field_type];
    if (!is_custom_field || !type) return [];
    const needsOptions = type === "enum" || type === "multi_enum";
    if (needsOptions && !options?.length) return [];
    return [
      {
        entity,
        key: field_code,
        label: field_name,
        type,
        isBuiltIn: false,
        // Required fields bind people in Pipedrive's pages, and not the API.
        isRequired: false,
        ...(needsOptions && { options: options?.map(({ id, label }) => ({ id: String(id), label })) }),
        nativeType: field_type === "monetary" && me.default_currency ? `monetary:${me.default_currency}` : field_type,
      },
    ];
  });
}
