import type { FieldKey, FieldValue } from "@/lib/crm/types";
import type { JsonObject, JsonValue } from "@/lib/json";
import { parsePath } from "@/lib/mapping/path";
import { readPath } from "@/lib/mapping/read-path";

/** What a filter looks at. `phone` is the standardised one in E.164, `email` in lower case. */
export type FilterInput = {
  event: JsonObject;
  mapped: Readonly<Record<FieldKey, FieldValue>>;
  phone: string | null;
  email: string | null;
};

export type FieldReader = (input: FilterInput) => JsonValue | undefined;

/** Makes the reader of a condition's field, or null when the field says nothing that could be read. */
export function readerOf(field: string): FieldReader | null {
  if (field === "phone") return ({ phone }) => phone ?? undefined;
  if (field === "email") return ({ email }) => email ?? undefined;
  if (field.startsWith("mapped:")) return mappedReader(field.slice("mapped:".length));
  return field.startsWith("event:") ? eventReader(field.slice("event:".length)) : null;
}

function mappedReader(key: string): FieldReader | null {
  if (!isFieldKey(key)) return null;
  return ({ mapped }) => (Object.hasOwn(mapped, key) ? mapped[key] : undefined);
}

function isFieldKey(key: string): key is FieldKey {
  return /^(?:contact|deal)\../su.test(key);
}

function eventReader(text: string): FieldReader | null {
  const parsed = parsePath(text);
  return parsed.ok ? ({ event }) => readPath(parsed.path, event) : null;
}
