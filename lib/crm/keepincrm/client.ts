import type { z } from "zod";
import { refusingRecord } from "../refusing-record";
import type { CrmHttp, CrmHttpRequest } from "../types";
import {
  type ApiInput,
  agreementAnswer,
  clientAnswer,
  createdAnswer,
  funnelAnswer,
  listAnswer,
  probeAnswer,
  sourceAnswer,
  stageAnswer,
  taskAnswer,
  updatedAnswer,
  userAnswer,
} from "./api-types";
import { AGREEMENTS_OF_CLIENT, SAMPLE_PAGES_MAX, SEARCH_PAGES_MAX, TASKS_OF_PARENT } from "./assumptions";

const API = "https://api.keepincrm.com/v1";
/** More pages than any list of an account's settings has; a server that never ends a list does not hold us. */
const PAGES_MAX = 20;

type Call<T extends z.ZodType> = Omit<CrmHttpRequest<T>, "url" | "headers" | "label"> & {
  path: string;
  label?: string;
};
type Filters = Readonly<Record<string, string>>;

/** Speaks HTTP with one account of KeepinCRM, in its own words. */
export function createKeepincrmClient(token: string, http: CrmHttp) {
  const call = <T extends z.ZodType>({ path, label = path, ...request }: Call<T>) =>
    http.request({ ...request, url: `${API}${path}`, label, headers: { "x-auth-token": token } });

  /** The items of a list, page after page; filters are named as Ransack's are. */
  async function list<T extends z.ZodType>(
    path: string,
    item: T,
    { filters = {}, pagesMax = PAGES_MAX }: { filters?: Filters; pagesMax?: number } = {},
  ) {
    const query = Object.fromEntries(Object.entries(filters).map(([name, value]) => [`q[${name}]`, value]));
    const items: z.infer<T>[] = [];
    for (let page = 1; page <= pagesMax; page += 1) {
      const answer = await call({ method: "GET", path, query: { ...query, page }, answer: listAnswer(item) });
      items.push(...answer.items);
      if (page >= answer.pages || answer.items.length === 0) break;
    }
    return items;
  }

  // [?] 403 to one record is about the owner's rights to it, and not about the key.
  const read = <T extends z.ZodType>(path: string, id: string, answer: T) =>
    refusingRecord(call({ method: "GET", path: `${path}/${encodeURIComponent(id)}`, label: `${path}/:id`, answer }));

  const create = (path: string, json: ApiInput) =>
    call({ method: "POST", path, json, answer: createdAnswer, isWrite: true });

  const update = (path: string, id: string, json: ApiInput) =>
    refusingRecord(
      call({
        method: "PATCH",
        path: `${path}/${encodeURIComponent(id)}`,
        label: `${path}/:id`,
        json,
        answer: updatedAnswer,
        isWrite: true,
      }),
    );

  return {
    probe: () => call({ method: "GET", path: "/clients/statuses", answer: probeAnswer }),
    listUsers: () => list("/users", userAnswer),
    listFunnels: () => list("/agreements/funnels", funnelAnswer),
    listStages: () => list("/agreements/stages", stageAnswer),
    listSources: () => list("/sources", sourceAnswer),
    sampleClients: () => list("/clients", clientAnswer, { pagesMax: SAMPLE_PAGES_MAX }),
    sampleAgreements: () => list("/agreements", agreementAnswer, { pagesMax: SAMPLE_PAGES_MAX }),
    searchClients: (filter: string, value: string) =>
      list("/clients", clientAnswer, { filters: { [filter]: value }, pagesMax: SEARCH_PAGES_MAX }),
    /** The newest clients there are. */
    listNewClients: () => list("/clients", clientAnswer, { pagesMax: SEARCH_PAGES_MAX }),
    getClient: (id: string) => read("/clients", id, clientAnswer),
    createClient: (json: ApiInput) => create("/clients", json),
    updateClient: (id: string, json: ApiInput) => update("/clients", id, json),
    listAgreementsOf: (clientId: string) =>
      list("/agreements", agreementAnswer, {
        filters: { [AGREEMENTS_OF_CLIENT]: clientId },
        pagesMax: SEARCH_PAGES_MAX,
      }),
    getAgreement: (id: string) => read("/agreements", id, agreementAnswer),
    createAgreement: (json: ApiInput) => create("/agreements", json),
    updateAgreement: (id: string, json: ApiInput) => update("/agreements", id, json),
    listTasksOf: (parent: { type: string; id: string }) =>
      list("/tasks", taskAnswer, {
        filters: { [TASKS_OF_PARENT.type]: parent.type, [TASKS_OF_PARENT.id]: parent.id },
        pagesMax: SEARCH_PAGES_MAX,
      }),
    createTask: (json: ApiInput) => create("/tasks", json),
  };
}
export type KeepincrmClient = ReturnType<typeof createKeepincrmClient>;
