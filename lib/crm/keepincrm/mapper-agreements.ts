import type { CreateDealInput, CreateTaskInput, CrmDeal, CrmDirectory, CrmPipeline, DealValues } from "../types";
import type { ApiAgreement, ApiInput, ApiTask } from "./api-types";
import { CURRENCY, RESULTS, TASK_PARENTS, TASK_TITLE_LENGTH_MAX } from "./assumptions";
import { readEnd, toEndId } from "./mapper-directory";
import {
  fromCustomFields,
  toCustomFields,
  toIsoTime,
  toNumber,
  toText,
  withoutBlanks,
  withoutUndefined,
} from "./mapper-values";

const NAME_FALLBACK = "Нова заявка";

/** A deal is open until it has a result; the stage of one that ended well or badly is the one that stands for it. */
export function toDeal(agreement: ApiAgreement, pipelines: readonly CrmPipeline[]): CrmDeal & { isActive: boolean } {
  const { stage, funnel, result } = agreement;
  const ownStage = stage?.id ?? agreement.stage_id ?? null;
  const pipelineId =
    funnel?.id ?? agreement.funnel_id ?? stage?.funnel?.id ?? findPipeline(pipelines, ownStage)?.id ?? null;
  const isEnd = result === RESULTS.won || result === RESULTS.lost;
  const stageId = isEnd && pipelineId ? toEndId(pipelineId, result) : ownStage;
  const responsibleId = agreement.main_responsible?.id ?? agreement.main_responsible_id ?? null;
  return {
    id: agreement.id,
    contactId: agreement.client?.id ?? agreement.client_id ?? "",
    values: withoutBlanks({
      name: agreement.title,
      pipeline: pipelineId,
      stage: stageId,
      // KeepinCRM has zero where there is no amount.
      amount: Number(agreement.total ?? 0) || null,
      source: agreement.source?.id ?? agreement.source_id,
      responsible: responsibleId,
      comment: agreement.comment,
      ...fromCustomFields(agreement),
    }),
    pipelineId,
    stageId,
    responsibleId,
    updatedAt: toIsoTime(agreement.updated_at),
    url: null,
    isActive: !result,
  };
}

export function toNewAgreement(input: CreateDealInput, directory: CrmDirectory): ApiInput {
  const { values, contactId, responsibleId } = input;
  const pipeline = input.pipelineId ?? toText(values.pipeline);
  const stage = input.stageId ?? toText(values.stage);
  return withoutUndefined({
    title: toTitle(values),
    client_id: toNumber(contactId),
    main_responsible_id: toNumber(responsibleId ?? toText(values.responsible)),
    // One that is closed from the start has to be in its funnel too.
    funnel_id: toNumber(stage && readEnd(stage) ? stage.split(":")[0] : undefined),
    ...toPlace({ pipeline, stage }, directory),
    ...toNamed(values),
    currency: values.amount === undefined ? undefined : (CURRENCY ?? undefined),
  });
}

/** The name that an agreement is made under. */
export function toTitle(values: DealValues): string {
  return toText(values.name) ?? NAME_FALLBACK;
}

export function toAgreementChange(values: DealValues, directory: CrmDirectory): ApiInput {
  return withoutUndefined({
    title: toText(values.name),
    main_responsible_id: toNumber(toText(values.responsible)),
    ...toPlace({ pipeline: toText(values.pipeline), stage: toText(values.stage) }, directory),
    ...toNamed(values),
  });
}

/** A stage that stands for a result closes the agreement where it is; a pipeline without a stage means its first open one. */
function toPlace(
  { pipeline, stage }: { pipeline: string | undefined; stage: string | undefined },
  { pipelines }: CrmDirectory,
): ApiInput {
  const result = stage ? readEnd(stage) : null;
  if (result) return { result };
  const funnel = stage ? (findPipeline(pipelines, stage)?.id ?? pipeline) : pipeline;
  return { funnel_id: toNumber(funnel), stage_id: toNumber(stage ?? findFirstOpen(pipelines, pipeline)) };
}

function toNamed(values: DealValues): ApiInput {
  return {
    total: values.amount === undefined ? undefined : Number(values.amount),
    source_id: toNumber(toText(values.source)),
    comment: toText(values.comment),
    custom_fields: toCustomFields(values),
  };
}

/** What a task is on: the deal, or the contact where there is none. */
export function toParent({ dealId, contactId }: CreateTaskInput): { type: string; id: string } {
  return dealId ? { type: TASK_PARENTS.deal, id: dealId } : { type: TASK_PARENTS.contact, id: contactId };
}

export function toNewTask(task: CreateTaskInput): ApiInput {
  const parent = toParent(task);
  return withoutUndefined({
    title: toTaskTitle(task),
    comment: task.text,
    deadline_at: task.dueAt,
    user_id: toNumber(task.responsibleId),
    parent_type: parent.type,
    parent_id: toNumber(parent.id),
  });
}

/** Whether a task is the one that was asked for: the same text and time, on the same record where the task says on which it is. */
export function isTask(found: ApiTask, task: CreateTaskInput): boolean {
  const parent = toParent(task);
  return (
    found.title === toTaskTitle(task) &&
    toSeconds(found.deadline_at) === toSeconds(task.dueAt) &&
    (found.comment ?? task.text) === task.text &&
    (found.parent_type ?? parent.type) === parent.type &&
    (found.parent_id ?? parent.id) === parent.id
  );
}

/** Fractions of a second may not be kept. */
function toSeconds(time: string | null | undefined): number {
  return Math.floor(Date.parse(time ?? "") / 1000);
}

function toTaskTitle({ text }: CreateTaskInput): string {
  // By whole characters, so that no emoji is cut in two.
  const characters = [...text];
  return characters.length > TASK_TITLE_LENGTH_MAX
    ? `${characters.slice(0, TASK_TITLE_LENGTH_MAX - 1).join("")}…`
    : text;
}

function findPipeline(pipelines: readonly CrmPipeline[], stageId: string | null): CrmPipeline | undefined {
  return pipelines.find(({ stages }) => stages.some(({ id }) => id === stageId));
}

function findFirstOpen(pipelines: readonly CrmPipeline[], pipelineId: string | undefined): string | undefined {
  return pipelines.find(({ id }) => id === pipelineId)?.stages.find(({ kind }) => kind === "open")?.id;
}
