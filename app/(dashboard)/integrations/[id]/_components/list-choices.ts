import type { CrmDirectory } from "@/lib/crm/types";
import type { TargetField } from "./settings-context";

type Choice = { id: string; name: string; isActive?: boolean };
export type ChoiceGroup = { label: string | null; choices: Choice[] };

/**
 * What a field offers to pick a constant from, or null where it is free text. Stages are those of the pipeline that the
 * mapping names, else of all, by pipeline. What is `chosen` is always among them: a user who left, a stage of another pipeline.
 */
export function listChoices({
  field,
  directory,
  pipeline,
  chosen = "",
  words,
}: {
  field: TargetField | null;
  directory: CrmDirectory | null;
  /** Id or name of the deal's pipeline in the mapping. */
  pipeline: string | null;
  /** Id or name of what is chosen now. */
  chosen?: string;
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
      return directory && whole(directory.users.filter((user) => user.isActive || isChosen(user, chosen)));
    case "pipeline":
      return directory && whole(directory.pipelines);
    case "stage": {
      if (!directory) return null;
      const named = directory.pipelines.filter(({ id, name }) => id === pipeline || name === pipeline);
      const isElsewhere = !named.some(({ stages }) => stages.some((stage) => isChosen(stage, chosen)));
      const pipelines = named.length === 0 || (isElsewhere && chosen !== "") ? directory.pipelines : named;
      return pipelines.map(({ name, stages }) => ({ label: name, choices: stages }));
    }
    default:
      return null;
  }
}

/** The choice that a value means: by its id, or by its name, letter case put aside. */
export function findChoice(groups: readonly ChoiceGroup[], chosen: string): Choice | null {
  return groups.flatMap(({ choices }) => choices).find((choice) => isChosen(choice, chosen)) ?? null;
}

function isChosen({ id, name }: Choice, chosen: string): boolean {
  return id === chosen || name.toLowerCase() === chosen.trim().toLowerCase();
}

function whole(choices: Choice[]): ChoiceGroup[] {
  return [{ label: null, choices }];
}
