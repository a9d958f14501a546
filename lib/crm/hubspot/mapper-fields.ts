import { fromHtml, toHtml } from "../html";
import { BUILT_IN_FIELD_KEYS, type CrmEntity, type CrmField, type FieldType, type FieldValue } from "../types";
import type { ApiProperties, ApiProperty } from "./api-types";

/** Our name of a built-in field and the property that holds it. */
const PROPERTIES: Record<CrmEntity, Readonly<Record<string, string>>> = {
  contact: {
    firstName: "firstname",
    lastName: "lastname",
    phone: "phone",
    email: "email",
    responsible: "hubspot_owner_id",
  },
  deal: {
    name: "dealname",
    pipeline: "pipeline",
    stage: "dealstage",
    amount: "amount",
    responsible: "hubspot_owner_id",
  },
};

const BUILT_IN_TYPES: Readonly<Record<string, FieldType>> = {
  phone: "phone",
  email: "email",
  responsible: "user",
  pipeline: "pipeline",
  stage: "stage",
  amount: "number",
};

/** A contact's further phone and e-mails are part of our phone and e-mail. */
export const SECOND_PHONE = "mobilephone";
export const MORE_EMAILS = "hs_additional_emails";

/** Where an account keeps the id of our request, if its administrator made such a property with unique values. */
export const REQUEST_ID_PROPERTY = "leadbox_request_id";

/** Before the name of a property of theirs that would be taken for a built-in field of ours. */
const THEIR_PREFIX = "property_";

/** The contact's full name is made of its two parts; a note is a record of its own. */
const COMPOSED: readonly CrmField[] = [
  { entity: "contact", key: "name", label: "Ім’я та прізвище", type: "text", isBuiltIn: true, isRequired: false },
  { entity: "contact", key: "note", label: "Нотатка", type: "text", isBuiltIn: true, isRequired: false },
];

/** The fields of an entity that can be written: ours first, then those of the account. */
export function toFields(entity: CrmEntity, properties: readonly ApiProperty[]): CrmField[] {
  const builtIn = Object.entries(PROPERTIES[entity]).map(([key, name]): CrmField => {
    const label = properties.find((property) => property.name === name)?.label ?? name;
    return { entity, key, label, type: BUILT_IN_TYPES[key] ?? "text", isBuiltIn: true, isRequired: false };
  });
  const hidden = new Set([...Object.values(PROPERTIES[entity]), SECOND_PHONE, MORE_EMAILS]);
  const others = properties.filter(({ name }) => !hidden.has(name)).flatMap((property) => toField(entity, property));
  return [...COMPOSED.filter((field) => field.entity === entity), ...builtIn, ...others];
}

function toField(entity: CrmEntity, property: ApiProperty): CrmField[] {
  const type = toFieldType(property);
  if (!type || !isWritable(property)) return [];
  const options = property.options
    .filter(({ hidden }) => hidden !== true)
    .map(({ value, label }) => ({ id: value, label }));
  const isChoice = type === "enum" || type === "multi_enum";
  // Choices that HubSpot keeps elsewhere cannot be offered.
  if (isChoice && options.length === 0) return [];
  const nativeType = [property.type, property.fieldType, ...(property.hasUniqueValue ? ["unique"] : [])].join("/");
  const key = toKey(entity, property.name);
  const { label } = property;
  return [{ entity, key, label, type, isBuiltIn: false, isRequired: false, nativeType, ...(isChoice && { options }) }];
}

function isWritable({ hidden, calculated, archived, fieldType, modificationMetadata }: ApiProperty) {
  if (hidden || calculated || archived || modificationMetadata?.readOnlyValue) return false;
  return fieldType !== "file" && !fieldType.startsWith("calculation_");
}

