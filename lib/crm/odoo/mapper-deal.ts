import { toComparable, toHtml } from "../html";
import type { CreateDealInput, CreateTaskInput, CrmDeal, CrmPipeline, DealValues } from "../types";
import type { OdooDomain, OdooFields, OdooRow, OdooVals } from "./api-types";
import { REQUEST_ID_FIELD } from "./mapper-fields";
import { type NameLists, toIso, toLinkId, toText, toVals, toValues } from "./mapper-values";

const NAME_FALLBACK = "Нова заявка";
/** Odoo has no stage for what is lost: such a deal is put into the archive. */
const LOST = "lost";
const LOST_NAME = "Втрачено";
/** What a deal is told by, and what a write of it needs. */
export const DEAL_CODES = [
  ...["name", "active", "partner_id", "team_id", "stage_id", "user_id", "write_date"],
  REQUEST_ID_FIELD,
];
/** Built-in values that say where a deal belongs. */
const PLACE = ["pipeline", "stage", "responsible"];

/** Odoo's To-do, which every database has from its beginning. */
const TASK_TYPE = "mail.mail_activity_data_todo";
const SUMMARY_LENGTH_MAX = 100;
/** Where a user has no time zone. */
const DEFAULT_TIME_ZONE = "Europe/Kyiv";

/**
 * Teams with the stages that each sees. A stage may be of one team (`team_id` until version 18), of several (`team_ids` since
 * 19) or of all. Its id stands beside its team's, so that it says where a deal goes.
 */
export function toPipelines(teams: readonly OdooRow[], stages: readonly OdooRow[]): CrmPipeline[] {
  return teams.flatMap((team) => {
    const seen = stages.filter((stage) => isSeenBy(stage, team.id));
    const listed = seen.map((stage) => ({
      id: `${team.id}:${stage.id}`,
      name: toText(stage.name),
      kind: stage.is_won === true ? ("won" as const) : ("open" as const),
    }));
    if (!listed.some(({ kind }) => kind === "open")) return [];
    const lost = { id: `${team.id}:${LOST}`, name: LOST_NAME, kind: "lost" as const };
    return [{ id: String(team.id), name: toText(team.name), stages: [...listed, lost] }];
  });
}

/** `isWon` says whether the deal's stage is one of those that are won. */
export function toDeal(
  row: OdooRow,
  {
    url,
    isWon,
    ...from
  }: { keys: readonly string[]; fields: OdooFields; names: NameLists; url: string; isWon: boolean },
): CrmDeal & { isActive: boolean } {
  const pipelineId = toLinkId(row.team_id);
  const stage = row.active === false ? LOST : toLinkId(row.stage_id);
  const stageId = pipelineId && stage && `${pipelineId}:${stage}`;
  const { pipeline: _team, stage: _stage, ...values } = toValues("deal", row, from);
  return {
    id: String(row.id),
    contactId: toLinkId(row.partner_id) ?? "",
    values: { ...values, ...(pipelineId && { pipeline: pipelineId }), ...(stageId && { stage: stageId }) },
    pipelineId,
    stageId,
    responsibleId: toLinkId(row.user_id),
    updatedAt: toIso(row.write_date),
    url,
    isActive: row.active !== false && !isWon,
  };
}

type Writing = { fields: OdooFields; names: NameLists; pipelines: readonly CrmPipeline[] };

export function toNewDeal(input: CreateDealInput, { fields, names, pipelines }: Writing): OdooVals {
  const { contactId, values, requestId } = input;
  const pipelineId = input.pipelineId ?? toKnownText(values.pipeline);
  const stageId = input.stageId ?? toKnownText(values.stage);
  const responsible = input.responsibleId ?? values.responsible;
  return {
    ...toVals("deal", values, { fields, names, except: PLACE }),
    name: toNewName(values),
    // Where the option «Leads» is on, it would become a lead that is no deal yet.
    type: "opportunity",
    partner_id: Number(contactId),
    // Else it would be the owner of the API key.
    user_id: responsible === undefined ? false : Number(responsible),
    ...toPlace({ pipelineId: pipelineId ?? (stageId ? null : (pipelines[0]?.id ?? null)), stageId }, pipelines),
    ...(fields[REQUEST_ID_FIELD] && { [REQUEST_ID_FIELD]: requestId }),
  };
}

/** A deal of the contact under the name that it is made under, wherever it has got to. */
export function toMadeDealDomain({ contactId, values }: CreateDealInput): OdooDomain {
  return [
    ["partner_id", "=", Number(contactId)],
    ["type", "=", "opportunity"],
    ["name", "=", toNewName(values)],
  ];
}

