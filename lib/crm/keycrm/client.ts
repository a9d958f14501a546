import type { z } from "zod";
import { CrmError } from "../error";
import { refusingRecord } from "../refusing-record";
import { toHalfDone } from "../to-half-done";
import type { CrmHttp, CrmHttpRequest } from "../types";
import {
  type ApiBuyerInput,
  type ApiCard,
  type ApiCardInput,
  buyerAnswer,
  cardAnswer,
  createdAnswer,
  fieldAnswer,
  pageAnswer,
  pipelineAnswer,
  sourceAnswer,
  statusAnswer,
  updatedAnswer,
  userAnswer,
} from "./api-types";
import { CARD_PAGES_MAX, CARDS_SORT } from "./assumptions";
import { isSortRefused } from "./read-error";
import { toKeycrmTime } from "./times";

const API = "https://openapi.keycrm.app/v1";
const PAGE_LIMIT = 50;
/** More pages than any list of an account's settings has; a server that never ends a list does not hold us. */
const PAGES_MAX = 20;

const DAY_MS = 86_400_000;
const BUYER_INCLUDES = "custom_fields,manager";
const CARD_INCLUDES = "contact.client,status,custom_fields";

type Call<T extends z.ZodType> = Omit<CrmHttpRequest<T>, "url" | "headers" | "label"> & {
  path: string;
  label?: string;
};
type Query = CrmHttpRequest<z.ZodType>["query"];
type CardFilter = { pipelineId?: string; statusIds?: readonly string[] };

/** Speaks HTTP with one account of KeyCRM, in its own words. Calls follow one another: the limit is low. */
export function createKeycrmClient(token: string, http: CrmHttp) {
  const call = <T extends z.ZodType>({ path, label = path, ...request }: Call<T>) =>
    http.request({ ...request, url: `${API}${path}`, label, headers: { authorization: `Bearer ${token}` } });

  /** All items of a list, page after page. */
  async function list<T extends z.ZodType>(
    item: T,
    { path, label, query, pagesMax = PAGES_MAX }: { path: string; label?: string; query?: Query; pagesMax?: number },
  ) {
    const items: z.infer<T>[] = [];
    for (let page = 1; page <= pagesMax; page += 1) {
      // The address of the next page that KeyCRM gives lacks the version of the API.
      const answer = await call({
        method: "GET",
        path,
        label,
        query: { ...query, limit: PAGE_LIMIT, page },
        answer: pageAnswer(item),
      });
      items.push(...answer.data);
      if (!answer.next_page_url || answer.data.length === 0) break;
    }
    return items;
  }

  const read = <T extends z.ZodType>(path: string, id: string, { answer, include }: { answer: T; include: string }) =>
    call({
      method: "GET",
      path: `${path}/${encodeURIComponent(id)}`,
      label: `${path}/:id`,
      query: { include },
      answer,
    });

  return {
    /** One user, as the cheapest call that needs the key. */
    probeUsers: () => call({ method: "GET", path: "/users", query: { limit: 1 }, answer: pageAnswer(userAnswer) }),
    probePipelines: () =>
      call({ method: "GET", path: "/pipelines", query: { limit: 1 }, answer: pageAnswer(pipelineAnswer) }),
    listUsers: () => list(userAnswer, { path: "/users" }),
    listPipelines: () => list(pipelineAnswer, { path: "/pipelines" }),
    listStatuses: (pipelineId: string) =>
      list(statusAnswer, {
        path: `/pipelines/${encodeURIComponent(pipelineId)}/statuses`,
        label: "/pipelines/:id/statuses",
      }),
    listSources: () => list(sourceAnswer, { path: "/order/source" }),
    listFields: (model: "client" | "lead") =>
      call({
        method: "GET",
        path: "/custom-fields",
        query: { include: "options", "filter[model]": model, sort: "position" },
        answer: fieldAnswer.array(),
      }),
    /** Buyers with one of the values, which are compared as they are. */
    findBuyers: (filter: "buyer_phone" | "buyer_email", values: readonly string[]) =>
      list(buyerAnswer, {
        path: "/buyer",
        query: { [`filter[${filter}]`]: values.join(","), include: BUYER_INCLUDES },
      }),
    /** Buyers made since then. */
    listNewBuyers: (since: Date) => {
      const until = new Date(Date.now() + DAY_MS);
      const between = [since, until].map((time) => toKeycrmTime(time.toISOString())).join(",");
      return list(buyerAnswer, {
        path: "/buyer",
        query: { "filter[created_between]": between, include: BUYER_INCLUDES },
      });
    },
    getBuyer: (id: string) => read("/buyer", id, { answer: buyerAnswer, include: BUYER_INCLUDES }),
    createBuyer: (json: ApiBuyerInput) =>
      call({ method: "POST", path: "/buyer", json, answer: createdAnswer, isWrite: true }),
    updateBuyer: (id: string, json: ApiBuyerInput) =>
      call({
        method: "PUT",
        path: `/buyer/${encodeURIComponent(id)}`,
        label: "/buyer/:id",
        json,
        answer: updatedAnswer,
        isWrite: true,
      }),
    async listCards({ pipelineId, statusIds }: CardFilter, { pagesMax = CARD_PAGES_MAX } = {}): Promise<ApiCard[]> {
      const filters = { "filter[pipeline_id]": pipelineId, "filter[status_id]": statusIds?.join(",") };
      const query = { ...filters, include: CARD_INCLUDES };
      const ask = (more: Query) =>
        refusingRecord(list(cardAnswer, { path: "/pipelines/cards", pagesMax, query: { ...query, ...more } }));
      if (CARDS_SORT === null) return ask({});
      try {
        return await ask({ sort: CARDS_SORT });
      } catch (error) {
        if (error instanceof CrmError && isSortRefused(error)) return ask({});
        throw error;
      }
    },
    getCard: (id: string) =>
      refusingRecord(read("/pipelines/cards", id, { answer: cardAnswer, include: CARD_INCLUDES })),
    createCard: (json: ApiCardInput) =>
      refusingRecord(call({ method: "POST", path: "/pipelines/cards", json, answer: createdAnswer, isWrite: true })),
    updateCard: (id: string, json: ApiCardInput) =>
      refusingRecord(
        call({
          method: "PUT",
          path: `/pipelines/cards/${encodeURIComponent(id)}`,
          label: "/pipelines/cards/:id",
          json,
          answer: updatedAnswer,
          isWrite: true,
        }),
      ),
  };
}
export type KeycrmClient = ReturnType<typeof createKeycrmClient>;

/** A call after a create: that it failed does not undo the record, which has to be looked for before it is made again. */
export async function afterCreate<T>(call: Promise<T>): Promise<T> {
  return call.catch((error: unknown) => {
    throw toHalfDone(error);
  });
}
