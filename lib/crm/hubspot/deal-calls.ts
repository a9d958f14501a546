import { orNull } from "../or-null";
import type { CreateDealInput, CreateTaskInput, CrmDeal, CrmRecordRef, DealValues } from "../types";
import type { HubspotClient } from "./client";
import { type Known, toDeal, toRef } from "./mapper";
import { keepsRequestIds, listPropertyNames, REQUEST_ID_PROPERTY } from "./mapper-fields";
import { isSameTask, toDealChange, toNewDeal, toNewTask } from "./mapper-writes";

type Access = { client: HubspotClient; readKnown(): Promise<Known> };

/** Deals of a contact. They are read over what ties them to it, which shows new ones at once, and never by search. */
export function createDealCalls({ client, readKnown }: Access) {
  const toNames = ({ directory }: Known) => [...listPropertyNames("deal", directory.fields), "hs_is_closed"];

  return {
    async listActive(contactId: string): Promise<CrmDeal[]> {
      const ids = await client.listAssociated({ from: "contacts", id: contactId, to: "deals" });
      if (ids.length === 0) return [];
      const known = await readKnown();
      const records = await client.listRecords("deals", ids, toNames(known));
      const deals = records.map((record) => toDeal(record, { contactId, ...known }));
      return deals.flatMap(({ isActive, ...deal }) => (isActive ? [deal] : []));
    },

    async get(id: string): Promise<(CrmDeal & { isActive: boolean }) | null> {
      const known = await readKnown();
      const record = await orNull(
        client.getRecord("deals", id, { properties: toNames(known), associations: "contacts" }),
      );
      const contactId = record?.associations?.contacts?.results[0]?.id ?? "";
      return record && toDeal(record, { contactId, ...known });
    },

    async create(input: CreateDealInput): Promise<CrmRecordRef> {
      const known = await readKnown();
      return toRef("deals", await client.createRecord("deals", toNewDeal(input, known.directory)), known);
    },

    async update(id: string, values: DealValues): Promise<void> {
      const { directory } = await readKnown();
      await client.updateRecord("deals", id, toDealChange(values, directory));
    },

    /** By the id of the request, where the account keeps it; the delivery looks for deals that are new to the contact besides. */
    async findCreated({ requestId }: CreateDealInput): Promise<CrmRecordRef | null> {
      const known = await readKnown();
      if (!keepsRequestIds("deal", known.directory.fields)) return null;
      const asked = { properties: ["dealname"], idProperty: REQUEST_ID_PROPERTY };
      const record = await orNull(client.getRecord("deals", requestId, asked));
      return record && toRef("deals", record, known);
    },
  };
}

/** Tasks on a deal, or on a contact that has none. */
export function createTaskCalls({ client, readKnown }: Access) {
  return {
    async create(input: CreateTaskInput): Promise<CrmRecordRef> {
      const known = await readKnown();
      return toRef("tasks", await client.createRecord("tasks", toNewTask(input)), known);
    },

    /** The task with the same subject and time. */
    async findCreated(input: CreateTaskInput): Promise<CrmRecordRef | null> {
      const from = input.dealId === null ? "contacts" : "deals";
      const ids = await client.listAssociated({ from, id: input.dealId ?? input.contactId, to: "tasks" });
      if (ids.length === 0) return null;
      const known = await readKnown();
      const tasks = await client.listRecords("tasks", ids, ["hs_task_subject", "hs_timestamp"]);
      const task = tasks.find((record) => isSameTask(record, input));
      return task ? toRef("tasks", task, known) : null;
    },
  };
}
