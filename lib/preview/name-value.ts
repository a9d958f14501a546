import type { CrmDirectory, CrmField, FieldType, FieldValue } from "@/lib/crm/types";

/** A value as people call it: options, users, pipelines and stages by name; of a list, each of its items. */
export function nameValue(
  value: FieldValue,
  {
    type,
    field,
    directory,
  }: { type: FieldType; field: Pick<CrmField, "options"> | null; directory: CrmDirectory | null },
): string[] {
  const items = Array.isArray(value) ? value : [String(value)];
  return items.map((item) => findName(item, type, field, directory) ?? item);
}

function findName(
  id: string,
  type: FieldType,
  field: Pick<CrmField, "options"> | null,
  directory: CrmDirectory | null,
): string | undefined {
  switch (type) {
    case "enum":
    case "multi_enum":
      return field?.options?.find((option) => option.id === id)?.label;
    case "user":
      return directory?.users.find((user) => user.id === id)?.name;
    case "pipeline":
      return directory?.pipelines.find((pipeline) => pipeline.id === id)?.name;
    case "stage":
      return directory?.pipelines.flatMap(({ stages }) => stages).find((stage) => stage.id === id)?.name;
    default:
      return undefined;
  }
}
