import "server-only";
import { TrialApiError } from "./api-error";
import { createContact, deleteContact, getContact, listContacts, updateContact } from "./contacts";
import { createDeal, deleteDeal, getDeal, listDeals, updateDeal } from "./deals";
import { getMe, listFields, listPipelines, listUsers } from "./directory";
import type { TrialAnswer, TrialContext } from "./request-context";
import type { TrialOperation } from "./schema";
import { createTask, getTask, listTasks } from "./tasks";

export type TrialRoute = {
  operation: TrialOperation;
  isWrite: boolean;
  run(context: TrialContext): Promise<TrialAnswer>;
};

/** The operation of a method and a path below the API's address; throws the API's 404 and 405. */
export function getTrialRoute(method: string, path: string, query: URLSearchParams): { route: TrialRoute; id: string } {
  const [, collection, id, ...rest] = path.replace(/\/+$/, "").split("/");
  const methods = rest.length > 0 ? undefined : ROUTES[id === undefined ? `/${collection}` : `/${collection}/:id`];
  if (!methods) throw new TrialApiError(404, "not_found", "There is nothing at this address");
  const route = methods[method];
  if (!route) throw new TrialApiError(405, "method_not_allowed", `Use ${Object.keys(methods).join(" or ")} here`);
  const isByRequest = method === "GET" && query.has("request_id");
  return { route: isByRequest ? { ...route, operation: "find_by_request" } : route, id: decodeId(id) };
}

const read = (operation: TrialOperation, run: TrialRoute["run"]) => ({ operation, isWrite: false, run });
const write = (operation: TrialOperation, run: TrialRoute["run"]) => ({ operation, isWrite: true, run });

const ROUTES: Readonly<Record<string, Readonly<Record<string, TrialRoute>>>> = {
  "/me": { GET: read("verify", getMe) },
  "/users": { GET: read("read_directory", listUsers) },
  "/pipelines": { GET: read("read_directory", listPipelines) },
  "/fields": { GET: read("read_directory", listFields) },
  "/contacts": { GET: read("find_contacts", listContacts), POST: write("create_contact", createContact) },
  "/contacts/:id": {
    GET: read("get_contact", getContact),
    PATCH: write("update_contact", updateContact),
    DELETE: write("delete", deleteContact),
  },
  "/deals": { GET: read("list_deals", listDeals), POST: write("create_deal", createDeal) },
  "/deals/:id": {
    GET: read("get_deal", getDeal),
    PATCH: write("update_deal", updateDeal),
    DELETE: write("delete", deleteDeal),
  },
  "/tasks": { GET: read("find_by_request", listTasks), POST: write("create_task", createTask) },
  "/tasks/:id": { GET: read("find_by_request", getTask) },
};

function decodeId(text: string | undefined) {
  try {
    return decodeURIComponent(text ?? "");
  } catch {
    throw new TrialApiError(404, "not_found", "There is nothing at this address");
  }
}
