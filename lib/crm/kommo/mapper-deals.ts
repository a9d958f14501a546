import { isSameText } from "../is-same-text";
import type { CreateDealInput, CreateTaskInput, CrmDeal, CrmDirectory, DealValues } from "../types";
import type { ApiLead, ApiTask, LeadChange, LeadInput, NewLead, NewTask, TaskPlace } from "./api-types";
import {
  dropBlank,
  toContactUrl,
  toFilled,
  toIsoTime,
  toList,
  toResponsible,
  toResponsibleId,
  toShortText,
  toText,
} from "./mapper-contacts";
import { toFieldInputs, toFieldValues, toSeconds } from "./mapper-values";
import { isOpenStatus, toPlace, toStageId } from "./stage-id";

const NAME_FALLBACK = "Нова заявка";
/** The type that every account has: to get in touch. */
const FOLLOW_UP_TYPE = 1;

/** `contactId`: whose deal it was asked for as; without it its main contact. */
export function toDeal(
  lead: ApiLead,
  { origin, contactId }: { origin: string; contactId?: string },
): CrmDeal & { isActive: boolean } {
  const stageId = toStageId(lead);
  const responsibleId = toResponsibleId(lead.responsible_user_id);
  return {
    id: String(lead.id),
    contactId: contactId ?? findMainContactId(lead),
    values: dropBlank({
      name: lead.name,
      // A deal without an amount has 0.
      amount: lead.price || null,
      pipeline: String(lead.pipeline_id),
      stage: stageId,
      responsible: responsibleId,
      tags: lead._embedded?.tags?.map((tag) => tag.name),
      ...toFieldValues(lead.custom_fields_values),
    }),
    pipelineId: String(lead.pipeline_id),
    stageId,
    responsibleId,
    updatedAt: toIsoTime(lead.updated_at),
    url: toDealUrl(lead.id, origin),
    isActive: !lead.is_deleted && isOpenStatus(lead.status_id),
  };
}

export function toDealUrl(id: number | string, origin: string): string {
  return `${origin}/leads/detail/${id}`;
}

export function toNewDeal(input: CreateDealInput, { pipelines, fields }: CrmDirectory): NewLead {
  const { contactId, values, requestId } = input;
  const tags = toTags(values);
  const place = toPlace(
    {
      pipelineId: input.pipelineId ?? toText(values.pipeline),
      stageId: input.stageId ?? toText(values.stage),
    },
    pipelines,
  );
  return {
    request_id: requestId,
    ...toInput(values, fields),
    name: toDealName(values),
    ...place,
    ...toResponsible(input.responsibleId ?? toText(values.responsible)),
    _embedded: { contacts: [{ id: Number(contactId), is_main: true }], ...(tags.length > 0 && { tags }) },
  };
}

export function toDealName(values: DealValues): string {
  return toShortText(values.name) ?? NAME_FALLBACK;
}

export function toDealChange(values: DealValues, { pipelines, fields }: CrmDirectory): LeadChange {
  const tags = toTags(values);
  return {
    ...toInput(values, fields),
    ...toPlace({ pipelineId: toText(values.pipeline), stageId: toText(values.stage) }, pipelines),
    ...(tags.length > 0 && { tags_to_add: tags }),
  };
}

/** Where a task stands: on the deal, or on the contact where there is none. */
export function toTaskPlace({ contactId, dealId }: CreateTaskInput): TaskPlace {
  return dealId
    ? { entity_type: "leads", entity_id: Number(dealId) }
    : { entity_type: "contacts", entity_id: Number(contactId) };
}

export function toNewTask(task: CreateTaskInput): NewTask {
  return {
    request_id: task.requestId,
    task_type_id: FOLLOW_UP_TYPE,
    text: task.text,
    complete_till: toSeconds(task.dueAt),
    ...toTaskPlace(task),
    ...toResponsible(task.responsibleId),
  };
}

/** Whether a task can be nothing else than what this input makes. A list that passed over its filter holds those of other records too. */
export function isSameTask({ text, complete_till, ...at }: ApiTask, input: CreateTaskInput): boolean {
  const { entity_type, entity_id } = toTaskPlace(input);
  const isThere = (at.entity_type ?? entity_type) === entity_type && (at.entity_id ?? entity_id) === entity_id;
  return isThere && isSameText(text, input.text) && complete_till === toSeconds(input.dueAt);
}

/** Tasks have no page of their own: they are shown on the card of their record. */
export function toTaskUrl({ contactId, dealId }: CreateTaskInput, origin: string): string {
  return dealId ? toDealUrl(dealId, origin) : toContactUrl(contactId, origin);
}

function toInput(values: DealValues, fields: CrmDirectory["fields"]): LeadInput {
  const name = toShortText(values.name);
  const price = values.amount === undefined ? Number.NaN : Math.round(Number(values.amount));
  return {
    ...(name && { name }),
    // The CRM keeps whole amounts only.
    ...(Number.isFinite(price) && { price }),
    ...toResponsible(toText(values.responsible)),
    ...toFilled(toFieldInputs(values, fields)),
  };
}

function toTags(values: DealValues) {
  return toList(values.tags).map((name) => ({ name }));
}

function findMainContactId({ _embedded }: ApiLead) {
  const contacts = _embedded?.contacts ?? [];
  const main = contacts.find(({ is_main }) => is_main) ?? contacts[0];
  return main ? String(main.id) : "";
}
