import type { CrmDirectory } from "../types";

const ENDED_STAGE = /^(\d+):(won|lost)$/;

/** Id of the stage that stands for «won» or «lost» of a pipeline. */
export function toEndedStageId(pipelineId: number, status: "won" | "lost"): string {
  return `${pipelineId}:${status}`;
}

/** The pipeline and state behind such an id; null when it is a stage of theirs. */
export function readEndedStage(stageId: string): { pipelineId: string; status: "won" | "lost" } | null {
  const [, pipelineId, status] = ENDED_STAGE.exec(stageId) ?? [];
  return pipelineId && (status === "won" || status === "lost") ? { pipelineId, status } : null;
}

/** Address of the account's pages; without what was read of it, the one that leads everybody to their own. */
export function toAccountUrl(companyDomain: string | null): string {
  return `https://${companyDomain ?? "app"}.pipedrive.com`;
}

/** The account's name in its address, which the directory keeps. */
export function readCompanyDomain({ fields }: CrmDirectory): string | null {
  const name = fields.find(({ entity, key }) => entity === "contact" && key === "name");
  return name?.nativeType?.split("@")[1] ?? null;
}

/** Labels of people: from their names to ids and back. */
export function readLabels({ fields }: CrmDirectory): {
  idOf(name: string): number | null;
  nameOf(id: number): string;
} {
  const tags = fields.find(({ entity, key }) => entity === "contact" && key === "tags");
  const ids = (tags?.nativeType?.replace("labels:", "").split(",") ?? []).map(Number);
  const names = tags?.options?.map(({ id }) => id) ?? [];
  return {
    idOf(name) {
      const place = names.findIndex((known) => known.trim().toLowerCase() === name.trim().toLowerCase());
      return ids[place] ?? null;
    },
    nameOf: (id) => names[ids.indexOf(id)] ?? String(id),
  };
}

/** The stage that a deal begins with in a pipeline; null when the pipeline is not known. */
export function findFirstStage({ pipelines }: CrmDirectory, pipelineId: string): string | null {
  const stages = pipelines.find(({ id }) => id === pipelineId)?.stages ?? [];
  return stages.find(({ kind }) => kind === "open")?.id ?? null;
}
