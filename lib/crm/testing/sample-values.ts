import type { CrmDirectory, CrmEntity, CrmField, FieldValue } from "../types";

/** A value for every field of an entity but those that say where a record belongs, in the forms that `FieldValue` promises. */
export function sampleValues(directory: CrmDirectory, entity: CrmEntity): Record<string, FieldValue> {
  const fields = directory.fields.filter(
    (field) => field.entity === entity && !["pipeline", "stage"].includes(field.type) && field.key !== "responsible",
  );
  return Object.fromEntries(fields.map((field) => [field.key, sampleOf(field, directory)]));
}

function sampleOf({ type, options = [] }: CrmField, { users }: CrmDirectory): FieldValue {
  const ids = options.map(({ id }) => id);
  switch (type) {
    case "number":
      return 1234.5;
    case "date":
      return "2026-03-01";
    case "datetime":
      return "2026-03-01T09:30:00.000Z";
    case "boolean":
      return true;
    case "enum":
      return ids[0] ?? "";
    case "multi_enum":
      return ids.slice(0, 2);
    case "tags":
      return ["чат", "перший контакт"];
    case "phone":
      return "+380671112233";
    case "email":
      return "sample@shop.example";
    case "url":
      return "https://chat.example/contacts/all/64f?tab=1&q=%D1%97";
    case "user":
      return users[0]?.id ?? "";
    default:
      return 'Текст із «лапками», "ними" й емодзі 🙂';
  }
}
