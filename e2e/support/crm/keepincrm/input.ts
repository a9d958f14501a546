import { invalid } from "./replies";

export type Input = Record<string, unknown>;

export function toText(input: Input, name: string): string | null | undefined {
  const value = input[name];
  if (value === undefined || value === null) return value;
  if (typeof value !== "string") throw invalid(name, "is not a string");
  return value;
}

export function toTexts(input: Input, name: string): string[] | undefined {
  const value = input[name];
  if (value === undefined) return undefined;
  if (!Array.isArray(value) || value.some((item) => typeof item !== "string")) throw invalid(name, "is not a list");
  return value;
}

/** The id of one of the records there are. */
export function toId(input: Input, name: string, records: readonly { id: number }[]): number | null | undefined {
  const value = input[name];
  if (value === undefined || value === null) return value;
  if (!records.some(({ id }) => id === Number(value))) throw invalid(name, "must exist");
  return Number(value);
}

/** The custom values after a write: by the names that people read; what was not sent stays, and unknown names are passed over. */
export function mergeCustom(
  stored: Record<string, string>,
  { input, titles }: { input: Input; titles: readonly string[] },
) {
  const sent: unknown = input.custom_fields ?? [];
  if (!Array.isArray(sent)) throw invalid("custom_fields", "is not a list");
  const known = sent.flatMap((field: { name?: unknown; value?: unknown }) =>
    titles.includes(String(field.name)) ? [[String(field.name), String(field.value ?? "")] as const] : [],
  );
  return { ...stored, ...Object.fromEntries(known) };
}

/** How custom values are shown: under codes, and in detail with the names that people read. */
export function showCustom(custom: Record<string, string>, titles: readonly string[]) {
  const detailed = titles.map((title, index) => ({
    name: `field_${100 + index}`,
    title,
    value: custom[title] ?? null,
  }));
  return { custom_fields: detailed.map(({ name, value }) => ({ name, value })), custom_fields_detailed: detailed };
}

export function showUser(users: readonly { id: number; name: string }[], id: number | null) {
  return users.find((user) => user.id === id) ?? null;
}
