import { findMade } from "../find-made";
import { orNull } from "../or-null";
import type {
  CreateAttempt,
  CreateDealInput,
  CreateTaskInput,
  CrmDeal,
  CrmDirectory,
  CrmRecordRef,
  DealValues,
} from "../types";
import type { Access } from "./access";
import { toDeal, toRef } from "./mapper";
import { keepsRequestIds, listPropertyNames, REQUEST_ID_PROPERTY } from "./mapper-fields";
import { isSameTask, toDealChange, toNewDeal, toNewTask } from "./mapper-writes";

const NAME = ["dealname"];

/** Deals of a contact. They are read over what ties them to it, which shows new ones at once, and never by search. */
export function createDealCalls({ client, readDirectory, readAccount }: Access) {
  const toNames = ({ fields }: CrmDirectory) => [...listPropertyNames("deal", fields), "hs_is_closed"];

  return {
    async listActive(contactId: string): Promise<CrmDeal[]> {
      const ids = await client.listAssociated({ from: "contacts", id: contactId, to: "deals" });
      if (ids.length === 0) return [];
      const directory = await readDirectory();
      const records = await client.listRecords("deals", ids, toNames(directory));
      const account = await readAccount(records);
      const deals = records.map((record) => toDeal(record, { contactId, directory, account }));
      return deals.flatMap(({ isActive, ...deal }) => (isActive ? [deal] : []));
    },

    async get(id: string): Promise<(CrmDeal & { isActive: boolean }) | null> {
      const directory = await readDirectory();
      const record = await orNull(
        client.getRecord("deals", id, { properties: toNames(directory), associations: "contacts" }),
      );
      const contactId = record?.associations?.contacts?.results[0]?.id ?? "";
      return record && toDeal(record, { contactId, directory, account: await readAccount([record]) });
    },

    async create(input: CreateDealInput): Promise<CrmRecordRef> {
      const record = await client.createRecord("deals", toNewDeal(input, await readDirectory()));
      return toRef("deals", record, { account: await readAccount([record]) });
    },

    async update(id: string, values: DealValues): Promise<void> {
      const change = toDealChange(values, await readDirectory());
      if (Object.keys(change).length > 0) await client.updateRecord("deals", id, change);
    },

    /**
     * By the id of the request, where the account keeps it; else the newest deal of the contact under the same name that is not older
     * than the request, also one that is won or lost.
     */
    async findCreated(input: CreateDealInput, attempt?: CreateAttempt): Promise<CrmRecordRef | null> {
      const directory = await readDirectory();
      const record = keepsRequestIds("deal", directory.fields)
        ? await orNull(
            client.getRecord("deals", input.requestId, { properties: NAME, idProperty: REQUEST_ID_PROPERTY }),
          )
        : await findUnderName(input, directory, attempt);
      return record && toRef("deals", record, { account: await readAccount([record]) });
    },
  };

  async function findUnderName(input: CreateDealInput, directory: CrmDirectory, attempt?: CreateAttempt) {
    const name = toNewDeal(input, directory).properties.dealname?.trim();
    const ids = await client.listAssociated({ from: "contacts", id: input.contactId, to: "deals" });
    const records = await client.listRecords("deals", ids, NAME);
    const same = records.filter(({ properties }) => properties.dealname?.trim() === name);
    const { requestId } = input;
    return (await findMade(same, { requestId, createdAtOf: (one) => one.createdAt, attempt })) ?? null;
  }
}

/** Tasks on a deal, or on a contact that has none. They open where HubSpot says so, and nowhere else. */
export function createTaskCalls({ client }: Pick<Access, "client">) {
  return {
    async create(input: CreateTaskInput): Promise<CrmRecordRef> {
      return toRef("tasks", await client.createRecord("tasks", toNewTask(input)), { account: null });
    },

    /** The task with the same subject and time. */
    async findCreated(input: CreateTaskInput): Promise<CrmRecordRef | null> {
      const from = input.dealId === null ? "contacts" : "deals";
      const ids = await client.listAssociated({ from, id: input.dealId ?? input.contactId, to: "tasks" });
      if (ids.length === 0) return null;
      const tasks = await client.listRecords("tasks", ids, ["hs_task_subject", "hs_timestamp"]);
      const task = tasks.find((record) => isSameTask(record, input));
      return task ? toRef("tasks", task, { account: null }) : null;
    },
  };
}
