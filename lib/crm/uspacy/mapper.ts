import { phoneDigitsMatch } from "@/lib/phone/phone-digits-match";
import { toE164 } from "../identifier-hits";
import { hasLines } from "../note-lines";
import { toTexts } from "../to-texts";
import type {
  ContactValues,
  CreateContactInput,
  CreateDealInput,
  CreateTaskInput,
  CrmContact,
  CrmDeal,
  CrmDirectory,
  DealValues,
} from "../types";
import type { ApiRecord, ApiRecordInput } from "./api-types";
import { ACTIVITY_LINKS, CONTACT_NAME_FALLBACK, DEAL_NAME_FALLBACK, NOTE_FIELD, TITLE_LENGTH_MAX } from "./constants";
import { decodeValues, encodeValues, listContactData, readContactData, readId, toNumericId } from "./mapper-values";

export function toContact(record: ApiRecord, { fields }: CrmDirectory): CrmContact {
  return {
    id: record.id,
    values: decodeValues("contact", record, fields),
    phones: [...new Set(readContactData(record.phone).map((phone) => toE164(phone) ?? phone))],
    emails: [...new Set(readContactData(record.email).map((email) => email.toLowerCase()))],
    responsibleId: readId(record.owner),
    updatedAt: readTime(record.updated_at),
    url: null,
  };
}

/** `contactId` is whose deals were asked for, as a deal may have several contacts. */
export function toDeal(
  record: ApiRecord,
  { fields, pipelines }: CrmDirectory,
  contactId?: string,
): CrmDeal & { isActive: boolean } {
  const stageId = readId(record.kanban_stage_id);
  const pipeline = pipelines.find(({ stages }) => stages.some(({ id }) => id === stageId));
  const kind = pipeline?.stages.find(({ id }) => id === stageId)?.kind ?? "open";
  const pipelineId = readId(record.funnel_id) ?? pipeline?.id ?? null;
  const contacts: unknown[] = Array.isArray(record.contacts) ? record.contacts : [];
  return {
    id: record.id,
    contactId: contactId ?? readId(contacts[0]) ?? "",
    values: {
      ...decodeValues("deal", record, fields),
      ...(pipelineId && { pipeline: pipelineId }),
      ...(stageId && { stage: stageId }),
    },
    pipelineId,
    stageId,
    responsibleId: readId(record.owner),
    updatedAt: readTime(record.updated_at),
    url: null,
    isActive: kind === "open" && !CLOSED_STATUSES.includes(String(record.kanban_status)),
  };
}

/** What the deal itself says when it is over. */
const CLOSED_STATUSES = ["SUCCESS", "FAIL"];

export function toNewContact({ values, responsibleId }: CreateContactInput, { fields }: CrmDirectory): ApiRecordInput {
  return {
    ...splitName(values),
    ...encodeValues("contact", values, fields),
    title: toTitle(values),
    ...(responsibleId && { owner: toNumericId(responsibleId) }),
  };
}

/** The name that a contact is made under. */
export function toTitle(values: ContactValues): string {
  return toTexts(values.name).join(" ") || nameContact(values);
}

/** Lists are replaced as a whole there: phones, e-mails and the note are added to what is there now. */
export function toContactChange(values: ContactValues, { fields }: CrmDirectory, current: ApiRecord): ApiRecordInput {
  const { phone, email, note, ...others } = values;
  const phones = addTo(current.phone, toTexts(phone), phoneDigitsMatch);
  const emails = addTo(current.email, toTexts(email), (a, b) => a.toLowerCase() === b.toLowerCase());
  const added = addNote(current[NOTE_FIELD], toTexts(note).join("\n"));
  return {
    ...encodeValues("contact", others, fields, current),
    ...(phones && { phone: phones }),
    ...(emails && { email: emails }),
    ...(added && { [NOTE_FIELD]: added }),
  };
}

export function toNewDeal(input: CreateDealInput, directory: CrmDirectory): ApiRecordInput {
  const { contactId, values, responsibleId } = input;
  const record = encodeValues("deal", values, directory.fields);
  const stageId = input.stageId ?? readId(values.stage);
  const place = findPlace({ pipelineId: input.pipelineId ?? readId(values.pipeline), stageId }, directory);
  return {
    ...record,
    title: record.title ?? DEAL_NAME_FALLBACK,
    contacts: [toNumericId(contactId)],
    ...(responsibleId && { owner: toNumericId(responsibleId) }),
    ...(place.pipelineId && { funnel_id: toNumericId(place.pipelineId) }),
    ...(place.stageId && { kanban_stage_id: toNumericId(place.stageId) }),
  };
}

