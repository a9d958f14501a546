import { CrmError } from "../error";
import type { CreateDealInput, CreateTaskInput, CrmAccount, CrmDeal, CrmDirectory, DealValues } from "../types";
import { type ApiOrg, type ApiRecord, type ApiRecordInput, type ApiUser, lookupValue } from "./api-types";
import {
  CLOSING_DAYS,
  DEAL_NAME_FALLBACK,
  DESCRIPTION_LENGTH_MAX,
  REQUEST_ID_FIELD,
  SINGLE_PIPELINE,
  SUBJECT_LENGTH_MAX,
  TASK_TIME_ZONE,
} from "./constants";
import { cutText, decodeValues, encodeValues } from "./mapper-values";
import { readText, toRecordUrl, toRequestField } from "./record";
import { readStageId, toStageId } from "./stage-id";

const DAY_MS = 24 * 60 * 60 * 1000;

export function toAccount({ user, org, crmOrigin }: { user: ApiUser; org: ApiOrg; crmOrigin: string }): CrmAccount {
  const userName = user.full_name || user.email || null;
  return {
    name: org.company_name || userName || "Zoho CRM",
    userName,
    url: org.zgid ? `${crmOrigin}/crm/org${encodeURIComponent(org.zgid)}` : `${crmOrigin}/crm/`,
  };
}

export function toDeal(record: ApiRecord, directory: CrmDirectory, crmOrigin: string): CrmDeal & { isActive: boolean } {
  const pipelineId = readText(record.Pipeline) ?? SINGLE_PIPELINE.id;
  const stage = readText(record.Stage);
  const stageId = stage && toStageId({ pipeline: pipelineId, stage });
  const responsibleId = lookupValue.safeParse(record.Owner).data?.id ?? null;
  return {
    id: record.id,
    contactId: lookupValue.safeParse(record.Contact_Name).data?.id ?? "",
    values: {
      ...decodeValues("deal", record, directory.fields),
      pipeline: pipelineId,
      ...(stageId && { stage: stageId }),
    },
    pipelineId,
    stageId,
    responsibleId,
    updatedAt: readText(record.Modified_Time),
    url: toRecordUrl(crmOrigin, "Deals", record.id),
    isActive: stage === null || stageKind({ stageId, stage }, directory) === "open",
  };
}

/**
 * A pipeline that is hidden or lost a stage still has deals there: then stages of that name in other pipelines tell. One that
 * came after the directory was read is taken for an open one.
 */
function stageKind({ stageId, stage }: { stageId: string | null; stage: string }, { pipelines }: CrmDirectory) {
  const known = pipelines.flatMap(({ stages }) => stages);
  const own = known.find(({ id }) => id === stageId) ?? known.find(({ id }) => readStageId(id)?.stage === stage);
  return own?.kind ?? "open";
}

export function toNewDeal(input: CreateDealInput, directory: CrmDirectory, now: Date): ApiRecordInput {
  const { contactId, values, requestId } = input;
  const record = encodeValues("deal", values, directory.fields);
  const hasClosingDate = directory.fields.some(({ entity, key }) => entity === "deal" && key === "Closing_Date");
  const closing = new Date(now.getTime() + CLOSING_DAYS * DAY_MS).toISOString().slice(0, 10);
  return {
    ...(hasClosingDate && { Closing_Date: closing }),
    ...record,
    Deal_Name: toDealName(values, directory),
    Contact_Name: { id: contactId },
    ...(input.responsibleId && { Owner: { id: input.responsibleId } }),
    ...toPlace(
      {
        pipelineId: input.pipelineId ?? readText(values.pipeline),
        stageId: input.stageId ?? readText(values.stage),
      },
      directory,
    ),
    ...toRequestField("deal", requestId, directory.fields),
  };
}

/** The name of a new deal, as Zoho keeps it. */
export function toDealName(values: DealValues, { fields }: CrmDirectory): string {
  return readText(encodeValues("deal", values, fields).Deal_Name) ?? DEAL_NAME_FALLBACK;
}

export function toDealChange(values: DealValues, directory: CrmDirectory): ApiRecordInput {
  const change = encodeValues("deal", values, directory.fields);
  delete change[REQUEST_ID_FIELD];
  const place = { pipelineId: readText(values.pipeline), stageId: readText(values.stage) };
  return { ...change, ...(place.pipelineId || place.stageId ? toPlace(place, directory) : {}) };
}

/** The time of day stands in the description, as the due date has none. */
export function toNewTask({ contactId, dealId, responsibleId, text, dueAt }: CreateTaskInput): ApiRecordInput {
  const due = new Date(dueAt);
  const [first = ""] = text.split("\n");
  return {
    Subject: cutText(first.trim() || DEAL_NAME_FALLBACK, SUBJECT_LENGTH_MAX),
    Description: `${cutText(text, DESCRIPTION_LENGTH_MAX - 100)}\n\n${toLocalTime(due)} (${TASK_TIME_ZONE})`,
    Due_Date: due.toLocaleDateString("sv-SE", { timeZone: TASK_TIME_ZONE }),
    Status: "Not Started",
    ...(responsibleId && { Owner: { id: responsibleId } }),
    Who_Id: { id: contactId },
    // Without the name of the module the link to the deal is not taken.
    ...(dealId && { What_Id: { id: dealId }, $se_module: "Deals" }),
  };
}

/** Whether a task is the one that was to be made. */
export function isSameTask(record: ApiRecord, task: ApiRecordInput): boolean {
  return (["Subject", "Description", "Due_Date"] as const).every(
    (name) => readText(record[name])?.replaceAll("\r\n", "\n") === task[name],
  );
}

/**
 * Pipeline and stage are named together: a stage must be one of its pipeline. Both are names, of which Zoho may make new ones:
 * those that are not there are refused here.
 */
function toPlace(
  { pipelineId, stageId }: { pipelineId: string | null; stageId: string | null },
  { pipelines }: CrmDirectory,
): ApiRecordInput {
  const given = stageId ? readStageId(stageId) : null;
  const wanted = given?.pipeline ?? pipelineId;
  const pipeline = wanted ? pipelines.find(({ id }) => id === wanted) : pipelines[0];
  const isThere = !given || pipeline?.stages.some(({ id }) => id === stageId);
  if ((wanted && !pipeline) || !isThere) throw refusePlace(given ? `stage «${given.stage}»` : `pipeline «${wanted}»`);
  const open = pipeline?.stages.find(({ kind }) => kind === "open");
  const place = given ?? (open ? readStageId(open.id) : null);
  if (!place) return {};
  return { ...(place.pipeline !== SINGLE_PIPELINE.id && { Pipeline: place.pipeline }), Stage: place.stage };
}

function refusePlace(what: string) {
  const message = `Zoho CRM has no ${what} any more: choose another one`;
  return new CrmError({ kind: "reject", code: "status", provider: "zoho", message });
}

function toLocalTime(time: Date) {
  return time.toLocaleString("uk-UA", { timeZone: TASK_TIME_ZONE, dateStyle: "short", timeStyle: "short" });
}