function toNewName({ name }: DealValues) {
  return toKnownText(name) ?? NAME_FALLBACK;
}

export function toDealChange(values: DealValues, { fields, names, pipelines }: Writing): OdooVals {
  const pipelineId = toKnownText(values.pipeline);
  const stageId = toKnownText(values.stage);
  const { responsible } = values;
  return {
    ...toVals("deal", values, { fields, names, except: PLACE }),
    ...(responsible !== undefined && { user_id: Number(responsible) }),
    ...toPlace({ pipelineId, stageId }, pipelines),
  };
}

/**
 * Team and stage of a deal. A stage decides the team, unless it is one of another team than was asked for: then the deal goes to
 * the first open stage there.
 */
function toPlace(
  { pipelineId, stageId }: { pipelineId: string | null; stageId: string | null },
  pipelines: readonly CrmPipeline[],
): OdooVals {
  const [team, stage] = stageId?.split(":") ?? [];
  const isAsked = team !== undefined && stage !== undefined && (pipelineId === null || pipelineId === team);
  if (isAsked && stage === LOST) return { team_id: Number(team), active: false, probability: 0 };
  if (isAsked) return { team_id: Number(team), stage_id: Number(stage), active: true };
  if (pipelineId === null) return {};
  // Of a team that is not known Odoo itself takes the first stage.
  return { team_id: Number(pipelineId), ...toFirstStage(pipelineId, pipelines), active: true };
}

/** The first open stage of a team. */
export function toFirstStage(pipelineId: string | null, pipelines: readonly CrmPipeline[]): OdooVals {
  const first = pipelines.find(({ id }) => id === pipelineId)?.stages.find(({ kind }) => kind === "open");
  return first ? { stage_id: Number(first.id.split(":")[1]) } : {};
}

/** Whether the stage is the one that stands for what is lost. */
export function isLostStage(stageId: DealValues[string] | undefined): boolean {
  return typeof stageId === "string" && stageId.endsWith(`:${LOST}`);
}

/**
 * A task is an activity on the deal or, without one, on the contact. Odoo keeps a day for it and no time, so that the time
 * stands in the text, where it also tells one task from another.
 */
export function toTask({ text, dueAt, responsibleId }: CreateTaskInput, { timeZone }: { timeZone: string }) {
  const { day, time } = toLocalTime(dueAt, timeZone);
  const [summary = ""] = text.trim().split("\n");
  return {
    act_type_xmlid: TASK_TYPE,
    // Else Odoo takes it for one of its own, which its apps may clear away.
    automated: false,
    date_deadline: day,
    summary: [...summary].slice(0, SUMMARY_LENGTH_MAX).join(""),
    note: `<p>${toHtml(`${text}\n⏰ ${day} ${time}`)}</p>`,
    ...(responsibleId !== null && { user_id: Number(responsibleId) }),
  };
}

/** Whether an activity of the same record and day is the task: its whole text is compared, but for what Odoo's sanitiser changes. */
export function isSameTask(row: OdooRow, task: Pick<ReturnType<typeof toTask>, "note">): boolean {
  return toComparable(toText(row.note)) === toComparable(task.note);
}

function toLocalTime(iso: string, timeZone: string) {
  const parts = createFormat(timeZone).formatToParts(new Date(iso));
  const part = (type: string) => parts.find((candidate) => candidate.type === type)?.value ?? "";
  return {
    day: `${part("year")}-${part("month")}-${part("day")}`,
    time: `${part("hour")}:${part("minute")}`,
  };
}

/** Odoo knows zones that this runtime may not. */
function createFormat(timeZone: string) {
  const shape = {
    ...({ year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit" } as const),
    hourCycle: "h23",
  } as const;
  try {
    return new Intl.DateTimeFormat("en-GB", { ...shape, timeZone: timeZone || DEFAULT_TIME_ZONE });
  } catch {
    return new Intl.DateTimeFormat("en-GB", { ...shape, timeZone: DEFAULT_TIME_ZONE });
  }
}

function isSeenBy({ team_id, team_ids }: OdooRow, teamId: number) {
  if (Array.isArray(team_ids)) return team_ids.length === 0 || team_ids.some((id) => id === teamId);
  const team = toLinkId(team_id);
  return team === null || team === String(teamId);
}

function toKnownText(value: DealValues[string] | undefined): string | null {
  return typeof value === "string" && value.trim() !== "" ? value : null;
}
