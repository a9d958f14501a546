import type { FakeCrm } from "../fake-crm";
import { Refusal } from "../refusal";
import { Account, type AccountOptions, type Agreement, type Client, type Task } from "./account";
import { createAgreement, listAgreements, readAgreement, updateAgreement } from "./agreements";
import { createClient, listClients, readClient, updateClient } from "./clients";
import type { Input } from "./input";
import { notFound, toPage } from "./replies";
import { createTask, listTasks } from "./tasks";

const HOST = "api.keepincrm.com";
/** Addresses as a customer copies them from the browser. */
const PAGES = {
  contactPage: "https://acme.keepincrm.com/app/clients/1",
  dealPage: "https://acme.keepincrm.com/app/deals/1",
};

type FakeKeepincrm = FakeCrm & { account: Account };

/** KeepinCRM with one account, as its API is thought to behave: much of it is an assumption that the connector shares. */
export function createFakeKeepincrm(options: AccountOptions = {}): FakeKeepincrm {
  const account = new Account({ isPaid: true, ...options });
  return {
    account,
    serves: (host) => host === HOST,
    handle: async (request) => answer(account, request),
    form: { token: account.token, ...PAGES },
    toSettings: () => ({ token: account.token }),
    async deleteContact(id) {
      account.clients.delete(Number(id));
    },
    async countRecords() {
      const { clients, agreements, tasks } = account;
      return { contacts: clients.size, deals: agreements.size, tasks: tasks.size };
    },
    records: () => ({
      contacts: [...account.clients.values()].map(toFakeContact),
      deals: [...account.agreements.values()].map(toFakeDeal),
      tasks: [...account.tasks.values()].map(toFakeTask),
    }),
    close: async () => {},
  };
}

async function answer(account: Account, request: Request): Promise<Response> {
  try {
    if (request.headers.get("x-auth-token") !== account.token) {
      throw new Refusal(401, { errors: ["Invalid auth token"] });
    }
    if (!account.options.isPaid) throw new Refusal(402, { message: "API недоступне на вашому тарифі" });
    const body = await route(account, request);
    return Response.json(body, { status: request.method === "POST" ? 201 : 200 });
  } catch (error) {
    if (error instanceof Refusal) return Response.json(error.body, { status: error.status, headers: error.headers });
    throw error;
  }
}

async function route(account: Account, request: Request): Promise<unknown> {
  const url = new URL(request.url);
  const path = url.pathname.replace(/^\/v1/, "");
  const [, noun, last] = path.split("/");
  const input: Input = request.method === "GET" ? {} : await request.json();
  const list = readList(account, url, `${request.method} ${path}`);
  if (list) return list;

  switch (`${request.method} ${noun}${last ? "/:id" : ""}`) {
    case "GET clients/:id":
      return readClient(account, Number(last));
    case "POST clients":
      return createClient(account, input);
    case "PATCH clients/:id":
      return updateClient(account, Number(last), input);
    case "GET agreements/:id":
      return readAgreement(account, Number(last));
    case "POST agreements":
      return createAgreement(account, input);
    case "PATCH agreements/:id":
      return updateAgreement(account, Number(last), input);
    case "POST tasks":
      return createTask(account, input);
    default:
      throw notFound();
  }
}

function readList(account: Account, url: URL, call: string): unknown {
  switch (call) {
    case "GET /clients/statuses":
      return account.statuses;
    case "GET /users":
      return toPage(url, account.users);
    case "GET /sources":
      return toPage(url, account.sources);
    case "GET /agreements/funnels":
      return toPage(url, account.funnels);
    case "GET /agreements/stages":
      return toPage(url, account.stages);
    case "GET /clients":
      return listClients(account, url);
    case "GET /agreements":
      return listAgreements(account, url);
    case "GET /tasks":
      return listTasks(account, url);
    default:
      return null;
  }
}

function toFakeContact({ id, person, company, phones, email, main_responsible_id }: Client) {
  const emails = email ? [email] : [];
  return {
    id: String(id),
    name: person ?? company ?? "",
    phones,
    emails,
    responsibleId: toIdText(main_responsible_id),
  };
}

function toFakeDeal({ id, title, client_id, stage_id, main_responsible_id }: Agreement) {
  return {
    id: String(id),
    name: title,
    contactId: String(client_id),
    stageId: String(stage_id),
    responsibleId: toIdText(main_responsible_id),
  };
}

function toFakeTask({ id, title, comment, parent_type, parent_id, user_id }: Task) {
  const dealId = parent_type === "Agreement" ? toIdText(parent_id) : null;
  return { id: String(id), text: comment ?? title, dealId, responsibleId: toIdText(user_id) };
}

function toIdText(id: number | null) {
  return id === null ? null : String(id);
}
