import { z } from "zod";
import type { CrmHttp, Identifier } from "../types";
import {
  type ApiDeal,
  type ApiDealItem,
  type ApiStatus,
  type ApiTodo,
  type ApiUser,
  type ApiValues,
  activityAnswer,
  categoriesAnswer,
  contactAnswer,
  dealAnswer,
  dealItemsAnswer,
  doneAnswer,
  duplicatesAnswer,
  fieldsAnswer,
  idAnswer,
  itemUpdateAnswer,
  ORIGINATOR_ID,
  OWNER_TYPES,
  originAnswer,
  profileAnswer,
  scopeAnswer,
  statusAnswer,
  todoAnswer,
  userAnswer,
} from "./api-types";
import { BATCH_COMMANDS_MAX, type Command } from "./batch";
import { createCaller } from "./call";
import type { Access } from "./settings";

/** More values in one search for duplicates are refused. */
const SEARCH_VALUES_MAX = 20;

/**
 * [?] not confirmed: whether `crm.item.list` filters by `contactIds`. `crm.deal.list` sees only deals whose main contact it is;
 * this second look finds those where the person is one of several. Every hit is checked, and a refusal does no harm.
 */
const LOOKS_FOR_FURTHER_CONTACTS = true;

const CONTACT_SELECT = ["*", "UF_*", "PHONE", "EMAIL"];
const DEAL_SELECT = ["*", "UF_*"];
const ORIGIN_SELECT = ["ID", "ORIGIN_ID"];

