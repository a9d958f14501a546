import type { z } from "zod";
import type { CrmHttp, CrmHttpRequest, Identifier } from "../types";
import {
  type ApiContactInput,
  type ApiDealInput,
  type ApiTaskInput,
  contactAnswer,
  dealAnswer,
  fieldAnswer,
  meAnswer,
  pageAnswer,
  pipelineAnswer,
  recordAnswer,
  userAnswer,
} from "./api-types";

/** More pages than any list that is asked for has; a server that never ends a list does not hold us. */
const PAGES_MAX = 50;
const PAGE_LIMIT = 100;

type Call<T extends z.ZodType> = Omit<CrmHttpRequest<T>, "url" | "headers"> & { path: string };

/** Speaks HTTP with one trial CRM, in its own words (docs/crm/trial.md). */
export function createTrialClient({ address, token }: { address: string; token: string }, http: CrmHttp) {
  const call = <T extends z.ZodType>({ path, ...request }: Call<T>) =>
    http.request({ ...request, url: `${address}${path}`, headers: { authorization: `Bearer ${token}` } });

  /** All items of a list, page after page. */
  async function list<T extends z.ZodType>(
    item: T,
    { path, query }: { path: string; query?: CrmHttpRequest<T>["query"] },
  ) {
    const items: z.infer<T>[] = [];
    let cursor: string | undefined;
    for (let page = 0; page < PAGES_MAX; page += 1) {
      const answer = await call({
        method: "GET",
        path,
        label: path,
        query: { ...query, limit: PAGE_LIMIT, cursor },
        answer: pageAnswer(item),
      });
      items.push(...answer.items);
      if (!answer.next_cursor) break;
      cursor = answer.next_cursor;
    }
    return items;
  }

  const create = (path: string, json: ApiContactInput | ApiDealInput | ApiTaskInput) =>
    call({ method: "POST", path, label: path, json, answer: recordAnswer, isWrite: true });

  const update = (path: string, id: string, json: ApiContactInput | ApiDealInput) =>
    call({
      method: "PATCH",
      path: `${path}/${encodeURIComponent(id)}`,
      label: `${path}/:id`,
      json,
      answer: recordAnswer,
      isWrite: true,
    });

  return {
    getMe: () => call({ method: "GET", path: "/me", label: "/me", answer: meAnswer }),
    listUsers: () => list(userAnswer, { path: "/users" }),
    listPipelines: () => list(pipelineAnswer, { path: "/pipelines" }),
    listFields: () => list(fieldAnswer, { path: "/fields" }),
    searchContacts: ({ kind, value }: Identifier) =>
      list(contactAnswer, { path: "/contacts", query: { [kind]: value } }),
    getContact: (id: string) =>
      call({
        method: "GET",
        path: `/contacts/${encodeURIComponent(id)}`,
        label: "/contacts/:id",
        answer: contactAnswer,
      }),
    listOpenDeals: (contactId: string) =>
      list(dealAnswer, { path: "/deals", query: { contact_id: contactId, state: "open" } }),
    getDeal: (id: string) =>
      call({ method: "GET", path: `/deals/${encodeURIComponent(id)}`, label: "/deals/:id", answer: dealAnswer }),
    listByRequestId: (kind: "contacts" | "deals" | "tasks", requestId: string) =>
      list(recordAnswer, { path: `/${kind}`, query: { request_id: requestId } }),
    createContact: (contact: ApiContactInput) => create("/contacts", contact),
    updateContact: (id: string, contact: ApiContactInput) => update("/contacts", id, contact),
    createDeal: (deal: ApiDealInput) => create("/deals", deal),
    updateDeal: (id: string, deal: ApiDealInput) => update("/deals", id, deal),
    createTask: (task: ApiTaskInput) => create("/tasks", task),
  };
}
