import { orNull } from "../or-null";
import type { CreateTaskInput, CrmRecordRef, CrmSession, FieldValue } from "../types";
import type { ApiContact } from "./api-types";
import {
  isSameTask,
  toDeal,
  toDealChange,
  toDealUrl,
  toNewDeal,
  toNewTask,
  toTaskPlace,
  toTaskUrl,
} from "./mapper-deals";
import type { Account } from "./session";
import { isThere } from "./session-contacts";

type Deals = Pick<CrmSession, "listActiveDeals" | "getDeal" | "createDeal" | "updateDeal" | "createTask"> & {
  findCreatedTask(input: CreateTaskInput): Promise<CrmRecordRef | null>;
};

/** What a session does with deals, which Kommo calls leads, and with tasks on them. */
export function createDeals(
  { client, origin, getDirectory }: Account,
  { getApiContact }: { getApiContact(id: string): Promise<ApiContact | null> },
): Deals {
  return {
    /** Deals cannot be filtered by their contact: the contact names them, and they are read by their ids. */
    async listActiveDeals(contactId) {
      const contact = await getApiContact(contactId);
      const ids = contact?._embedded?.leads?.map(({ id }) => id) ?? [];
      const leads = await client.listLeads(ids);
      return (
        leads
          // A filter that the CRM does not know is ignored there.
          .filter(({ id }) => ids.includes(id))
          .map((lead) => toDeal(lead, { origin, contactId }))
          .filter(({ isActive }) => isActive)
      );
    },
    async getDeal(id) {
      const lead = await orNull(client.getLead(id));
      return lead && isThere(lead) ? toDeal(lead, { origin }) : null;
    },
    async createDeal(input) {
      const place: Record<string, FieldValue> = input.pipelineId ? { pipeline: input.pipelineId } : {};
      const lead = toNewDeal(input, await getDirectory({ ...input.values, ...place }));
      const { id } = await client.createLead(lead);
      return { id: String(id), url: toDealUrl(id, origin) };
    },
    async updateDeal(id, values) {
      const change = toDealChange(values, await getDirectory(values));
      if (Object.keys(change).length > 0) await client.updateLead(id, change);
    },
    async createTask(input) {
      const { id } = await client.createTask(toNewTask(input));
      return { id: String(id), url: toTaskUrl(input, origin) };
    },
    async findCreatedTask(input) {
      const tasks = await client.listTasks(toTaskPlace(input));
      const task = tasks.find((candidate) => isSameTask(candidate, input));
      return task ? { id: String(task.id), url: toTaskUrl(input, origin) } : null;
    },
  };
}
