import { findMade } from "../find-made";
import { isSameText } from "../is-same-text";
import { orNull } from "../or-null";
import type {
  CreateAttempt,
  CreateDealInput,
  CreateTaskInput,
  CrmRecordRef,
  CrmSession,
  DealValues,
  FieldValue,
} from "../types";
import type { ApiContact } from "./api-types";
import { toIsoTime } from "./mapper-contacts";
import {
  isSameTask,
  toDeal,
  toDealChange,
  toDealName,
  toDealUrl,
  toNewDeal,
  toNewTask,
  toTaskPlace,
  toTaskUrl,
} from "./mapper-deals";
import type { Account } from "./session";
import { isThere } from "./session-contacts";

type Deals = Pick<CrmSession, "listActiveDeals" | "getDeal" | "createDeal" | "updateDeal" | "createTask"> & {
  findCreatedDeal(input: CreateDealInput, attempt?: CreateAttempt): Promise<CrmRecordRef | null>;
  findCreatedTask(input: CreateTaskInput): Promise<CrmRecordRef | null>;
};

/** What a session does with deals, which Kommo calls leads, and with tasks on them. */
export function createDeals(
  { client, origin, getDirectory }: Account,
  { getApiContact }: { getApiContact(id: string): Promise<ApiContact | null> },
): Deals {
  /** Deals cannot be filtered by their contact: the contact names them, and they are read by their ids. */
  async function listLeads(contactId: string) {
    const contact = await getApiContact(contactId);
    const ids = new Set(contact?._embedded?.leads?.map(({ id }) => id));
    const leads = await client.listLeads([...ids]);
    // A filter that the CRM does not know is ignored there.
    return leads.filter((lead) => ids.has(lead.id) && isThere(lead));
  }

  /** A pipeline that is named alone moves a deal of another one, and leaves a deal of its own in its stage. */
  async function withoutOwnPipeline(id: string, values: DealValues): Promise<DealValues> {
    const { pipeline, ...others } = values;
    if (pipeline === undefined || values.stage !== undefined) return values;
    const lead = await orNull(client.getLead(id));
    return String(lead?.pipeline_id) === pipeline ? others : values;
  }

  return {
    async listActiveDeals(contactId) {
      const leads = await listLeads(contactId);
      return leads.map((lead) => toDeal(lead, { origin, contactId })).filter(({ isActive }) => isActive);
    },
    /** A deal under the same name that is not older than the request, also one that was made in a final stage, or ended since. */
    async findCreatedDeal({ contactId, values, requestId }, attempt) {
      const name = toDealName(values);
      const same = (await listLeads(contactId)).filter((candidate) => isSameText(candidate.name, name));
      const lead = await findMade(same, { requestId, createdAtOf: (one) => toIsoTime(one.created_at), attempt });
      return lead ? { id: String(lead.id), url: toDealUrl(lead.id, origin) } : null;
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
    async updateDeal(id, given) {
      const values = await withoutOwnPipeline(id, given);
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
