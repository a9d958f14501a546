import { runAsAccount } from "@/db/account-sql";
import type { ContactValues, DealValues } from "@/lib/crm/types";
import type { Plan, PlanWrite } from "@/lib/rules/decide";
import type { DeliveryTask, LeadMatch, PreparedLead } from "./delivery-types";
import { type OpenConnection, openConnection } from "./open-connection";

/** What is to be written for a lead, to the last value; kept in `lead_work.plan`, so that a retry writes the same. */
export type LeadPlan = {
  run: number;
  kind: Plan["kind"];
  /** In order; updates that have nothing to send are left out. */
  writes: PlanWrite[];
  contact: { values: ContactValues; responsibleId: string | null } | null;
  deal: { values: DealValues; pipelineId: string | null; stageId: string | null; responsibleId: string | null } | null;
  task: { text: string; dueAt: string; responsibleId: string | null } | null;
  responsible: { id: string; name: string | null } | null;
};

/** A record that the lead led to. */
export type RecordLink = { id: string; url: string | null };
export type LeadRecords = { contact: RecordLink | null; deal: RecordLink | null; task: RecordLink | null };

export type LeadWork = {
  prepared: PreparedLead;
  connection: OpenConnection;
  match: LeadMatch;
  /** Null when it is not decided yet. */
  plan: LeadPlan | null;
  /** What is known to be in the CRM. */
  records: LeadRecords;
  /** A write that the step before has entered in the journal as started, in this process, and that was not sent yet. */
  started: { kind: PlanWrite; requestId: string } | null;
};

const KEPT_MAX = 1_000;
const kept = new Map<string, LeadWork>();

/** Hands a lead's work to the next step in this process, which then need not read it. */
export function keepWork(task: DeliveryTask, work: LeadWork): void {
  kept.set(nameOf(task), work);
  const [oldest] = kept.keys();
  if (kept.size > KEPT_MAX && oldest) kept.delete(oldest);
}

export function dropWork(task: DeliveryTask): void {
  kept.delete(nameOf(task));
}

/** The lead's work: from the step before, or as it is stored. Null when there is none of this run. */
export async function takeWork(task: DeliveryTask): Promise<LeadWork | null> {
  return kept.get(nameOf(task)) ?? readWork(task);
}

/** The match's records: what the CRM had before anything was written. */
export function matchedRecords({ contact, deal }: LeadMatch): LeadRecords {
  return {
    contact: contact && { id: contact.id, url: contact.url },
    deal: deal && { id: deal.id, url: deal.url },
    task: null,
  };
}

function nameOf({ leadId, run, runId }: DeliveryTask) {
  return `${leadId} ${run} ${runId}`;
}

type WorkRow = {
  prepared: PreparedLead | null;
  match: LeadMatch | null;
  plan: LeadPlan | null;
  connectionId: string;
  connectionVersion: string;
  written: { kind: PlanWrite; id: string; url: string | null }[] | null;
};

/** Reads the work as it is stored, with what the journal says was written; memory is not asked. */
async function readWork(task: DeliveryTask): Promise<LeadWork | null> {
  const { accountId, leadId, run } = task;
  const [row] = await runAsAccount(accountId, (sql) => [
    sql<WorkRow[]>`
      select work.prepared, work.match, work.plan, connection.id as "connectionId",
        connection.updated_at::text as "connectionVersion", (
          select json_agg(json_build_object('kind', kind, 'id', external_id, 'url', url))
          from crm_writes where lead_id = lead.id and run = ${run} and status = 'done'
        ) as written
      from leads lead
      join lead_work work on work.lead_id = lead.id
      join connections connection on connection.id = lead.connection_id
      where lead.id = ${leadId} and lead.run = ${run}`,
  ]);
  if (row?.prepared?.run !== run || row.match?.run !== run) return null;

  const { connectionId, connectionVersion: version } = row;
  const records = matchedRecords(row.match);
  for (const { kind, id, url } of row.written ?? []) addRecord(records, kind, { id, url });
  return {
    prepared: row.prepared,
    connection: await openConnection({ accountId, connectionId, version }),
    match: row.match,
    plan: row.plan?.run === run ? row.plan : null,
    records,
    started: null,
  };
}

/** Notes what a write made. Updates change nothing of what is known. */
export function addRecord(records: LeadRecords, kind: PlanWrite, record: RecordLink): void {
  if (kind === "create_contact") records.contact = record;
  if (kind === "create_deal") records.deal = record;
  if (kind === "create_task") records.task = record;
}
