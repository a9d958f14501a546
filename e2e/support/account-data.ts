import { randomUUID } from "node:crypto";
import postgres, { type JSONValue, type TransactionSql } from "postgres";
import type { LeadStatus } from "@/lib/leads/status";
import type { Stack } from "./stack";

type Values = Record<string, JSONValue>;
type Person = { id: string; responsibleId: string | null; values: Values };

/** What an account holds, past its pages. */
export type AccountData = {
  contacts(): Promise<Person[]>;
  deals(): Promise<(Person & { contactId: string; stageId: string })[]>;
  tasks(): Promise<
    { id: string; contactId: string; dealId: string | null; responsibleId: string | null; text: string }[]
  >;
  /** Leads with these ids, or all. */
  leads(ids?: string[]): Promise<{ id: string; status: LeadStatus; kind: string; reason: string | null }[]>;
  /** Puts a deal to a stage of its pipeline, as somebody in the CRM would. */
  setStage(dealId: string, stageId: string): Promise<void>;
  addContacts(names: string[]): Promise<void>;
  /** Takes a user out of the CRM. */
  removeUser(name: string): Promise<void>;
  setRole(role: "owner" | "admin" | "manager"): Promise<void>;
  close(): Promise<void>;
};

/** Opens the account that a trial CRM belongs to. */
export async function openAccountData({ appUrl }: Stack, trialCrmId: string): Promise<AccountData> {
  const sql = postgres(appUrl, { max: 1 });
  const accountId = await findAccount(sql, trialCrmId);
  const run = <T>(work: (tx: TransactionSql) => Promise<T>) => asAccount(sql, accountId, work);
  return {
    contacts: () =>
      run((tx) => tx`select id, responsible_id as "responsibleId", values from trial_contacts order by id`),
    deals: () =>
      run(
        (tx) => tx`
          select id, contact_id as "contactId", stage_id as "stageId", responsible_id as "responsibleId", values
          from trial_deals order by id`,
      ),
    tasks: () =>
      run(
        (tx) => tx`
          select id, contact_id as "contactId", deal_id as "dealId", responsible_id as "responsibleId", text
          from trial_tasks order by id`,
      ),
    leads: (ids) =>
      run(
        (tx) => tx`
          select id, status, kind, reason from leads
          where ${ids ? tx`id = any(${ids})` : tx`true`} order by id`,
      ),
    async setStage(dealId, stageId) {
      await run((tx) => tx`update trial_deals set stage_id = ${stageId} where id = ${dealId}`);
    },
    async addContacts(names) {
      const rows = names.map((name, index) => ({
        id: `${String(index).padStart(8, "0")}-${randomUUID().slice(9)}`,
        account_id: accountId,
        trial_crm_id: trialCrmId,
        values: sql.json({ full_name: name }),
        search_keys: [],
      }));
      await run((tx) => tx`insert into trial_contacts ${tx(rows)}`);
    },
    async removeUser(name) {
      await run((tx) => tx`delete from trial_users where name = ${name}`);
    },
    async setRole(role) {
      await run((tx) => tx`update members set role = ${role}`);
    },
    close: () => sql.end(),
  };
}

async function findAccount(sql: postgres.Sql, trialCrmId: string): Promise<string> {
  const accounts = await sql<{ id: string }[]>`select id from door.list_account_ids() as id`;
  for (const { id } of accounts) {
    const found = await asAccount(sql, id, (tx) => tx`select id from trial_crms where id = ${trialCrmId}`);
    if (found.length > 0) return id;
  }
  throw new Error(`No account has the trial CRM ${trialCrmId}.`);
}

async function asAccount<T>(
  sql: postgres.Sql,
  accountId: string,
  work: (tx: TransactionSql) => Promise<T>,
): Promise<T> {
  const results: T[] = [];
  await sql.begin(async (tx) => {
    await tx`select set_config('app.account_id', ${accountId}, true)`;
    results.push(await work(tx));
  });
  const [result] = results;
  return result as T;
}
