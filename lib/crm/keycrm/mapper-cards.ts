import { appendText, trimLines } from "../note-lines";
import type {
  CreateDealInput,
  CreateTaskInput,
  CrmDeal,
  CrmDirectory,
  CrmPipeline,
  CrmUser,
  DealValues,
} from "../types";
import type { ApiCard, ApiCardInput } from "./api-types";
import { COMMENT_KEYS_ON_UPDATE, NOT_FINISHED } from "./assumptions";
import { toNumber, toShortText, toText, withoutBlanks, withoutUndefined } from "./mapper-contacts";
import { UTM_KEYS } from "./mapper-directory";
import { fromCustomValues, listCustomFields, toCustomValues } from "./mapper-fields";
import { toIsoTime, toKeycrmTime } from "./times";

const NAME_FALLBACK = "Нова заявка";

/** `contactId`: whose card it is where the card itself does not say so, as its person may be tied to no buyer. */
export function toDeal(card: ApiCard, directory: CrmDirectory, contactId = ""): CrmDeal & { isActive: boolean } {
  const stageId = card.status_id ?? null;
  const pipelineId = card.pipeline_id ?? card.status?.pipeline_id ?? findPipeline(directory, stageId)?.id ?? null;
  const responsibleId = card.manager_id ?? null;
  const values = {
    name: card.title,
    pipeline: pipelineId,
    stage: stageId,
    responsible: responsibleId,
    source: card.source_id,
    manager_comment: card.manager_comment,
    ...Object.fromEntries(UTM_KEYS.map((key) => [key, card[key]])),
    ...fromCustomValues(card.custom_fields, listCustomFields(directory, "deal")),
  };
  return {
    id: card.id,
    contactId: card.contact?.client_id ?? contactId,
    values: withoutBlanks(values),
    pipelineId,
    stageId,
    responsibleId,
    updatedAt: toIsoTime(card.updated_at),
    url: null,
    isActive: isOpen(card, directory),
  };
}

/** A card is open in a stage that is not final, or not known yet, while it is not finished. */
function isOpen({ status_id, is_finished }: ApiCard, { pipelines }: CrmDirectory) {
  const stage = pipelines.flatMap(({ stages }) => stages).find(({ id }) => id === status_id);
  return (stage?.kind ?? "open") === "open" && NOT_FINISHED.includes(is_finished);
}

type Place = { pipelineId: string | null; stageId: string | null };

/** Where a new card belongs: a pipeline without a stage means its first open one; nothing at all is left to KeyCRM. */
export function toPlace({ pipelineId, stageId, values }: CreateDealInput, { pipelines }: CrmDirectory): Place {
  const stage = stageId ?? toText(values.stage) ?? null;
  const pipeline = pipelineId ?? toText(values.pipeline) ?? null;
  if (stage) return { stageId: stage, pipelineId: findPipeline({ pipelines }, stage)?.id ?? pipeline };
  return { pipelineId: pipeline, stageId: pipeline ? findFirstOpen(pipelines, pipeline) : null };
}

export function toNewCard(input: CreateDealInput, { place, directory }: { place: Place; directory: CrmDirectory }) {
  const { values, responsibleId, contactId } = input;
  return withoutUndefined<ApiCardInput>({
    title: toTitle(values),
    pipeline_id: toNumber(place.pipelineId),
    status_id: toNumber(place.stageId),
    source_id: toNumber(toText(values.source)),
    manager_id: toNumber(responsibleId ?? toText(values.responsible)),
    manager_comment: toText(values.manager_comment),
    contact: { client_id: toNumber(contactId) },
    ...Object.fromEntries(UTM_KEYS.map((key) => [key, toText(values[key])])),
    custom_fields: toCustomValues(values, listCustomFields(directory, "deal")),
  });
}

/** The name that a card is made under. */
export function toTitle(values: DealValues): string {
  return toShortText(values.name) ?? NAME_FALLBACK;
}

/** UTM marks are written when a card is made, and cannot be changed later. A stage moves the card to its pipeline. */
export function toCardChange(values: DealValues, directory: CrmDirectory): ApiCardInput {
  const pipeline = toText(values.pipeline);
  const stage = toText(values.stage) ?? (pipeline ? findFirstOpen(directory.pipelines, pipeline) : null);
  return withoutUndefined<ApiCardInput>({
    title: toShortText(values.name),
    status_id: toNumber(stage),
    source_id: toNumber(toText(values.source)),
    manager_id: toNumber(toText(values.responsible)),
    ...(values.manager_comment !== undefined && toComment(String(values.manager_comment))),
    custom_fields: toCustomValues(values, listCustomFields(directory, "deal")),
  });
}

/** The comment of a card under the names that an update may take it by. */
function toComment(text: string): ApiCardInput {
  return Object.fromEntries(COMMENT_KEYS_ON_UPDATE.map((key) => [key, text]));
}

/** Whether a card shows a change that was sent. */
export function hasChange(card: ApiCard, change: ApiCardInput): boolean {
  const { title, status_id, source_id, manager_id, manager_comment, communicate_at } = card;
  const shown: Record<string, unknown> = { title, status_id, source_id, manager_id, manager_comment, communicate_at };
  const isShown = Object.entries(change).every(
    ([key, value]) => !(key in shown) || trimLines(String(shown[key])) === trimLines(String(value)),
  );
  return isShown && hasCustomValues(card, change);
}

function hasCustomValues({ custom_fields }: ApiCard, change: ApiCardInput) {
  const sent = Array.isArray(change.custom_fields) ? change.custom_fields : [];
  return sent.every(({ uuid, value }) =>
    custom_fields.some((field) => field.uuid === uuid && isSame(field.value, value)),
  );
}

function isSame(left: unknown, right: unknown) {
  return JSON.stringify([left].flat().map(String)) === JSON.stringify([right].flat().map(String));
}

const KYIV_TIME = new Intl.DateTimeFormat("uk-UA", {
  timeZone: "Europe/Kyiv",
  dateStyle: "short",
  timeStyle: "short",
});

/** A task as a line of a comment, with the name of whom it is for: KeyCRM has no tasks. */
export function toTaskLine({ text, dueAt, responsibleId }: CreateTaskInput, users: readonly CrmUser[]): string {
  const name = users.find(({ id }) => id === responsibleId)?.name;
  return `Зв'язатися до ${KYIV_TIME.format(new Date(dueAt))}${name ? ` (${name})` : ""}: ${text}`;
}

/** A task on a card: its next contact, and the line below the comment that is there. A card that is nobody's becomes the responsible's. */
export function toCardTask(task: CreateTaskInput, { card, line }: { card: ApiCard; line: string }): ApiCardInput {
  return withoutUndefined<ApiCardInput>({
    communicate_at: toKeycrmTime(task.dueAt),
    manager_id: card.manager_id ? undefined : toNumber(task.responsibleId),
    ...toComment(appendText(card.manager_comment, line)),
  });
}

export function listOpenStageIds({ pipelines }: Pick<CrmDirectory, "pipelines">): string[] {
  return pipelines.flatMap(({ stages }) => stages.filter(({ kind }) => kind === "open").map(({ id }) => id));
}

function findPipeline({ pipelines }: Pick<CrmDirectory, "pipelines">, stageId: string | null): CrmPipeline | undefined {
  return pipelines.find(({ stages }) => stages.some(({ id }) => id === stageId));
}

export function findFirstOpen(pipelines: readonly CrmPipeline[], pipelineId: string | null): string | null {
  return pipelines.find(({ id }) => id === pipelineId)?.stages.find(({ kind }) => kind === "open")?.id ?? null;
}
