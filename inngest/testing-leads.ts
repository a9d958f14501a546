import type postgres from "postgres";
import { v7 as uuidv7 } from "uuid";
import type { JsonObject } from "@/lib/json";

export type ReceivedTestLead = {
  accountId: string;
  integrationId: string;
  /** The events, each a lead; received together. */
  events: JsonObject[];
};

/** Stores leads as intake does, with the job of the outbox in the same transaction. */
export async function receive(
  admin: postgres.Sql,
  { accountId, integrationId, events }: ReceivedTestLead,
): Promise<string[]> {
  const ids = events.map(() => uuidv7());
  await admin.begin(async (sql) => {
    for (const [nr, event] of events.entries()) {
      const contact = event.contact as JsonObject | undefined;
      const bot = event.bot as JsonObject | undefined;
      await sql`insert into leads (id, account_id, integration_id, bot_id, bot_contact_id) values
        (${ids[nr] ?? ""}, ${accountId}, ${integrationId}, ${(bot?.id as string) ?? null}, ${(contact?.id as string) ?? null})`;
      await sql`insert into lead_events (lead_id, account_id, event)
        values (${ids[nr] ?? ""}, ${accountId}, ${sql.json(event)})`;
    }
    await sql`select engine.add_outbox_job(${ids.map(() => accountId)}::uuid[], ${ids}::uuid[])`;
  });
  return ids;
}

/** A lead with its steps, as it is stored. */
export async function readLead(admin: postgres.Sql, id: string) {
  const [lead] = await admin<
    {
      status: string;
      reason: string | null;
      reasonDetail: JsonObject | null;
      run: number;
      plan: string | null;
      attempts: number;
      phone: string | null;
      contactId: string | null;
      dealId: string | null;
      taskId: string | null;
      responsibleId: string | null;
      responsibleName: string | null;
      nextTryAt: Date | null;
    }[]
  >`
    select status, reason, reason_detail as "reasonDetail", run, plan, attempts, phone, contact_id as "contactId",
      deal_id as "dealId", task_id as "taskId", responsible_id as "responsibleId", responsible_name as "responsibleName",
      next_try_at as "nextTryAt"
    from leads where id = ${id}`;
  if (!lead) throw new Error(`There is no lead ${id}`);
  const steps = await admin<
    {
      stage: string;
      name: string;
      attempt: number;
      status: string;
      output: JsonObject;
      error: JsonObject | null;
      crmCalls: JsonObject[] | null;
    }[]
  >`select stage, name, attempt, status, output, error, crm_calls as "crmCalls" from lead_steps where lead_id = ${id} order by id`;
  return { ...lead, steps: [...steps] };
}

type TrialRecord = { id: string; responsibleId: string | null; values: Record<string, unknown> };

/** Everything in a trial CRM, oldest first. */
export async function readCrm(admin: postgres.Sql, { trialCrmId }: { trialCrmId: string }) {
  const contacts = await admin<TrialRecord[]>`
    select id, responsible_id as "responsibleId", values from trial_contacts where trial_crm_id = ${trialCrmId} order by id`;
  const deals = await admin<(TrialRecord & { contactId: string; pipelineId: string; stageId: string })[]>`
    select id, responsible_id as "responsibleId", values, contact_id as "contactId", pipeline_id as "pipelineId",
      stage_id as "stageId" from trial_deals where trial_crm_id = ${trialCrmId} order by id`;
  const tasks = await admin<
    {
      id: string;
      responsibleId: string | null;
      contactId: string;
      dealId: string | null;
      text: string;
      dueAt: Date;
      createdAt: Date;
    }[]
  >`
    select id, responsible_id as "responsibleId", contact_id as "contactId", deal_id as "dealId", text, due_at as "dueAt",
      created_at as "createdAt" from trial_tasks where trial_crm_id = ${trialCrmId} order by id`;
  return { contacts: [...contacts], deals: [...deals], tasks: [...tasks] };
}

/** Every row that a lead can leave behind, in the CRM and in its account: for tests that nothing was written. */
export async function readAllRows(
  admin: postgres.Sql,
  { accountId, trialCrmId }: { accountId: string; trialCrmId: string },
): Promise<Record<string, unknown[]>> {
  const rows: Record<string, unknown[]> = {};
  for (const table of CRM_TABLES) {
    rows[table] = [...(await admin`select * from ${admin(table)} where trial_crm_id = ${trialCrmId} order by 1, 2, 3`)];
  }
  for (const table of ACCOUNT_TABLES) {
    rows[table] = [...(await admin`select * from ${admin(table)} where account_id = ${accountId} order by 1, 2, 3`)];
  }
  return rows;
}

const CRM_TABLES = ["trial_contacts", "trial_deals", "trial_tasks"];
const ACCOUNT_TABLES = [
  "leads",
  "lead_steps",
  "lead_work",
  "lead_turns",
  "crm_writes",
  "remembered_people",
  "person_queue",
  "collections",
  "connections",
  "integrations",
];

let counter = 0;

/** An event of a SendPulse flow. Each has a person of its own unless a phone or an e-mail is given. */
export function testEvent({
  name = "Олена",
  phone,
  email,
  ...rest
}: { name?: string; phone?: string | null; email?: string | null } & JsonObject = {}): JsonObject {
  counter += 1;
  const nextPhone = `+38067${String(1_000_000 + counter)}`;
  return {
    service: "instagram",
    title: "Заявка з чату",
    bot: { id: "b1", name: "Бот" },
    contact: { id: `c${counter}`, name, phone: phone === undefined ? nextPhone : phone, email: email ?? null },
    date: "1700000000",
    ...rest,
  };
}
