import type { ApiProperty } from "@/lib/crm/hubspot/api-types";
import {
  contactPropertiesFixture,
  dealPropertiesFixture,
  ownersFixture,
  requestIdPropertyFixture,
} from "@/lib/crm/hubspot/fixtures";
import type { InvalidValue } from "./answers";

export const OBJECTS = ["contacts", "deals", "tasks", "notes"] as const;
export type ObjectName = (typeof OBJECTS)[number];

const ACTIVITY: ApiProperty[] = [
  plain("hs_timestamp", "datetime"),
  { ...plain("hubspot_owner_id", "enumeration"), referencedObjectType: "OWNER" },
  ...["createdate", "hs_lastmodifieddate", "hs_object_id"].map((name) => ({
    ...plain(name, "string"),
    modificationMetadata: { readOnlyValue: true },
  })),
];

/** The properties of every kind of record; `keepsRequestIds`: the administrator made one for the ids of requests. */
export function toSchema({ keepsRequestIds }: { keepsRequestIds: boolean }): Record<ObjectName, ApiProperty[]> {
  const more = keepsRequestIds ? [requestIdPropertyFixture] : [];
  return {
    contacts: [...contactPropertiesFixture, ...more],
    deals: [...dealPropertiesFixture, ...more],
    tasks: [
      ...ACTIVITY,
      plain("hs_task_subject", "string"),
      plain("hs_task_body", "string"),
      choice("hs_task_status", ["NOT_STARTED", "COMPLETED", "WAITING"]),
      choice("hs_task_priority", ["LOW", "MEDIUM", "HIGH", "NONE"]),
      choice("hs_task_type", ["TODO", "CALL", "EMAIL"]),
    ],
    notes: [...ACTIVITY, plain("hs_note_body", "string")],
  };
}

/** What is wrong with a value for a property; null: nothing. A blank clears. */
export function checkValue(name: string, value: unknown, schema: readonly ApiProperty[]): InvalidValue | null {
  const property = schema.find((candidate) => candidate.name === name);
  const invalid = (error: string, message: string) => ({ name, error, message });
  if (!property) return invalid("PROPERTY_DOESNT_EXIST", `Property "${name}" does not exist`);
  if (property.modificationMetadata?.readOnlyValue) return invalid("READ_ONLY_VALUE", `"${name}" is read only`);
  if (typeof value !== "string") return invalid("INVALID_STRING", `"${name}" was not a string`);
  if (value === "") return null;
  return checkText(property, value, invalid);
}

type ToInvalid = (error: string, message: string) => InvalidValue;

function checkText(
  { name, type, fieldType, options, referencedObjectType }: ApiProperty,
  value: string,
  to: ToInvalid,
) {
  if (referencedObjectType === "OWNER") {
    return ownersFixture.some(({ id }) => id === value)
      ? null
      : to("INVALID_OWNER_ID", `Owner ${value} does not exist`);
  }
  if (name === "email" && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value)) {
    return to("INVALID_EMAIL", `Email address ${value} is invalid`);
  }
  if (type === "number" && !Number.isFinite(Number(value))) return to("INVALID_INTEGER", `${value} was not a number`);
  if (type === "date" && !/^(\d{4}-\d{2}-\d{2}|\d+)$/.test(value)) return to("INVALID_DATE", `${value} is no date`);
  if (type === "datetime" && !/^(\d{4}-\d{2}-\d{2}T[\d:.]+Z|\d+)$/.test(value)) {
    return to("INVALID_DATE", `${value} is no date with time`);
  }
  if (options.length === 0) return null;
  const items = fieldType === "checkbox" ? value.replace(/^;/, "").split(";") : [value];
  const wrong = items.find((item) => !options.some((option) => option.value === item));
  return wrong === undefined ? null : to("INVALID_OPTION", `${wrong} was not one of the allowed options`);
}

function plain(name: string, type: string): ApiProperty {
  return { name, label: name, type, fieldType: "text", options: [] };
}

function choice(name: string, values: string[]): ApiProperty {
  const options = values.map((value) => ({ label: value, value, hidden: false }));
  return { name, label: name, type: "enumeration", fieldType: "select", options };
}
