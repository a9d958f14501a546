import { CrmError } from "../error";
import type { CrmPipeline } from "../types";

/** The final stages have the same ids in every pipeline; their names can be changed. */
export const WON_STATUS = 142;
const LOST_STATUS = 143;

/** Where a deal is, in the vendor's words. */
type Place = { pipeline_id: number; status_id: number };

export function isOpenStatus(statusId: number): boolean {
  return statusId !== WON_STATUS && statusId !== LOST_STATUS;
}

/**
 * An id of a stage that no other pipeline has.
 *
 * @example
 * toStageId({ pipeline_id: 7001, status_id: 142 }) // => "7001:142"
 */
export function toStageId({ pipeline_id, status_id }: Place): string {
  return `${pipeline_id}:${status_id}`;
}

/**
 * The place that a stage or a pipeline names, null where neither is given and the CRM puts the deal into its main pipeline. A stage
 * of another pipeline than the one given, or none, means the pipeline's first open stage.
 */
export function toPlace(
  { pipelineId, stageId }: { pipelineId: string | undefined; stageId: string | undefined },
  pipelines: readonly CrmPipeline[],
): Place | null {
  if (stageId !== undefined) {
    const place = parseStageId(stageId);
    if (pipelineId === undefined || pipelineId === String(place.pipeline_id)) return place;
  }
  if (pipelineId === undefined) return null;
  const pipeline = pipelines.find(({ id }) => id === pipelineId);
  const first = pipeline?.stages.find(({ kind }) => kind === "open");
  if (!first) throw refuse(`There is no pipeline ${pipelineId} with an open stage`);
  return parseStageId(first.id);
}

function parseStageId(stageId: string): Place {
  const [, pipeline, status] = /^(\d+):(\d+)$/.exec(stageId) ?? [];
  if (!pipeline || !status) throw refuse(`There is no stage ${stageId}`);
  return { pipeline_id: Number(pipeline), status_id: Number(status) };
}

function refuse(message: string) {
  return new CrmError({ kind: "reject", code: "status", provider: "kommo", message });
}
