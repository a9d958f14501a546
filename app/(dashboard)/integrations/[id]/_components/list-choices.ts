import type { CrmDirectory } from "@/lib/crm/types";
import type { TargetField } from "./settings-context";

type Choice = { id: string; name: string };
export type ChoiceGroup = { label: string | null; choices: Choice[] };

/**
 * What a field offers to pick a constant from, or null where it is free text. Stages are those of the pipeline that the
 * mapping names, else of all, by pipeline.
 */
export function listChoices({
  field,
  directory,
  pipeline,
  words,
}: {
  field: TargetField | null;
  directory: CrmDirectory | null;
  /** Id or name of the deal's pipeline in the mapping. */
  pipeline: string | null;
  words: { yes: string; no: string };
}): ChoiceGroup[] | null {
  switch (field?.type) {
    case "boolean":
      return whole([
        { id: "true", name: words.yes },
        { id: "false", name: words.no },
      ]);
    case "enum":
    case "multi_enum":
      return field.options ? whole(field.options.map(({ id, label }) => ({ id, name: label }))) : null;
    case "user":
      return directory && whole(directory.users.filter(({ isActive }) => isActive));
    case "pipeline":
      return directory && whole(directory.pipelines);
    case "stage": {
      if (!directory) return null;
      const named = directory.pipelines.filter(({ id, name }) => id === pipeline || name === pipeline);
      const pipelines = named.length > 0 ? named : directory.pipelines;
      return pipelines.map(({ name, stages }) => ({ label: name, choices: stages }));
    }
    default:
      return null;
  }
}

function whole(choices: Choice[]): ChoiceGroup[] {
  return [{ label: null, choices }];
}
