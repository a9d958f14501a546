import { toHtml } from "../html";
import type {
  ContactValues,
  CreateContactInput,
  CreateDealInput,
  CreateTaskInput,
  CrmDirectory,
  CrmField,
  DealValues,
} from "../types";
import type { ApiCreate, ApiRecord } from "./api-types";
import { keepsRequestIds, REQUEST_ID_PROPERTY, toProperties } from "./mapper-fields";
import { toList, toNameParts } from "./mapper-people";

/** HubSpot's own kinds of ties between two records. */
const TIES = { deal_contact: 3, task_contact: 204, task_deal: 216, note_contact: 202 } as const;

/** HubSpot asks for one of these in a new contact. */
const CONTACT_NAMES = ["firstname", "lastname", "email"];
const CONTACT_NAME_FALLBACK = "Без імені";
const DEAL_NAME_FALLBACK = "Нова заявка";
/** The subject stands in lists; the whole text is in the body. */
const SUBJECT_CHARS_MAX = 250;
const NOTE_CHARS_MAX = 65_536;

/** What is to be set on a contact. Phones and e-mails are placed beside those that it has; the note is a record of its own. */
export type ContactChange = {
  properties: Record<string, string>;
  phones: string[];
  emails: string[];
  note: string | null;
};

export function toContactChange(
  { phone, email, note, name, firstName, lastName, [REQUEST_ID_PROPERTY]: _, ...others }: ContactValues,
  fields: readonly CrmField[],
): ContactChange {
  return {
    properties: {
      ...toProperties("contact", others, fields),
      ...toNameParts(definedOf({ name, firstName, lastName })),
    },
    phones: toList(phone),
    emails: toList(email),
    note: toList(note).join("\n") || null,
  };
}

/** `properties` are those that are set already. A contact that nothing names is named by its phone. */
export function toNewContact(
  properties: Record<string, string>,
  { responsibleId, requestId }: Pick<CreateContactInput, "responsibleId" | "requestId">,
  fields: readonly CrmField[],
): ApiCreate {
  const isNamed = CONTACT_NAMES.some((name) => properties[name]);
  return {
    properties: {
      ...properties,
      ...(!isNamed && { firstname: properties.phone || CONTACT_NAME_FALLBACK }),
      ...(responsibleId && { hubspot_owner_id: responsibleId }),
      ...(keepsRequestIds("contact", fields) && { [REQUEST_ID_PROPERTY]: requestId }),
    },
    associations: [],
  };
}

function definedOf(values: Record<string, ContactValues[string] | undefined>): ContactValues {
  return Object.fromEntries(
    Object.entries(values).flatMap(([key, value]) => (value === undefined ? [] : [[key, value] as const])),
  );
}

export function toNewDeal(input: CreateDealInput, { fields, pipelines }: CrmDirectory): ApiCreate {
  const properties = toDealProperties(input.values, fields);
  const place = placeDeal(
    {
      pipelineId: input.pipelineId ?? properties.pipeline ?? null,
      stageId: input.stageId ?? properties.dealstage ?? null,
    },
    pipelines,
  );
  return {
    properties: {
      ...properties,
      ...place,
      dealname: properties.dealname || DEAL_NAME_FALLBACK,
      ...(input.responsibleId && { hubspot_owner_id: input.responsibleId }),
      ...(keepsRequestIds("deal", fields) && { [REQUEST_ID_PROPERTY]: input.requestId }),
    },
    associations: [toTie("deal_contact", input.contactId)],
  };
}

/** A stage brings its pipeline along, and a pipeline its first open stage: HubSpot refuses one that does not belong to the other. */
export function toDealChange(values: DealValues, { fields, pipelines }: CrmDirectory): Record<string, string> {
  const properties = toDealProperties(values, fields);
  const { pipeline: pipelineId = null, dealstage: stageId = null } = properties;
  if (pipelineId === null && stageId === null) return properties;
  return { ...properties, ...placeDeal({ pipelineId, stageId }, pipelines) };
}

function toDealProperties({ [REQUEST_ID_PROPERTY]: _, ...values }: DealValues, fields: readonly CrmField[]) {
  return toProperties("deal", values, fields);
}

function placeDeal(
  { pipelineId, stageId }: { pipelineId: string | null; stageId: string | null },
  pipelines: CrmDirectory["pipelines"],
): Record<string, string> {
  const ofStage = pipelines.find(({ stages }) => stages.some(({ id }) => id === stageId));
  const pipeline = pipelineId ?? ofStage?.id ?? pipelines[0]?.id;
  const stages = pipelines.find(({ id }) => id === pipeline)?.stages ?? [];
  const dealstage = stageId ?? stages.find(({ kind }) => kind === "open")?.id;
  return { ...(pipeline && { pipeline }), ...(dealstage && { dealstage }) };
}

export function toNewTask({ text, dueAt, responsibleId, contactId, dealId }: CreateTaskInput): ApiCreate {
  return {
    properties: {
      hs_timestamp: dueAt,
      hs_task_subject: toSubject(text),
      hs_task_body: toHtml(text),
      hs_task_status: "NOT_STARTED",
      hs_task_type: "TODO",
      ...(responsibleId && { hubspot_owner_id: responsibleId }),
    },
    associations: [...(dealId ? [toTie("task_deal", dealId)] : []), toTie("task_contact", contactId)],
  };
}

/**
 * Whether a task is the one that was to be made: its subject and its time. HubSpot may write the HTML of its body anew.
 * [K] not confirmed: it keeps these two as they were sent.
 */
export function isSameTask({ properties }: ApiRecord, { text, dueAt }: CreateTaskInput): boolean {
  const time = properties.hs_timestamp ?? "";
  return (
    properties.hs_task_subject === toSubject(text) &&
    new Date(/^\d+$/.test(time) ? Number(time) : time).getTime() === new Date(dueAt).getTime()
  );
}

function toSubject(text: string) {
  const line = text
    .split("\n")
    .map((part) => part.trim())
    .find((part) => part !== "");
  return [...(line ?? "")].slice(0, SUBJECT_CHARS_MAX).join("");
}

export function toNewNote({ contactId, text, at }: { contactId: string; text: string; at: Date }): ApiCreate {
  return {
    properties: { hs_timestamp: at.toISOString(), hs_note_body: toNoteHtml(text) },
    associations: [toTie("note_contact", contactId)],
  };
}

/** A text that is too long loses its end. */
function toNoteHtml(text: string) {
  const html = toHtml(text);
  return html.length <= NOTE_CHARS_MAX ? html : toHtml(text.slice(0, NOTE_CHARS_MAX / 10));
}

function toTie(kind: keyof typeof TIES, id: string): ApiCreate["associations"][number] {
  return { to: { id }, types: [{ associationCategory: "HUBSPOT_DEFINED", associationTypeId: TIES[kind] }] };
}
