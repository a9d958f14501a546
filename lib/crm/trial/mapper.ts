import { toE164 } from "../identifier-hits";
import type {
  ContactValues,
  CreateContactInput,
  CreateDealInput,
  CreateTaskInput,
  CrmAccount,
  CrmContact,
  CrmDeal,
  CrmDirectory,
  CrmEntity,
  CrmRecordRef,
  DealValues,
  FieldValue,
} from "../types";
import type {
  ApiContact,
  ApiContactInput,
  ApiDeal,
  ApiDealInput,
  ApiField,
  ApiMe,
  ApiPipeline,
  ApiProperties,
  ApiRecord,
  ApiTaskInput,
  ApiUser,
} from "./api-types";

/** Our name of a built-in field and theirs. */
const CODES: Record<CrmEntity, Readonly<Record<string, string>>> = {
  contact: {
    name: "full_name",
    firstName: "first_name",
    lastName: "last_name",
    phone: "phones",
    email: "emails",
    tags: "tags",
    note: "note",
    responsible: "owner_id",
  },
  deal: {
    name: "title",
    amount: "amount",
    source: "source",
    responsible: "owner_id",
    pipeline: "pipeline_id",
    stage: "stage_id",
  },
};
const KEYS = { contact: invert(CODES.contact), deal: invert(CODES.deal) };

/** Built-in values that stand beside the properties of a record. */
const OUTSIDE_PROPERTIES = ["responsible", "pipeline", "stage"];
/** Properties that hold several values. */
const LISTS = ["phones", "emails", "tags"];

/** The CRM refuses a record without these. */
const CONTACT_NAME_FALLBACK = "Без імені";
const DEAL_NAME_FALLBACK = "Нова заявка";

export function toAccount({ crm, web_url }: ApiMe): CrmAccount {
  return { name: crm.name, userName: null, url: web_url };
}

export function toDirectory(lists: { users: ApiUser[]; pipelines: ApiPipeline[]; fields: ApiField[] }): CrmDirectory {
  return {
    users: lists.users.map(({ id, full_name, email, is_active }) => ({
      id,
      name: full_name,
      email,
      isActive: is_active,
    })),
    pipelines: lists.pipelines.map(({ id, title, stages }) => ({
      id,
      name: title,
      stages: stages.map((stage) => ({ id: stage.id, name: stage.title, kind: stage.kind })),
    })),
    fields: lists.fields.map(({ entity, code, title, type, is_built_in, is_required, choices }) => ({
      entity,
      key: KEYS[entity][code] ?? code,
      label: title,
      type,
      isBuiltIn: is_built_in,
      isRequired: is_required,
      ...(choices && { options: choices.map((choice) => ({ id: choice.id, label: choice.title })) }),
    })),
  };
}

export function toContact({ id, owner_id, properties, updated_at, web_url }: ApiContact): CrmContact {
  return {
    id,
    values: toValues("contact", properties, { owner_id }),
    phones: toList(properties.phones).map((phone) => toE164(phone) ?? phone),
    emails: toList(properties.emails).map((email) => email.toLowerCase()),
    responsibleId: owner_id,
    updatedAt: updated_at,
    url: web_url,
  };
}

export function toDeal(deal: ApiDeal): CrmDeal & { isActive: boolean } {
  const { properties, owner_id, pipeline_id, stage_id } = deal;
  return {
    id: deal.id,
    contactId: deal.contact_id,
    values: toValues("deal", properties, { owner_id, pipeline_id, stage_id }),
    pipelineId: pipeline_id,
    stageId: stage_id,
    responsibleId: owner_id,
    updatedAt: deal.updated_at,
    url: deal.web_url,
    isActive: deal.state === "open",
  };
}

export function toRef({ id, web_url }: ApiRecord): CrmRecordRef {
  return { id, url: web_url };
}

export function toNewContact({ values, responsibleId, requestId }: CreateContactInput): ApiContactInput {
  const properties = toProperties("contact", values);
  return {
    request_id: requestId,
    owner_id: responsibleId ?? toText(values.responsible) ?? null,
    properties: { ...properties, full_name: properties.full_name ?? nameContact(properties) },
  };
}

export function toContactChange(values: ContactValues): ApiContactInput {
  return { ...toOutside("contact", values), properties: toProperties("contact", values) };
}

export function toNewDeal({ contactId, values, requestId, ...place }: CreateDealInput): ApiDealInput {
  const properties = toProperties("deal", values);
  return {
    request_id: requestId,
    contact_id: contactId,
    owner_id: place.responsibleId ?? toText(values.responsible) ?? null,
    pipeline_id: place.pipelineId ?? toText(values.pipeline),
    stage_id: place.stageId ?? toText(values.stage),
    properties: { ...properties, title: properties.title ?? DEAL_NAME_FALLBACK },
  };
}

export function toDealChange(values: DealValues): ApiDealInput {
  return { ...toOutside("deal", values), properties: toProperties("deal", values) };
}

export function toNewTask(task: CreateTaskInput): ApiTaskInput {
  return {
    request_id: task.requestId,
    contact_id: task.contactId,
    deal_id: task.dealId,
    owner_id: task.responsibleId,
    text: task.text,
    due_at: task.dueAt,
  };
}

/** A single phone or e-mail is given as itself, several as a list. */
function toValues(entity: CrmEntity, properties: ApiProperties, outside: Record<string, string | null>) {
  const values: Record<string, FieldValue> = {};
  for (const [code, value] of Object.entries({ ...properties, ...outside })) {
    if (value === null || value === "" || (Array.isArray(value) && value.length === 0)) continue;
    const isSingle = Array.isArray(value) && value.length === 1 && (code === "phones" || code === "emails");
    values[KEYS[entity][code] ?? code] = isSingle ? (value[0] ?? "") : value;
  }
  return values;
}

function toProperties(entity: CrmEntity, values: Record<string, FieldValue>): ApiProperties {
  const properties: ApiProperties = {};
  for (const [key, value] of Object.entries(values)) {
    if (OUTSIDE_PROPERTIES.includes(key)) continue;
    const code = CODES[entity][key] ?? key;
    properties[code] = LISTS.includes(code) ? toList(value) : value;
  }
  return properties;
}

function toOutside(entity: CrmEntity, values: Record<string, FieldValue>) {
  const outside = OUTSIDE_PROPERTIES.flatMap((key) => {
    const code = CODES[entity][key];
    const value = toText(values[key]);
    return code && value ? [[code, value]] : [];
  });
  return Object.fromEntries(outside) as Pick<ApiDealInput, "owner_id" | "pipeline_id" | "stage_id">;
}

function nameContact({ first_name, last_name, phones, emails }: ApiProperties) {
  const name = [first_name, last_name].filter(Boolean).join(" ");
  return name || toList(phones)[0] || toList(emails)[0] || CONTACT_NAME_FALLBACK;
}

function toList(value: FieldValue | undefined): string[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [String(value)];
}

function toText(value: FieldValue | undefined) {
  return typeof value === "string" && value !== "" ? value : undefined;
}

function invert(codes: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(codes).map(([key, code]) => [code, key]));
}
