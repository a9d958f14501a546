import type { z } from "zod";
import type { CrmHttp, CrmHttpRequest } from "../types";
import {
  type ApiActivityInput,
  type ApiDealInput,
  type ApiNoteInput,
  type ApiPersonHit,
  type ApiPersonInput,
  activityShape,
  dealAnswer,
  dealShape,
  fieldShape,
  hitsAnswer,
  meAnswer,
  notesAnswer,
  pageAnswer,
  personAnswer,
  personShape,
  pipelineShape,
  recordAnswer,
  stageShape,
  usersAnswer,
} from "./api-types";
import type { PersonSearch } from "./person-searches";
import { toTokenCost } from "./token-cost";

/** Users and notes are given by v1 alone; everything else speaks v2, whose predecessor is switched off. */
const API_PATHS = { v1: "/api/v1", v2: "/api/v2" } as const;
/** Where a connection with an API token is spoken to; one made by consent has an origin of its own. */
export const TOKEN_ORIGIN = "https://api.pipedrive.com";

const PAGE_LIMIT = 500;
const SEARCH_PAGE_LIMIT = 100;
/** Among so many of the newest records an earlier try of a create is looked for. */
const NEWEST_LIMIT = 100;
/** More pages than any list that is asked for has; a server that never ends a list does not hold us. */
const PAGES_MAX = 50;

export type PipedriveClient = ReturnType<typeof createPipedriveClient>;
/** `token` is null where access comes by a grant, whose token is put onto requests later. */
type Access = { origin: string; token: string | null };
type Call<T extends z.ZodType> = Omit<CrmHttpRequest<T>, "url" | "label" | "headers" | "cost"> & {
  version?: keyof typeof API_PATHS;
  path: string;
  id?: string;
};
type Query = CrmHttpRequest<z.ZodType>["query"];

/** Speaks HTTP with one Pipedrive account, in its own words. */
export function createPipedriveClient({ origin, token }: Access, http: CrmHttp) {
  const call = <T extends z.ZodType>({ version = "v2", path, id, ...request }: Call<T>) =>
    http.request({
      ...request,
      url: `${origin}${API_PATHS[version]}${path}${id === undefined ? "" : `/${encodeURIComponent(id)}`}`,
      label: `${API_PATHS[version]}${path}${id === undefined ? "" : "/:id"}`,
      cost: toTokenCost({ version, path, method: request.method, isOne: id !== undefined }),
      headers: token === null ? {} : { "x-api-token": token },
    });

  async function list<T extends z.ZodType>(item: T, { path, query }: { path: string; query?: Query }) {
    const items: z.infer<T>[] = [];
    let cursor: string | undefined;
    for (let page = 0; page < PAGES_MAX; page += 1) {
      const { data, additional_data } = await call({
        method: "GET",
        path,
        query: { ...query, limit: PAGE_LIMIT, cursor },
        answer: pageAnswer(item),
      });
      items.push(...(data ?? []));
      if (!additional_data?.next_cursor) break;
      cursor = additional_data.next_cursor;
    }
    return items;
  }

  async function listNewest<T extends z.ZodType>(item: T, { path, query }: { path: string; query?: Query }) {
    const newest = { sort_by: "add_time", sort_direction: "desc", limit: NEWEST_LIMIT };
    const { data } = await call({ method: "GET", path, query: { ...query, ...newest }, answer: pageAnswer(item) });
    return data ?? [];
  }

  async function searchPersons({ term, field, isExact }: PersonSearch) {
    const hits: ApiPersonHit[] = [];
    let cursor: string | undefined;
    for (let page = 0; page < PAGES_MAX; page += 1) {
      const { data, additional_data } = await call({
        method: "GET",
        path: "/persons/search",
        query: { term, fields: field, exact_match: isExact, limit: SEARCH_PAGE_LIMIT, cursor },
        lane: "search",
        answer: hitsAnswer,
      });
      hits.push(...data.items.map(({ item }) => item));
      if (!additional_data?.next_cursor) break;
      cursor = additional_data.next_cursor;
    }
    return hits;
  }

  const create = async (path: string, json: ApiPersonInput | ApiDealInput | ApiActivityInput) =>
    (await call({ method: "POST", path, json, answer: recordAnswer, isWrite: true })).data;

  const update = async (path: string, id: string, json: ApiPersonInput | ApiDealInput) =>
    (await call({ method: "PATCH", path, id, json, answer: recordAnswer, isWrite: true })).data;

  return {
    getMe: async () => (await call({ method: "GET", version: "v1", path: "/users/me", answer: meAnswer })).data,
    listUsers: async () => (await call({ method: "GET", version: "v1", path: "/users", answer: usersAnswer })).data,
    listPipelines: () => list(pipelineShape, { path: "/pipelines" }),
    listStages: () => list(stageShape, { path: "/stages" }),
    listPersonFields: () => list(fieldShape, { path: "/personFields" }),
    listDealFields: () => list(fieldShape, { path: "/dealFields" }),
    searchPersons,
    getPerson: async (id: string) => (await call({ method: "GET", path: "/persons", id, answer: personAnswer })).data,
    /** Not by the search, so that the person who was made a moment ago is among them. */
    listNewestPersons: () => listNewest(personShape, { path: "/persons" }),
    listOpenDeals: (personId: string) =>
      list(dealShape, { path: "/deals", query: { person_id: personId, status: "open" } }),
    /** In any state, save those that are archived. */
    listNewestDeals: (personId: string) => listNewest(dealShape, { path: "/deals", query: { person_id: personId } }),
    getDeal: async (id: string) => (await call({ method: "GET", path: "/deals", id, answer: dealAnswer })).data,
    listNewestActivities: (of: { deal_id: string } | { person_id: string }) =>
      listNewest(activityShape, { path: "/activities", query: of }),
    listNewestNotes: async (personId: string) => {
      const query = { person_id: personId, sort: "add_time DESC", start: 0, limit: NEWEST_LIMIT };
      return (await call({ method: "GET", version: "v1", path: "/notes", query, answer: notesAnswer })).data ?? [];
    },
    createPerson: (person: ApiPersonInput) => create("/persons", person),
    updatePerson: (id: string, person: ApiPersonInput) => update("/persons", id, person),
    createDeal: (deal: ApiDealInput) => create("/deals", deal),
    updateDeal: (id: string, deal: ApiDealInput) => update("/deals", id, deal),
    createActivity: (activity: ApiActivityInput) => create("/activities", activity),
    createNote: async (json: ApiNoteInput) =>
      (await call({ method: "POST", version: "v1", path: "/notes", json, answer: recordAnswer, isWrite: true })).data,
  };
}
