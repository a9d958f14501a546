import type { ApiContact, ApiDeal, ApiField, ApiPipeline, ApiTask, ApiUser } from "@/lib/crm/trial/api-types";
import type { FieldValue } from "@/lib/crm/types";
import type { SeedField, SeedStage } from "./seed-data";

/** Records of a trial CRM as its API gives them. Pure; `toUrl` makes the address of a record's page. */

type StoredRecord = { id: string; responsibleId: string | null; createdAt: Date; updatedAt: Date };
export type StoredContact = StoredRecord & { values: Record<string, FieldValue> };
export type StoredDeal = StoredContact & {
  contactId: string;
  pipelineId: string;
  stageId: string;
  kind: "open" | "won" | "lost";
};
export type StoredTask = StoredRecord & {
  contactId: string;
  dealId: string | null;
  text: string;
  dueAt: Date;
  isDone: boolean;
};
type ToUrl = (kind: "contacts" | "deals" | "tasks", id: string) => string | null;

export function toApiUser(user: { id: string; name: string; email: string | null; isActive: boolean }): ApiUser {
  return { id: user.id, full_name: user.name, email: user.email, is_active: user.isActive };
}

export function toApiPipeline(pipeline: { id: string; name: string; stages: readonly SeedStage[] }): ApiPipeline {
  const stages = pipeline.stages.map(({ id, name, kind }) => ({ id, title: name, kind }));
  return { id: pipeline.id, title: pipeline.name, stages };
}

export function toApiField({ entity, key, label, type, isBuiltIn, isRequired, options }: SeedField): ApiField {
  return {
    entity,
    code: key,
    title: label,
    type,
    is_built_in: isBuiltIn,
    is_required: isRequired,
    choices: options?.map((option) => ({ id: option.id, title: option.label })) ?? null,
  };
}

export function toApiContact(contact: StoredContact, toUrl: ToUrl): ApiContact {
  return { ...toApiRecord(contact, toUrl("contacts", contact.id)), properties: contact.values };
}

export function toApiDeal(deal: StoredDeal, toUrl: ToUrl): ApiDeal {
  return {
    ...toApiRecord(deal, toUrl("deals", deal.id)),
    contact_id: deal.contactId,
    pipeline_id: deal.pipelineId,
    stage_id: deal.stageId,
    state: deal.kind,
    properties: deal.values,
  };
}

export function toApiTask(task: StoredTask, toUrl: ToUrl): ApiTask {
  return {
    ...toApiRecord(task, toUrl("tasks", task.id)),
    contact_id: task.contactId,
    deal_id: task.dealId,
    text: task.text,
    due_at: task.dueAt.toISOString(),
    is_done: task.isDone,
  };
}

function toApiRecord({ id, responsibleId, createdAt, updatedAt }: StoredRecord, webUrl: string | null) {
  return {
    id,
    owner_id: responsibleId,
    created_at: createdAt.toISOString(),
    updated_at: updatedAt.toISOString(),
    web_url: webUrl,
  };
}