/** What changes of a deal, and the stage that it is moved to by a call of its own. `current` is needed for money alone. */
export function toDealChange(values: DealValues, directory: CrmDirectory, current?: ApiRecord) {
  const place = { pipelineId: readId(values.pipeline), stageId: readId(values.stage) };
  const isMoved = place.pipelineId !== null || place.stageId !== null;
  return {
    record: encodeValues("deal", values, directory.fields, current),
    stageId: isMoved ? findPlace(place, directory).stageId : null,
  };
}

/** Whether money of a deal is among the values. */
export function hasMoney(values: DealValues, { fields }: CrmDirectory): boolean {
  return fields.some(({ entity, key, nativeType }) => entity === "deal" && nativeType === "money" && key in values);
}

export function toNewTask({ contactId, dealId, responsibleId, text, dueAt }: CreateTaskInput): ApiRecordInput {
  const [first = ""] = text.split("\n");
  return {
    title: [...(first.trim() || DEAL_NAME_FALLBACK)].slice(0, TITLE_LENGTH_MAX).join(""),
    description: text,
    type: "task",
    status: "planned",
    priority: "neutral",
    end_time: Math.floor(Date.parse(dueAt) / 1000),
    ...(responsibleId && { responsible_id: toNumericId(responsibleId) }),
    crm_entities: { contacts: [toLink(contactId)], ...(dealId && { deals: [toLink(dealId)] }) },
  };
}

/** Whether an activity is the one that was to be made: the same words and time, on the same deal, or contact where there is no deal. */
export function isSameTask(
  record: ApiRecord,
  task: ApiRecordInput,
  { dealId, contactId }: Pick<CreateTaskInput, "dealId" | "contactId">,
): boolean {
  const isSame = (["title", "description", "end_time"] as const).every(
    (name) => String(record[name]) === String(task[name]),
  );
  const [name, id] = dealId === null ? ["contacts", contactId] : ["deals", dealId];
  return isSame && listLinkedIds(record.crm_entities, name).includes(id);
}

function listLinkedIds(entities: unknown, name: string): string[] {
  if (typeof entities !== "object" || entities === null) return [];
  const linked: unknown = Object.entries(entities).find(([key]) => key === name)?.[1];
  return (Array.isArray(linked) ? linked : [linked]).flatMap((item) => readId(item) ?? []);
}

function toLink(id: string) {
  return ACTIVITY_LINKS === "ids" ? toNumericId(id) : { id: toNumericId(id) };
}

/** The stage that was given, else the first open one of the pipeline. */
function findPlace(
  { pipelineId, stageId }: { pipelineId: string | null; stageId: string | null },
  { pipelines }: CrmDirectory,
) {
  const byStage = pipelines.find(({ stages }) => stages.some(({ id }) => id === stageId));
  // One that is not known any more is left for Uspacy to refuse: a deal never goes to another pipeline by itself.
  const isAnywhere = pipelineId === null && stageId === null;
  const pipeline = byStage ?? pipelines.find(({ id }) => id === pipelineId) ?? (isAnywhere ? pipelines[0] : undefined);
  const first = pipeline?.stages.find(({ kind }) => kind === "open");
  return { pipelineId: pipeline?.id ?? pipelineId, stageId: stageId ?? first?.id ?? null };
}

function splitName(values: ContactValues): ApiRecordInput {
  const [first, ...rest] = toTexts(values.name).join(" ").trim().split(/\s+/).filter(Boolean);
  if (!first || values.firstName !== undefined || values.lastName !== undefined) return {};
  return { first_name: first, ...(rest.length > 0 && { last_name: rest.join(" ") }) };
}

function nameContact(values: ContactValues) {
  const name = [...toTexts(values.firstName), ...toTexts(values.lastName)].join(" ");
  return name || toTexts(values.phone)[0] || toTexts(values.email)[0] || CONTACT_NAME_FALLBACK;
}

/** The list with what is new at its end; null when nothing is. */
function addTo(current: unknown, texts: string[], isSame: (a: string, b: string) => boolean) {
  const there = listContactData(current);
  const added: string[] = [];
  for (const text of texts) {
    const known = [...there.map((datum) => datum.text), ...added];
    if (!known.some((value) => value === text || isSame(value, text))) added.push(text);
  }
  if (added.length === 0) return null;
  const kept = there.map(({ item, text }) => (typeof item === "object" ? item : { value: text }));
  return [...kept, ...added.map((value) => ({ value }))];
}

/** The note below what is there; null when there is none or it is there already. */
function addNote(current: unknown, note: string) {
  const text = typeof current === "string" ? current : "";
  if (note === "" || hasLines(text, note)) return null;
  return text.trim() === "" ? note : `${text}\n\n${note}`;
}

function readTime(value: unknown): string | null {
  const seconds = Number(value);
  return value && Number.isFinite(seconds) ? new Date(seconds * 1000).toISOString() : null;
}
