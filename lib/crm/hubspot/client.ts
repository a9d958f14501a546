import type { z } from "zod";
import { orNull } from "../or-null";
import type { CrmHttp, CrmHttpRequest } from "../types";
import {
  type ApiCreate,
  type ApiFilter,
  type ApiRecord,
  accountAnswer,
  associationAnswer,
  batchAnswer,
  ownerAnswer,
  pageAnswer,
  pipelineAnswer,
  propertyAnswer,
  recordAnswer,
  tokenInfoAnswer,
} from "./api-types";
import { API_ORIGIN, buildPath, TOKEN_INFO_PATH } from "./paths";

export type HubspotObject = "contacts" | "deals" | "tasks" | "notes";

/** More pages than any list that is asked for has; a server that never ends a list does not hold us. */
const PAGES_MAX = 50;
const OWNERS_LIMIT = 100;
const ASSOCIATIONS_LIMIT = 500;
const SEARCH_LIMIT = 100;
const BATCH_IDS_MAX = 100;
/** HubSpot answers 414 to an address that is too long; an account may have hundreds of properties. */
const QUERY_CHARS_MAX = 4000;

type Call<T extends z.ZodType> = Omit<CrmHttpRequest<T>, "url" | "headers"> & { path: string };
export type HubspotClient = ReturnType<typeof createHubspotClient>;

/** Speaks HTTP with one HubSpot account. Without a token the requests get theirs on the way, as connections by consent do. */
export function createHubspotClient({ token }: { token: string | null }, http: CrmHttp) {
  const headers = token === null ? undefined : { authorization: `Bearer ${token}` };
  const call = <T extends z.ZodType>({ path, ...request }: Call<T>) =>
    http.request({ ...request, url: `${API_ORIGIN}${path}`, headers });

  /** All items of a list, page after page. */
  async function list<T extends z.ZodType>(
    item: T,
    { path, label, query }: Pick<Call<T>, "path" | "label"> & { query?: CrmHttpRequest<T>["query"] },
  ) {
    const items: z.infer<T>[] = [];
    let after: string | undefined;
    for (let page = 0; page < PAGES_MAX; page += 1) {
      const answer = await call({
        method: "GET",
        path,
        label,
        query: { ...query, after },
        answer: pageAnswer(item),
      });
      items.push(...answer.results);
      after = answer.paging?.next?.after;
      if (after === undefined) break;
    }
    return items;
  }

  /** Contacts for which all filters of one of the groups hold. New ones are found seconds later, or minutes. */
  async function search(
    groups: readonly (readonly ApiFilter[])[],
    { properties, direction }: { properties: readonly string[]; direction: "ASCENDING" | "DESCENDING" },
  ): Promise<ApiRecord[]> {
    const { results } = await call({
      method: "POST",
      path: buildPath({ of: "objects", rest: "contacts/search" }),
      label: "/contacts/search",
      lane: "search",
      json: {
        filterGroups: groups.map((filters) => ({ filters })),
        properties,
        sorts: [{ propertyName: "createdate", direction }],
        limit: SEARCH_LIMIT,
        after: "0",
      },
      answer: pageAnswer(recordAnswer),
    });
    return results;
  }

  return {
    getAccount: () =>
      call({ method: "GET", path: buildPath({ of: "account" }), label: "/account", answer: accountAnswer }),

    /** Scopes of a private app's token. */
    getTokenInfo: (tokenKey: string) =>
      call({
        method: "POST",
        path: TOKEN_INFO_PATH,
        label: "/access-token-info",
        json: { tokenKey },
        answer: tokenInfoAnswer,
      }),

    listOwners: () =>
      list(ownerAnswer, {
        path: buildPath({ of: "owners" }),
        label: "/owners",
        query: { limit: OWNERS_LIMIT, archived: false },
      }),

    listPipelines: () =>
      list(pipelineAnswer, { path: buildPath({ of: "pipelines", rest: "deals" }), label: "/pipelines/deals" }),

    listProperties: (object: "contacts" | "deals") =>
      list(propertyAnswer, {
        path: buildPath({ of: "properties", rest: object }),
        label: `/properties/${object}`,
        query: { archived: false },
      }),

    /** One record with these properties, by its id or by a property that no two records share. Search does not see as early. */
    async getRecord(
      object: HubspotObject,
      id: string,
      { properties, ...query }: { properties: readonly string[]; idProperty?: string; associations?: HubspotObject },
    ): Promise<ApiRecord> {
      const parts = await Promise.all(
        splitByLength(properties).map((names) =>
          call({
            method: "GET",
            path: buildPath({ of: "objects", rest: `${object}/${encodeURIComponent(id)}` }),
            label: `/${object}/:id`,
            query: { ...query, properties: names },
            answer: recordAnswer,
          }),
        ),
      );
      const [first] = parts;
      if (!first) throw new Error("A record was asked for without a request");
      return { ...first, properties: Object.assign({}, ...parts.map((part) => part.properties)) };
    },

    /** The records of these ids that are there. */
    async listRecords(
      object: HubspotObject,
      ids: readonly string[],
      properties: readonly string[],
    ): Promise<ApiRecord[]> {
      const batches = toChunks(ids, BATCH_IDS_MAX).map((chunk) =>
        call({
          method: "POST",
          path: buildPath({ of: "objects", rest: `${object}/batch/read` }),
          label: `/${object}/batch/read`,
          json: { inputs: chunk.map((id) => ({ id })), properties },
          answer: batchAnswer,
        }),
      );
      return (await Promise.all(batches)).flatMap(({ results }) => results);
    },

    /** Contacts that meet one of at most five filters, the oldest first. */
    searchContacts: (filters: readonly ApiFilter[], properties: readonly string[]) =>
      search(
        filters.map((filter) => [filter]),
        { properties, direction: "ASCENDING" },
      ),

    /** Contacts that meet all of at most six filters, the newest first. */
    searchNewestContacts: (filters: readonly ApiFilter[], properties: readonly string[]) =>
      search([filters], { properties, direction: "DESCENDING" }),

    /** Ids of the records that a record is tied to, at once as they are; none when it is gone. */
    async listAssociated({ from, id, to }: { from: HubspotObject; id: string; to: HubspotObject }): Promise<string[]> {
      const associations = await orNull(
        list(associationAnswer, {
          path: buildPath({ of: "associations", from, id, to }),
          label: `/${from}/:id/associations/${to}`,
          query: { limit: ASSOCIATIONS_LIMIT },
        }),
      );
      return [...new Set(associations?.map(({ toObjectId }) => toObjectId))];
    },

    createRecord: (object: HubspotObject, json: ApiCreate) =>
      call({
        method: "POST",
        path: buildPath({ of: "objects", rest: object }),
        label: `/${object}`,
        json,
        answer: recordAnswer,
        isWrite: true,
      }),

    updateRecord: (object: HubspotObject, id: string, properties: Record<string, string>) =>
      call({
        method: "PATCH",
        path: buildPath({ of: "objects", rest: `${object}/${encodeURIComponent(id)}` }),
        label: `/${object}/:id`,
        json: { properties },
        answer: recordAnswer,
        isWrite: true,
      }),
  };
}

/** The names joined by commas, in as many texts as an address can hold; at least one. */
function splitByLength(names: readonly string[]): string[] {
  const texts: string[] = [];
  let text = "";
  for (const name of names) {
    if (text && text.length + name.length >= QUERY_CHARS_MAX) {
      texts.push(text);
      text = "";
    }
    text = text ? `${text},${name}` : name;
  }
  return [...texts, text];
}

function toChunks<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}
