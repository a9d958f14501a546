import type { CreateDealInput, CreateTaskInput, CrmDeal, CrmDirectory, CrmPipeline, DealValues } from "../types";
import { type ApiActivity, type ApiDeal, type ApiTodo, type ApiValues, ORIGINATOR_ID, OWNER_TYPES } from "./api-types";
import { toFields, toRef, toValues } from "./mapper";
import { toNumericId, toUtc, toZoned } from "./mapper-values";

const DEAL_NAME_FALLBACK = "Нова заявка";
const TITLE_CHARS_MAX = 120;
/** Stages of other pipelines than the first carry the pipeline's number. */
const STAGE_PREFIX = /^C(\d+):/;

/** A deal, for the contact that it was asked for where that is not its first one. */
export function toDeal(
  deal: ApiDeal,
  { contactId, directory, portalUrl }: { contactId?: string; directory: CrmDirectory; portalUrl: string },
): CrmDeal & { isActive: boolean } {
  const values = toValues("deal", deal, directory);
  // A deal that nobody gave an amount to says 0.
  if (values.amount === 0) delete values.amount;
  return {
    ...toRef("deal", { id: deal.ID, portalUrl }),
    contactId: contactId ?? toText(deal.CONTACT_ID) ?? "",
    values,
    pipelineId: toText(deal.CATEGORY_ID),
    stageId: toText(deal.STAGE_ID),
    responsibleId: typeof values.responsible === "string" ? values.responsible : null,
    updatedAt: toUtc(deal.DATE_MODIFY),
    isActive: deal.STAGE_SEMANTIC_ID ? deal.STAGE_SEMANTIC_ID === "P" : deal.CLOSED !== "Y",
  };
}

/**
 * Where a deal goes: to its stage, or to the first open one of its pipeline. A stage of another pipeline than the one named
 * counts for nothing, as the CRM would pass over it. Null where the directory has no such place.
 */
export function toPlace(
  { pipelineId, stageId }: { pipelineId: string | null; stageId: string | null },
  { pipelines }: CrmDirectory,
): { categoryId: number; stageId: string } | null {
  const asked = pipelineId ?? (stageId && toPipelineId(stageId));
  const pipeline = asked === null ? pipelines[0] : pipelines.find(({ id }) => id === asked);
  const stage = pipeline && findStage(pipeline, stageId);
  return stage ? { categoryId: Number(pipeline.id), stageId: stage.id } : null;
}

/** @example toPipelineId("C7:WON") // => "7" */
export function toPipelineId(stageId: string): string {
  return STAGE_PREFIX.exec(stageId)?.[1] ?? "0";
}

export function toNewDeal(
  { contactId, values, requestId, ...decided }: CreateDealInput,
  directory: CrmDirectory,
): ApiValues {
  const wish = {
    pipelineId: decided.pipelineId ?? toText(values.pipeline),
    stageId: decided.stageId ?? toText(values.stage),
  };
  const place = toPlace(wish, directory);
  const responsibleId = decided.responsibleId ?? toText(values.responsible);
  return {
    TITLE: DEAL_NAME_FALLBACK,
    ...toFields("deal", values, directory),
    // The CRM's own words say what is wrong with a pipeline that the directory does not have.
    ...(place ? { CATEGORY_ID: place.categoryId, STAGE_ID: place.stageId } : toRawPlace(wish)),
    ...(responsibleId && { ASSIGNED_BY_ID: toNumericId(responsibleId) }),
    // [?] not confirmed: that the first of the list becomes the deal's main contact.
    CONTACT_IDS: [toNumericId(contactId)],
    ORIGINATOR_ID,
    ORIGIN_ID: requestId,
  };
}

/** What changes on a deal within its pipeline. */
export function toDealChange(values: DealValues, directory: CrmDirectory): ApiValues {
  const stageId = toText(values.stage);
  return { ...toFields("deal", values, directory), ...(stageId && { STAGE_ID: stageId }) };
}

/** A to-do stands on the deal, else on the contact. Its whole text is the description, its first line the title. */
export function toTodo({ contactId, dealId, responsibleId, text, dueAt }: CreateTaskInput): ApiTodo {
  const { ownerTypeId, ownerId } = toOwner({ contactId, dealId });
  return {
    ownerTypeId,
    ownerId: Number(ownerId),
    deadline: toZoned(dueAt),
    title: toTitle(text),
    description: text,
    ...(responsibleId && { responsibleId: Number(responsibleId) }),
    pingOffsets: [0, 15],
  };
}

export function toOwner({ contactId, dealId }: Pick<CreateTaskInput, "contactId" | "dealId">) {
  return dealId
    ? { ownerTypeId: OWNER_TYPES.deal, ownerId: dealId }
    : { ownerTypeId: OWNER_TYPES.contact, ownerId: contactId };
}

/**
 * Whether an activity is the to-do of this task: due in the same second, with the same text or title. [?] not confirmed: in which
 * form the list gives the text, so that only its letters and figures are compared.
 */
export function isTodoOf({ text, dueAt }: CreateTaskInput, { SUBJECT, DESCRIPTION, DEADLINE }: ApiActivity): boolean {
  if (toZoned(DEADLINE ?? "") !== toZoned(dueAt)) return false;
  return isSameText(DESCRIPTION, text) || isSameText(SUBJECT, toTitle(text));
}

function findStage({ stages }: CrmPipeline, stageId: string | null) {
  return stages.find(({ id }) => id === stageId) ?? stages.find(({ kind }) => kind === "open");
}

function toRawPlace({ pipelineId, stageId }: { pipelineId: string | null; stageId: string | null }): ApiValues {
  return { ...(pipelineId && { CATEGORY_ID: toNumericId(pipelineId) }), ...(stageId && { STAGE_ID: stageId }) };
}

function toTitle(text: string) {
  const [line = ""] = text.trim().split("\n");
  const chars = [...line.trim()];
  return chars.length > TITLE_CHARS_MAX ? `${chars.slice(0, TITLE_CHARS_MAX - 1).join("")}…` : chars.join("");
}

/** A text without letters and figures is like any other such, so that it says nothing. */
function isSameText(held: string | null | undefined, wanted: string) {
  const comparable = toComparable(wanted);
  return comparable !== "" && toComparable(held ?? "") === comparable;
}

function toComparable(text: string) {
  return text.replace(/&(?:amp|lt|gt|quot|#0?39);/g, "").replace(/[^\p{L}\p{N}]+/gu, "");
}

function toText(value: unknown): string | null {
  const isText = typeof value === "string" || typeof value === "number";
  return isText && value !== "" ? String(value) : null;
}
