import type { z } from "zod";
import type { CrmHttp, CrmHttpRequest } from "../types";
import {
  accountAnswer,
  type ContactChange,
  contactAnswer,
  fieldAnswer,
  type LeadChange,
  leadAnswer,
  type NewContact,
  type NewLead,
  type NewTask,
  noteAnswer,
  pageAnswer,
  pipelineAnswer,
  type TaskPlace,
  taskAnswer,
  userAnswer,
  writtenAnswer,
} from "./api-types";

const API_PATH = "/api/v4";
/** The most that a page may hold. */
const PAGE_LIMIT = 250;
/** More pages than any list that is asked for has; a server that never ends a list does not hold us. */
const PAGES_MAX = 50;
/** The API takes 250 ids at once; so many fit into an address that every proxy lets through. */
const IDS_MAX = 50;

type Query = NonNullable<CrmHttpRequest<z.ZodType>["query"]>;
type Call<T extends z.ZodType> = Omit<CrmHttpRequest<T>, "url" | "headers"> & { path: string };
type List<T extends z.ZodType> = { name: string; item: T; path: string; label?: string; query?: Query };

export type KommoClient = ReturnType<typeof createKommoClient>;

/** Speaks HTTP with one account, in the vendor's words. Without a token whoever sends the requests puts it in. */
export function createKommoClient({ origin, token }: { origin: string; token: string | null }, http: CrmHttp) {
  const headers = token === null ? undefined : { authorization: `Bearer ${token}` };
  const call = <T extends z.ZodType>({ path, ...request }: Call<T>) =>
    http.request({ ...request, url: `${origin}${API_PATH}${path}`, headers });

  const get = <T extends z.ZodType>(path: string, answer: T, { label = path, query }: Partial<List<T>> = {}) =>
    call({ method: "GET", path, label, query, answer });

  /** All items of a list, page after page. */
  async function list<T extends z.ZodType>({ name, item, path, label, query }: List<T>) {
    const items: z.infer<T>[] = [];
    for (let page = 1; page <= PAGES_MAX; page += 1) {
      const answer = await get(path, pageAnswer(name, item), { label, query: { ...query, limit: PAGE_LIMIT, page } });
      items.push(...(answer?.items ?? []));
      if (!answer?.hasNext) break;
    }
    return items;
  }

  /** Collections take lists, single records an object; both answer with a list. */
  const create = (path: string, record: NewContact | NewLead | NewTask) =>
    call({
      method: "POST",
      path,
      label: path,
      json: [record],
      answer: writtenAnswer(path.slice(1)),
      isWrite: true,
    });
  const update = (path: string, id: string, change: ContactChange | LeadChange) =>
    call({
      method: "PATCH",
      path: toRecordPath(path, id),
      label: `${path}/:id`,
      json: change,
      answer: writtenAnswer(path.slice(1)),
      isWrite: true,
    });

  async function listLeads(ids: readonly number[]) {
    const leads: z.infer<typeof leadAnswer>[] = [];
    for (let start = 0; start < ids.length; start += IDS_MAX) {
      const filter = ids.slice(start, start + IDS_MAX).map((id, index) => [`filter[id][${index}]`, id]);
      const query: Query = { ...Object.fromEntries(filter), with: "contacts" };
      leads.push(...(await list({ name: "leads", item: leadAnswer, path: "/leads", query })));
    }
    return leads;
  }

  return {
    getAccount: () => get("/account", accountAnswer),
    listUsers: () => list({ name: "users", item: userAnswer, path: "/users" }),
    /** All pipelines come at once. */
    listPipelines: async () => (await get("/leads/pipelines", pageAnswer("pipelines", pipelineAnswer)))?.items ?? [],
    listFields: (entity: "contacts" | "leads") =>
      list({ name: "custom_fields", item: fieldAnswer, path: `/${entity}/custom_fields` }),
    searchContacts: (query: string) =>
      list({ name: "contacts", item: contactAnswer, path: "/contacts", query: { query } }),
    /** [K] not confirmed: a list without a search is read from the records themselves, so that the newest are in it. */
    listNewestContacts: async () => {
      const query = { "order[id]": "desc", limit: PAGE_LIMIT };
      return (await get("/contacts", pageAnswer("contacts", contactAnswer), { query }))?.items ?? [];
    },
    getContact: (id: string) =>
      get(toRecordPath("/contacts", id), contactAnswer.nullable(), {
        label: "/contacts/:id",
        query: { with: "leads" },
      }),
    listLeads,
    getLead: (id: string) =>
      get(toRecordPath("/leads", id), leadAnswer.nullable(), { label: "/leads/:id", query: { with: "contacts" } }),
    createContact: (contact: NewContact) => create("/contacts", contact),
    updateContact: (id: string, change: ContactChange) => update("/contacts", id, change),
    createLead: (lead: NewLead) => create("/leads", lead),
    updateLead: (id: string, change: LeadChange) => update("/leads", id, change),
    createTask: (task: NewTask) => create("/tasks", task),
    listTasks: ({ entity_type, entity_id }: TaskPlace) =>
      list({
        name: "tasks",
        item: taskAnswer,
        path: "/tasks",
        query: { "filter[entity_type]": entity_type, "filter[entity_id][0]": entity_id },
      }),
    createNote: (contactId: string, text: string) =>
      call({
        method: "POST",
        path: `${toRecordPath("/contacts", contactId)}/notes`,
        label: "/contacts/:id/notes",
        json: [{ note_type: "common", params: { text } }],
        answer: writtenAnswer("notes"),
        isWrite: true,
      }),
    /** [L] seen in other clients: notes are listed at the address where they are written. */
    listNotes: (contactId: string) =>
      list({
        name: "notes",
        item: noteAnswer,
        path: `${toRecordPath("/contacts", contactId)}/notes`,
        label: "/contacts/:id/notes",
        query: { "filter[note_type][0]": "common" },
      }),
  };
}

function toRecordPath(path: string, id: string) {
  return `${path}/${encodeURIComponent(id)}`;
}