/** Speaks with one portal in the vendor's words. */
export function createBitrixClient(access: Access, http: CrmHttp) {
  const { call, list, batch } = createCaller(access, http);

  const listDeals = (filter: ApiValues, start = 0) =>
    list({ method: "crm.deal.list", params: toDealQuery(filter), result: dealAnswer }, start);

  return {
    /** Who the credentials belong to, and what they may do. */
    async getAccount() {
      const commands = { profile: { method: "profile" }, scope: { method: "scope" } };
      return (await batch(commands, z.object({ profile: profileAnswer, scope: scopeAnswer }))).results;
    },

    /** What the directory begins with. */
    async getBasis() {
      const commands = {
        profile: { method: "profile" },
        scope: { method: "scope" },
        categories: { method: "crm.category.list", params: { entityTypeId: OWNER_TYPES.deal } },
        contactFields: { method: "crm.contact.fields" },
        dealFields: { method: "crm.deal.fields" },
      };
      const shapes = z.object({
        profile: profileAnswer,
        scope: scopeAnswer,
        categories: categoriesAnswer,
        contactFields: fieldsAnswer,
        dealFields: fieldsAnswer,
      });
      return (await batch(commands, shapes)).results;
    },

    /** The entries of several of the portal's lists, such as the stages of a pipeline. */
    async listStatuses(lists: readonly string[]): Promise<Record<string, ApiStatus[]>> {
      const statuses: Record<string, ApiStatus[]> = {};
      for (let first = 0; first < lists.length; first += BATCH_COMMANDS_MAX) {
        const names = lists.slice(first, first + BATCH_COMMANDS_MAX);
        const commands = Object.fromEntries(names.map((name) => [name, toStatusQuery(name)]));
        const shapes = z.object(Object.fromEntries(names.map((name) => [name, z.array(statusAnswer)])));
        const { results, next } = await batch(commands, shapes);
        for (const name of names) {
          const start = next[name];
          const rest = start ? await list({ ...toStatusQuery(name), result: statusAnswer }, start) : [];
          statuses[name] = [...(results[name] ?? []), ...rest];
        }
      }
      return statuses;
    },

    /** Those who left are among them, as they still own records. */
    listUsers: (): Promise<ApiUser[]> =>
      list({ method: "user.get", params: { FILTER: { USER_TYPE: "employee" } }, result: userAnswer }),

    async findContactIds(kind: Identifier["kind"], values: readonly string[]): Promise<string[]> {
      const found = await call({
        method: "crm.duplicate.findbycomm",
        params: { type: kind.toUpperCase(), values: values.slice(0, SEARCH_VALUES_MAX), entity_type: "CONTACT" },
        result: duplicatesAnswer,
      });
      return Array.isArray(found) ? [] : (found.CONTACT ?? []);
    },

    /** Contacts by their ids, in the order of the ids; those that are not there are absent. */
    async listContacts(ids: readonly string[]) {
      const asked = ids.filter(isId);
      if (asked.length === 0) return [];
      const params = { filter: { "@ID": asked }, order: { ID: "ASC" }, select: CONTACT_SELECT };
      const contacts = await list({ method: "crm.contact.list", params, result: contactAnswer });
      return contacts.filter(({ ID }) => asked.includes(ID));
    },

    /** The deal, or null when it is not there. A `get` would say that in words only. */
    async findDeal(id: string): Promise<ApiDeal | null> {
      if (!isId(id)) return null;
      return (await listDeals({ "@ID": [id] })).find(({ ID }) => ID === id) ?? null;
    },

    /** Deals in progress of a contact, whether it is their first one or a further one. */
    async listOpenDeals(contactId: string): Promise<ApiDeal[]> {
      const filter = { CONTACT_ID: contactId, STAGE_SEMANTIC_ID: "P" };
      const commands: Record<string, Command> = {
        first: { method: "crm.deal.list", params: toDealQuery(filter) },
        ...(LOOKS_FOR_FURTHER_CONTACTS && { try_further: toItemQuery(contactId) }),
      };
      const shapes = z.object({ first: z.array(dealAnswer), try_further: dealItemsAnswer.optional() });
      const { results, next } = await batch(commands, shapes);
      const deals = [...results.first, ...(next.first ? await listDeals(filter, next.first) : [])];
      const known = new Set(deals.map(({ ID }) => ID));
      const further = listIdsOf(contactId, results.try_further?.items ?? []).filter((id) => !known.has(id));
      if (further.length > 0) deals.push(...(await listDeals({ "@ID": further, STAGE_SEMANTIC_ID: "P" })));
      return deals;
    },

    /** The contact or deal that was made by a request. */
    async findByOrigin(kind: "contact" | "deal", requestId: string): Promise<string | null> {
      const filter = { ORIGINATOR_ID, ORIGIN_ID: requestId };
      const params = { filter, order: { ID: "ASC" }, select: ORIGIN_SELECT };
      const records = await list({ method: `crm.${kind}.list`, params, result: originAnswer });
      return records.find(({ ORIGIN_ID }) => ORIGIN_ID === requestId)?.ID ?? null;
    },

    /** The newest to-dos and other activities of a deal or contact: there may be thousands of calls and letters. */
    listNewestActivities(ownerTypeId: number, ownerId: string) {
      const filter = { OWNER_TYPE_ID: ownerTypeId, OWNER_ID: ownerId };
      const params = { filter, order: { ID: "DESC" }, select: ["ID", "SUBJECT", "DESCRIPTION", "DEADLINE"] };
      return call({ method: "crm.activity.list", params, result: z.array(activityAnswer) });
    },

    addContact: (fields: ApiValues) =>
      call({ method: "crm.contact.add", params: { fields }, result: idAnswer, isWrite: true }),
    updateContact: (id: string, fields: ApiValues) =>
      call({ method: "crm.contact.update", params: { id, fields }, result: doneAnswer, isWrite: true }),
    addDeal: (fields: ApiValues) =>
      call({ method: "crm.deal.add", params: { fields }, result: idAnswer, isWrite: true }),
    updateDeal: (id: string, fields: ApiValues) =>
      call({ method: "crm.deal.update", params: { id, fields }, result: doneAnswer, isWrite: true }),
    /** Only this method takes a deal to another pipeline; the usual update passes over such a stage in silence. */
    moveDeal: (id: string, place: { categoryId: number; stageId?: string }) =>
      call({
        method: "crm.item.update",
        params: { entityTypeId: OWNER_TYPES.deal, id, fields: place },
        result: itemUpdateAnswer,
        isWrite: true,
      }),
    addTodo: (todo: ApiTodo) =>
      call({ method: "crm.activity.todo.add", params: todo, result: todoAnswer, isWrite: true }),
  };
}

export type BitrixClient = ReturnType<typeof createBitrixClient>;

function toDealQuery(filter: ApiValues) {
  return { filter, order: { ID: "DESC" }, select: DEAL_SELECT };
}

function toItemQuery(contactId: string): Command {
  const filter = { contactIds: contactId, stageSemanticId: "P" };
  const params = { entityTypeId: OWNER_TYPES.deal, filter, order: { id: "DESC" }, select: ["id", "contactIds"] };
  return { method: "crm.item.list", params };
}

function toStatusQuery(list: string): Command {
  return { method: "crm.status.list", params: { order: { SORT: "ASC" }, filter: { ENTITY_ID: list } } };
}

/** A filter that the portal does not know gives all deals there are. */
function listIdsOf(contactId: string, items: readonly ApiDealItem[]) {
  return items.filter(({ contactIds }) => contactIds?.includes(contactId)).map(({ id }) => id);
}

/** What is no id would be read as none, and a filter by none gives everything. */
function isId(id: string) {
  return /^\d{1,18}$/.test(id);
}
