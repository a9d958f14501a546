import type { Account, CustomValue } from "./account";
import { invalid } from "./replies";

export type Input = Record<string, unknown>;

export function toText(input: Input, name: string): string | null | undefined {
  const value = input[name];
  if (value === undefined || value === null) return value;
  if (typeof value !== "string") throw invalid(name, `The ${name} must be a string.`);
  return value;
}

const NAME_CHARS_MAX = 255;

export function toName(input: Input, name: string): string | null | undefined {
  const text = toText(input, name);
  if ([...(text ?? "")].length > NAME_CHARS_MAX) {
    throw invalid(name, `The ${name} may not be greater than ${NAME_CHARS_MAX} characters.`);
  }
  return text;
}

export function toTexts(input: Input, name: string): string[] | undefined {
  const value = input[name];
  if (value === undefined) return undefined;
  if (!Array.isArray(value) || value.some((item) => typeof item !== "string")) {
    throw invalid(name, `The ${name} must be an array.`);
  }
  return value;
}

/** The id of one of the records there are. */
export function toId(input: Input, name: string, records: readonly { id: number }[]): number | null | undefined {
  const value = input[name];
  if (value === undefined || value === null) return value;
  if (!records.some(({ id }) => id === Number(value))) throw invalid(name, `The selected ${name} is invalid.`);
  return Number(value);
}

/** The custom values after a write: those that were not sent stay. */
export function mergeCustom(
  { fields }: Account,
  { model, stored, input }: { model: "client" | "lead"; stored: CustomValue[]; input: Input },
): CustomValue[] {
  const sent = input.custom_fields ?? [];
  if (!Array.isArray(sent)) throw invalid("custom_fields", "The custom fields must be an array.");
  const values = new Map(stored.map((item) => [item.uuid, item.value]));
  for (const { uuid, value } of sent as CustomValue[]) {
    const field = fields.find((candidate) => candidate.model === model && candidate.uuid === uuid);
    if (!field) throw invalid("custom_fields", `The field ${uuid} is invalid.`);
    if (!isValueOf(field, value)) throw invalid("custom_fields", `The value of ${uuid} is invalid.`);
    values.set(uuid, value);
  }
  return [...values].map(([uuid, value]) => ({ uuid, value }));
}

function isValueOf(field: Account["fields"][number], value: unknown) {
  switch (field.type) {
    case "select":
      return (
        Array.isArray(value) &&
        (field.is_multiple || value.length <= 1) &&
        value.every((text) => field.options.some((option) => option.value === text))
      );
    case "switcher":
      return typeof value === "boolean";
    case "number":
    case "float":
      return typeof value === "number";
    case "date":
      return typeof value === "string" && /^\d{4}-\d\d-\d\d$/.test(value);
    case "datetime":
      return typeof value === "string" && /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(value);
    default:
      return typeof value === "string";
  }
}
