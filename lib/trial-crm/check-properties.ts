import type { CrmEntity, FieldOption, FieldType, FieldValue } from "@/lib/crm/types";
import { invalidField } from "./api-error";

const TEXT_LENGTH_MAX = 20_000;
const ITEMS_MAX = 100;

/** A field as the trial CRM keeps it. */
export type TrialField = {
  entity: CrmEntity;
  key: string;
  type: FieldType;
  isBuiltIn: boolean;
  isRequired: boolean;
  options: FieldOption[] | null;
};

export type TrialRules = { fields: readonly TrialField[]; userIds: ReadonlySet<string> };

/** Values that stand beside the properties of a record, and are checked where they are used. */
const OUTSIDE_PROPERTIES = ["owner_id", "pipeline_id", "stage_id"];

/**
 * The properties that a caller sent, checked against the fields of the CRM; null stays null and clears the property.
 * Throws a 422 that names the field for one that is unknown, of a wrong type or out of its choices.
 */
export function checkProperties(
  properties: Record<string, unknown>,
  { fields, userIds }: TrialRules,
): Record<string, FieldValue | null> {
  const known = new Map(
    fields.filter(({ key }) => !OUTSIDE_PROPERTIES.includes(key)).map((field) => [field.key, field]),
  );
  return Object.fromEntries(
    Object.entries(properties).map(([key, value]) => {
      const field = known.get(key);
      if (!field) throw invalidField(key, "is not known");
      return [key, value === null ? null : checkValue(value, field, userIds)];
    }),
  );
}

/** Throws a 422 for the first required property that a new record lacks. */
export function requireProperties(values: Record<string, FieldValue | null>, fields: readonly TrialField[]): void {
  const missing = fields.find(({ key, isRequired }) => isRequired && isEmpty(values[key]));
  if (missing) throw invalidField(missing.key, "is required");
}

/** Stored values with new ones: lists of phones, e-mails and tags grow, other values are replaced, null clears. */
export function mergeProperties(
  stored: Record<string, FieldValue>,
  changes: Record<string, FieldValue | null>,
): Record<string, FieldValue> {
  const merged = { ...stored };
  for (const [key, value] of Object.entries(changes)) {
    const before = merged[key];
    if (value === null) delete merged[key];
    else if (LISTS.includes(key) && Array.isArray(value) && Array.isArray(before))
      merged[key] = [...new Set([...before, ...value])];
    else merged[key] = value;
  }
  return merged;
}

/** What search compares: the last nine digits of phones, which every spelling has, and e-mails in lower case. */
export function toSearchKeys({ phones, emails }: Record<string, FieldValue>): string[] {
  const keys = [...toTexts(phones).map(toPhoneKey), ...toTexts(emails).map((email) => email.trim().toLowerCase())];
  return [...new Set(keys.filter(Boolean))];
}

export function toPhoneKey(phone: string): string {
  return phone.replace(/\D/g, "").slice(-9);
}

/** Built-in properties that hold several values. */
const LISTS = ["phones", "emails", "tags"];

function checkValue(value: unknown, field: TrialField, userIds: ReadonlySet<string>): FieldValue {
  const { key, type } = field;
  if (LISTS.includes(key)) return checkList(value, key, (item) => checkText(item, field));
  switch (type) {
    case "number":
      if (typeof value === "number" && Number.isFinite(value)) return value;
      throw invalidField(key, "must be a number");
    case "boolean":
      if (typeof value === "boolean") return value;
      throw invalidField(key, "must be true or false");
    case "enum":
      return checkChoice(value, field);
    case "multi_enum":
      return checkList(value, key, (item) => checkChoice(item, field));
    case "tags":
      return checkList(value, key, (item) => checkText(item, field));
    case "user":
      if (typeof value === "string" && userIds.has(value)) return value;
      throw invalidField(key, "names no user of this CRM");
    default:
      return checkText(value, field);
  }
}

/** How a text of a type must look, and what to say when it does not. */
const PATTERNS: Partial<Record<FieldType, [RegExp, string]>> = {
  date: [/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, "must be a date like 2026-01-31"],
  datetime: [
    /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/,
    "must be a time like 2026-01-31T09:00:00Z",
  ],
  email: [/^[^\s@]+@[^\s@]+\.[^\s@]+$/, "must be an e-mail address"],
  url: [/^https?:\/\/\S+$/i, "must be an http or https address"],
};

function checkText(value: unknown, { key, type }: TrialField): string {
  if (typeof value !== "string") throw invalidField(key, "must be a text");
  if (value.length > TEXT_LENGTH_MAX) throw invalidField(key, `must have at most ${TEXT_LENGTH_MAX} characters`);
  const [pattern, words] = PATTERNS[type] ?? [];
  if (pattern && words && !pattern.test(value)) throw invalidField(key, words);
  return value;
}

function checkChoice(value: unknown, { key, options }: TrialField): string {
  if (typeof value === "string" && options?.some(({ id }) => id === value)) return value;
  throw invalidField(key, "has no such choice");
}

function checkList(value: unknown, key: string, check: (item: unknown) => string): string[] {
  if (!Array.isArray(value)) throw invalidField(key, "must be a list");
  if (value.length > ITEMS_MAX) throw invalidField(key, `must have at most ${ITEMS_MAX} items`);
  return [...new Set(value.map(check))];
}

function toTexts(value: FieldValue | undefined): string[] {
  return Array.isArray(value) ? value : [];
}

function isEmpty(value: FieldValue | null | undefined) {
  return value === undefined || value === null || value === "" || (Array.isArray(value) && value.length === 0);
}
