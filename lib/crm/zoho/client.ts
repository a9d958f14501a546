import type { z } from "zod";
import type { CrmHttp, CrmHttpRequest } from "../types";
import {
  type ApiRecord,
  type ApiRecordInput,
  type ApiUser,
  currentUserAnswer,
  doneAnswer,
  fieldsAnswer,
  layoutsAnswer,
  orgAnswer,
  pipelinesAnswer,
  recordsAnswer,
  usersAnswer,
  writtenAnswer,
} from "./api-types";
import { API_VERSION } from "./constants";
import { toHold } from "./errors";

export type ZohoModule = "Contacts" | "Deals" | "Tasks";
type Call<T extends z.ZodType> = Omit<CrmHttpRequest<T>, "url" | "headers"> & { path: string };
type Query = CrmHttpRequest<z.ZodType>["query"];

/** More than any list that is asked for has; Zoho refuses to page beyond 2000 records. */
const PAGES_MAX = 10;
const PER_PAGE = 200;

/** What a write did. A duplicate was not written: `id` is that of the record which has the same value in `duplicateField`. */
export type Written = { id: string; isDuplicate: boolean; duplicateField: string | null; isRepeated: boolean };

export type ZohoClient = ReturnType<typeof createZohoClient>;

/** Speaks HTTP with one account of Zoho CRM, in its own words. The token is put in by `tokens.authorize`. */
export function createZohoClient(origin: string, http: CrmHttp) {
  /** A call that LeadBox can do without: that the key may not make it is no reason to hold the connection. */
  const callIfAllowed = <T extends z.ZodType>({ path, ...request }: Call<T>) =>
    http.request({ ...request, url: `${origin}/crm/${API_VERSION}${path}` });

  async function call<T extends z.ZodType>(request: Call<T>): Promise<z.infer<T>> {
    try {
      return await callIfAllowed(request);
    } catch (error) {
      throw toHold(error);
    }
  }

  const get = <T extends z.ZodType>(path: string, { answer, query }: { answer: T; query?: Query }) =>
    call({ method: "GET", path, label: path, query, answer });

  async function listUsers(type: "ActiveConfirmedUsers" | "DeactiveUsers") {
    const users: ApiUser[] = [];
    for (let page = 1; page <= PAGES_MAX; page += 1) {
      const answer = await get("/users", { answer: usersAnswer, query: { type, page, per_page: PER_PAGE } });
      users.push(...(answer?.users ?? []));
      if (!answer?.info?.more_records) break;
    }
    return users;
  }

  /** All records of a list, page after page. */
  async function listRecords({ path, label, query }: { path: string; label: string; query: Query }) {
    const records: ApiRecord[] = [];
    for (let page = 1; page <= PAGES_MAX; page += 1) {
      const paged = { ...query, page, per_page: PER_PAGE };
      const answer = await call({ method: "GET", path, label, query: paged, answer: recordsAnswer });
      records.push(...(answer?.data ?? []));
      if (!answer?.info?.more_records) break;
    }
    return records;
  }

  async function write(
    request: Pick<Call<typeof writtenAnswer>, "method" | "path" | "label"> & { json: unknown },
  ): Promise<Written> {
    const { data } = await call({ ...request, answer: writtenAnswer, isWrite: true });
    const [written] = data;
    const id = written?.details.duplicate_record?.id ?? written?.details.id ?? "";
    const isDuplicate = written?.code === "DUPLICATE_DATA";
    const duplicateField = isDuplicate ? (written.details.api_name ?? null) : null;
    return { id, isDuplicate, duplicateField, isRepeated: written?.action === "update" };
  }

  return {
    async getCurrentUser() {
      const { users } = await get("/users", { answer: currentUserAnswer, query: { type: "CurrentUser" } });
      return users[0] ?? { id: "" };
    },
    getOrg: async () => (await get("/org", { answer: orgAnswer })).org[0] ?? {},
    listUsers,
    listFields: async (module: ZohoModule) =>
      (await get("/settings/fields", { answer: fieldsAnswer, query: { module } })).fields,
    listLayouts: async (module: ZohoModule) =>
      (await get("/settings/layouts", { answer: layoutsAnswer, query: { module } }))?.layouts ?? [],
    listPipelines: async (layoutId: string) =>
      (await get("/settings/pipeline", { answer: pipelinesAnswer, query: { layout_id: layoutId } }))?.pipeline ?? [],
    /** `by` is one of `phone`, `email`, `criteria` and `word`: of several only one would count. */
    search: (module: ZohoModule, by: Record<string, string>, fields: readonly string[]) =>
      listRecords({
        path: `/${module}/search`,
        label: `/${module}/search`,
        query: { ...by, fields: fields.join(",") },
      }),
    /** Reads records by a query in COQL, at most as many as one answer holds. */
    async query(select: string) {
      const json = { select_query: select };
      const answer = await callIfAllowed({
        method: "POST",
        path: "/coql",
        label: "/coql",
        json,
        answer: recordsAnswer,
      });
      return answer?.data ?? [];
    },
    /** The record with all its fields, or null for 204. */
    async getRecord(module: ZohoModule, id: string) {
      const path = `/${module}/${encodeURIComponent(id)}`;
      const answer = await call({ method: "GET", path, label: `/${module}/:id`, answer: recordsAnswer });
      return answer?.data[0] ?? null;
    },
    listRelated: (
      module: ZohoModule,
      { id, list, fields }: { id: string; list: "Deals" | "Notes"; fields: readonly string[] },
    ) =>
      listRecords({
        path: `/${module}/${encodeURIComponent(id)}/${list}`,
        label: `/${module}/:id/${list}`,
        query: { fields: fields.join(",") },
      }),
    create: (module: ZohoModule, record: ApiRecordInput) =>
      write({ method: "POST", path: `/${module}`, label: `/${module}`, json: { data: [record] } }),
    /** Makes the record, or changes the one that has the same value in the unique field. */
    upsert: (module: ZohoModule, record: ApiRecordInput, uniqueField: string) =>
      write({
        method: "POST",
        path: `/${module}/upsert`,
        label: `/${module}/upsert`,
        json: { data: [record], duplicate_check_fields: [uniqueField] },
      }),
    update: (module: ZohoModule, id: string, record: ApiRecordInput) =>
      write({
        method: "PUT",
        path: `/${module}/${encodeURIComponent(id)}`,
        label: `/${module}/:id`,
        json: { data: [record] },
      }),
    /** Tags that are not there yet are made; those that the record has stay. */
    addTags: (module: ZohoModule, id: string, names: readonly string[]) =>
      call({
        method: "POST",
        path: `/${module}/${encodeURIComponent(id)}/actions/add_tags`,
        label: `/${module}/:id/actions/add_tags`,
        json: { tags: names.map((name) => ({ name })), over_write: false },
        answer: doneAnswer,
        isWrite: true,
      }),
    createNote: (module: ZohoModule, id: string, content: string) =>
      call({
        method: "POST",
        path: "/Notes",
        label: "/Notes",
        json: { data: [{ Note_Content: content, Parent_Id: { module: { api_name: module }, id } }] },
        answer: doneAnswer,
        isWrite: true,
      }),
  };
}
