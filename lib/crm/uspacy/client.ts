import type { z } from "zod";
import { refusingRecord } from "../refusing-record";
import type { CrmHttp, CrmHttpRequest } from "../types";
import {
  type ApiField,
  type ApiRecord,
  type ApiRecordInput,
  type ApiUser,
  doneAnswer,
  fieldsAnswer,
  funnelsAnswer,
  recordAnswer,
  recordsAnswer,
  stagesAnswer,
  usersAnswer,
} from "./api-types";
import { API_VERSION, LIKE_OPERATOR, PAGE_LENGTH } from "./constants";

export type UspacyEntity = "contacts" | "deals";
type Query = CrmHttpRequest<z.ZodType>["query"];
type Page<Item> = { data: Item[]; meta?: { last_page?: number | null } | null };
type Call<T extends z.ZodType> = Omit<CrmHttpRequest<T>, "url" | "headers"> & { path: string };

/** More pages than any list that is asked for has; a server that never ends a list does not hold us. */
const PAGES_MAX = 25;
const NEWEST_FIRST = { page: 1, list: PAGE_LENGTH, "sort_by[created_at]": "desc" } as const;
const ENTITIES = `/crm/${API_VERSION}/entities`;
const ACTIVITIES = `/activities/${API_VERSION}/activities`;

export type UspacyClient = ReturnType<typeof createUspacyClient>;

/** Speaks HTTP with one portal of Uspacy, in its own words. The token is put in by `tokens.authorize`. */
export function createUspacyClient(portal: string, http: CrmHttp) {
  const call = <T extends z.ZodType>({ path, ...request }: Call<T>) =>
    http.request({ ...request, url: `https://${portal}${path}` });

  const get = <T extends z.ZodType>(path: string, { answer, label = path, query }: Get<T>) =>
    call({ method: "GET", path, label, query, answer });

  const getUsers = (query: Query) => get(`/company/${API_VERSION}/users`, { answer: usersAnswer, query });

  const send = (method: "POST" | "PATCH", { path, label = path, json }: Sent) =>
    call({ method, path, label, json, answer: recordAnswer, isWrite: true });

  const toPath = (entity: UspacyEntity, id: string) => `${ENTITIES}/${entity}/${encodeURIComponent(id)}`;

  return {
    getUsers: async () => (await getUsers({ page: 1, list: PAGE_LENGTH })).data,
    /** With those who left where `show` is `all`, which is for administrators. */
    listUsers: (show?: "all") => listPages<ApiUser>((page) => getUsers({ page, list: PAGE_LENGTH, show })),
    async listFunnels() {
      const answer = await get(`${ENTITIES}/deals/funnel`, { answer: funnelsAnswer });
      return Array.isArray(answer) ? answer : answer.data;
    },
    async listStages(funnelId: string) {
      const path = `${ENTITIES}/deals/kanban/stage`;
      const answer = await get(path, { answer: stagesAnswer, query: { funnel_id: funnelId } });
      return Array.isArray(answer) ? answer : answer.data;
    },
    listFields: (entity: UspacyEntity) =>
      listPages<ApiField>((page) =>
        get(`${ENTITIES}/${entity}/fields`, { answer: fieldsAnswer, query: { page, list: PAGE_LENGTH } }),
      ),
    /** The first page of contacts that hold the text anywhere. */
    searchContacts: async (text: string) =>
      (
        await get(`${ENTITIES}/contacts/`, {
          answer: recordsAnswer,
          query: { page: 1, list: PAGE_LENGTH, search: text },
        })
      ).data,
    /** The first page of contacts that hold the text in one field. */
    filterContacts: async (field: string, text: string) => {
      const filter = "filters[filters][0]";
      const query = {
        page: 1,
        list: PAGE_LENGTH,
        "filters[condition]": "and",
        [`${filter}[field]`]: field,
        [`${filter}[operator]`]: LIKE_OPERATOR,
        [`${filter}[values][]`]: text,
      };
      return (await get(`${ENTITIES}/contacts/`, { answer: recordsAnswer, query })).data;
    },
    getRecord: (entity: UspacyEntity, id: string) =>
      refusingRecord(get(toPath(entity, id), { answer: recordAnswer, label: `${ENTITIES}/${entity}/:id` })),
    listDealsOf: (contactId: string) =>
      listPages<ApiRecord>((page) =>
        get(`${toPath("contacts", contactId)}/related/deals/`, {
          answer: recordsAnswer,
          label: `${ENTITIES}/contacts/:id/related/deals`,
          query: { page, list: PAGE_LENGTH },
        }),
      ),
    create: (entity: UspacyEntity, record: ApiRecordInput) =>
      send("POST", { path: `${ENTITIES}/${entity}`, json: record }),
    update: (entity: UspacyEntity, id: string, record: ApiRecordInput) =>
      refusingRecord(
        call({
          method: "PATCH",
          path: toPath(entity, id),
          label: `${ENTITIES}/${entity}/:id`,
          json: record,
          answer: doneAnswer,
          isWrite: true,
        }),
      ),
    moveDeal: (id: string, stageId: string) =>
      refusingRecord(
        call({
          method: "POST",
          path: `${toPath("deals", id)}/move/stage/${encodeURIComponent(stageId)}`,
          label: `${ENTITIES}/deals/:id/move/stage/:id`,
          json: { reason_id: null },
          answer: doneAnswer,
          isWrite: true,
        }),
      ),
    /** The newest first, one page of them. */
    listNewContacts: async () =>
      (await get(`${ENTITIES}/contacts/`, { answer: recordsAnswer, query: NEWEST_FIRST })).data,
    createActivity: (activity: ApiRecordInput) => send("POST", { path: ACTIVITIES, json: activity }),
    /** The newest first, one page of them. */
    listNewActivities: async () => (await get(ACTIVITIES, { answer: recordsAnswer, query: NEWEST_FIRST })).data,
  };
}

type Get<T extends z.ZodType> = { answer: T; label?: string; query?: Query };
type Sent = { path: string; label?: string; json: ApiRecordInput };

/** All items of a list, page after page. */
async function listPages<Item>(read: (page: number) => Promise<Page<Item>>): Promise<Item[]> {
  const items: Item[] = [];
  for (let page = 1; page <= PAGES_MAX; page += 1) {
    const { data, meta } = await read(page);
    items.push(...data);
    if (data.length === 0 || page >= (meta?.last_page ?? 1)) break;
  }
  return items;
}
