import { toTexts } from "../to-texts";
import type { CreateDealInput, CrmDeal, CrmDirectory, DealValues, FieldValue } from "../types";
import type { ApiDeal, ApiDealInput } from "./api-types";
import { findFirstStage, readCompanyDomain, readEndedStage, toAccountUrl, toEndedStageId } from "./directory-lookups";
import { DEAL_LABELS_KEY } from "./mapper-fields";
import { cut, SHORT_TEXT_LENGTH_MAX, toCustomFields, toCustomValues, toId, toText } from "./mapper-values";

/** Pipedrive refuses a deal without a title. */
const TITLE_FALLBACK = "Нова заявка";

export function toDeal(deal: ApiDeal, directory: CrmDirectory): CrmDeal & { isActive: boolean } {
  const { status } = deal;
  const pipelineId = String(deal.pipeline_id);
  const stageId =
    status === "won" || status === "lost" ? toEndedStageId(deal.pipeline_id, status) : String(deal.stage_id);
  const responsibleId = deal.owner_id == null ? null : String(deal.owner_id);
  return {
    id: String(deal.id),
    contactId: String(deal.person_id ?? ""),
    values: {
      ...toCustomValues("deal", deal.custom_fields, directory),
      ...toBuiltInValues(deal),
      pipeline: pipelineId,
      stage: stageId,
      ...(responsibleId && { responsible: responsibleId }),
    },
    pipelineId,
    stageId,
    responsibleId,
    updatedAt: deal.update_time ?? null,
    url: toDealUrl(deal.id, directory),
    isActive: isOpen(deal),
  };
}

/** An archived deal is out of sight for the people who work with it, as a deleted one is. */
export function isOpen({ status, is_archived, is_deleted }: ApiDeal): boolean {
  return status === "open" && is_archived !== true && is_deleted !== true;
}

export function toDealUrl(id: number, directory: CrmDirectory): string {
  return `${toAccountUrl(readCompanyDomain(directory))}/deal/${id}`;
}

export function toNewDeal(
  { contactId, values, pipelineId, stageId, responsibleId }: CreateDealInput,
  directory: CrmDirectory,
): ApiDealInput {
  const place = {
    pipeline: pipelineId ?? toText(values.pipeline) ?? "",
    stage: stageId ?? toText(values.stage) ?? "",
    responsible: responsibleId ?? toText(values.responsible) ?? "",
  };
  const ended = readEndedStage(place.stage);
  const { title = TITLE_FALLBACK, status, ...rest } = toDealChange({ ...values, ...place }, null, directory);
  const personId = toId(contactId);
  return {
    title,
    ...(personId && { person_id: personId }),
    ...rest,
    // A new deal is open by itself; one that is won or lost at once still has to lie in a pipeline.
    ...(ended && { ...toFirstStage(ended.pipelineId, directory), status }),
  };
}

/** Labels are replaced as a whole there, so that they are added to those which the deal has. */
export function needsDeal(values: DealValues): boolean {
  return values[DEAL_LABELS_KEY] !== undefined;
}

/** The change of a deal; names nothing that stays as it is. */
export function toDealChange(values: DealValues, deal: ApiDeal | null, directory: CrmDirectory): ApiDealInput {
  const title = cut(toText(values.name) ?? "", SHORT_TEXT_LENGTH_MAX);
  const amount = values.amount === undefined ? Number.NaN : Number(values.amount);
  const ownerId = toId(toText(values.responsible));
  const closeDate = toText(values.expected_close_date);
  const labelIds = toTexts(values[DEAL_LABELS_KEY]).flatMap((id) => toId(id) ?? []);
  return {
    ...(title && { title }),
    ...(ownerId && { owner_id: ownerId }),
    ...toPlace({ pipeline: toText(values.pipeline), stage: toText(values.stage) }, directory),
    ...(Number.isFinite(amount) && { value: amount }),
    ...(labelIds.length > 0 && { label_ids: [...new Set([...(deal?.label_ids ?? []), ...labelIds])] }),
    ...(closeDate && { expected_close_date: closeDate }),
    ...toCustomFields("deal", values, directory),
  };
}

/** A stage tells its pipeline, and «won» and «lost» leave a deal where it is. */
function toPlace(
  { pipeline, stage }: { pipeline?: string; stage?: string },
  directory: CrmDirectory,
): Pick<ApiDealInput, "pipeline_id" | "stage_id" | "status"> {
  const ended = stage ? readEndedStage(stage) : null;
  if (ended) return { status: ended.status };
  const stageId = toId(stage);
  if (stageId) return { stage_id: stageId, status: "open" };
  return pipeline ? toFirstStage(pipeline, directory) : {};
}

/** A pipeline alone means its first stage [K: not confirmed that Pipedrive takes it so by itself]. */
function toFirstStage(pipeline: string, directory: CrmDirectory): Pick<ApiDealInput, "pipeline_id" | "stage_id"> {
  const pipelineId = toId(pipeline);
  const stageId = toId(findFirstStage(directory, pipeline));
  return { ...(pipelineId && { pipeline_id: pipelineId }), ...(stageId && { stage_id: stageId }) };
}

/** An amount of nought is what Pipedrive gives a deal that has none. */
function toBuiltInValues({ title, value, expected_close_date, label_ids }: ApiDeal): Record<string, FieldValue> {
  return {
    ...(title && { name: title }),
    ...(value && { amount: value }),
    ...(expected_close_date && { expected_close_date }),
    ...(label_ids?.length && { [DEAL_LABELS_KEY]: label_ids.map(String) }),
  };
}