function toFieldType({ type, fieldType, referencedObjectType }: ApiProperty): FieldType | null {
  if (referencedObjectType === "OWNER") return "user";
  switch (type) {
    case "string":
      return fieldType === "phonenumber" ? "phone" : "text";
    case "phone_number":
      return "phone";
    case "number":
    case "date":
    case "datetime":
      return type;
    case "bool":
      return "boolean";
    case "enumeration":
      if (fieldType === "booleancheckbox") return "boolean";
      return fieldType === "checkbox" ? "multi_enum" : "enum";
    default:
      return null;
  }
}

/** Whether the account has a property of unique values for the ids of our requests. */
export function keepsRequestIds(entity: CrmEntity, fields: readonly CrmField[]): boolean {
  return fields.some(
    (field) =>
      field.entity === entity && field.key === REQUEST_ID_PROPERTY && field.nativeType?.endsWith("/unique") === true,
  );
}

/** Names of the properties that hold the fields of an entity. */
export function listPropertyNames(entity: CrmEntity, fields: readonly CrmField[]): string[] {
  const own = fields.filter((field) => field.entity === entity && !COMPOSED.some(({ key }) => key === field.key));
  const names = own.map(({ key }) => toPropertyName(entity, key));
  return [...new Set([...Object.values(PROPERTIES[entity]), ...names])];
}

function toKey(entity: CrmEntity, name: string) {
  return isOurs(entity, name) ? `${THEIR_PREFIX}${name}` : name;
}

function toPropertyName(entity: CrmEntity, key: string) {
  const theirs = key.startsWith(THEIR_PREFIX) ? key.slice(THEIR_PREFIX.length) : "";
  if (isOurs(entity, theirs)) return theirs;
  return PROPERTIES[entity][key] ?? key;
}

function isOurs(entity: CrmEntity, key: string) {
  return BUILT_IN_FIELD_KEYS[entity].some((own) => own === key);
}

/**
 * Values as texts under the names of their properties. What a composed field holds is not among them, nor a value whose property
 * is gone since, which would fail the whole record.
 */
export function toProperties(
  entity: CrmEntity,
  values: Record<string, FieldValue>,
  fields: readonly CrmField[],
): Record<string, string> {
  const properties: Record<string, string> = {};
  for (const [key, value] of Object.entries(values)) {
    if (COMPOSED.some((field) => field.entity === entity && field.key === key)) continue;
    const field = fields.find((candidate) => candidate.entity === entity && candidate.key === key);
    if (field) properties[toPropertyName(entity, key)] = toPropertyText(value, field);
  }
  return properties;
}

function toPropertyText(value: FieldValue, field: CrmField) {
  if (Array.isArray(value)) return value.join(";");
  if (field.nativeType?.startsWith("string/html")) return toHtml(String(value));
  return String(value);
}

/** The values of a record by the keys of the fields; what is empty there is absent. */
export function toValues(entity: CrmEntity, properties: ApiProperties, fields: readonly CrmField[]) {
  const values: Record<string, FieldValue> = {};
  for (const field of fields) {
    if (field.entity !== entity) continue;
    const text = properties[toPropertyName(entity, field.key)];
    const value = text ? toFieldValue(text, field) : null;
    if (value !== null) values[field.key] = value;
  }
  return values;
}

function toFieldValue(text: string, { type, nativeType }: CrmField): FieldValue | null {
  switch (type) {
    case "number":
      return Number.isFinite(Number(text)) ? Number(text) : null;
    case "boolean":
      return text === "true";
    case "date":
      return toTime(text)?.slice(0, 10) ?? null;
    case "datetime":
      return toTime(text);
    case "multi_enum":
      return text.split(";").filter((item) => item !== "");
    default:
      return nativeType?.startsWith("string/html") ? fromHtml(text) : text;
  }
}

/** Times come as ISO 8601, and from older records as milliseconds. */
function toTime(text: string) {
  const time = new Date(/^-?\d{6,}$/.test(text) ? Number(text) : text);
  return Number.isNaN(time.getTime()) ? null : time.toISOString();
}
