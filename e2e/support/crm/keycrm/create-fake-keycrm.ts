import type { FakeCrm } from "../fake-crm";
import { Refusal } from "../refusal";
import { Account, type AccountOptions, type Buyer, type Card } from "./account";
import { createBuyer, listBuyers, readBuyer, updateBuyer } from "./buyers";
import { createCard, listCards, readCard, updateCard } from "./cards";
import type { Input } from "./input";
import { notFound, readFilters, toPage } from "./replies";

const HOST = "openapi.keycrm.app";
/** Addresses as a customer copies them from the browser. */
const PAGES = { contactPage: "https://acme.keycrm.app/app/clients/1", dealPage: "https://acme.keycrm.app/app/deals/1" };
const USER_FILTERS = ["id", "full_name", "role_id", "status", "email", "phone"];

type FakeKeycrm = FakeCrm & { account: Account };

/** KeyCRM with one account, as its Open API v1 behaves. */
export function createFakeKeycrm(options: AccountOptions = {}): FakeKeycrm {
  const account = new Account({ hasLeads: true, ...options });
  return {
    account,
    serves: (host) => host === HOST,
    handle: async (request) => answer(account, request),
    form: { token: account.token, requestsPerMinute: "600", wonStages: "", ...PAGES },
    toSettings: () => ({ token: account.token }),
    hasTasks: false,
    async deleteContact(id) {
      account.buyers.delete(Number(id));
    },
    async countRecords() {
      return { contacts: account.buyers.size, deals: account.cards.size, tasks: 0 };
    },
    records() {
      account.catchUp();
      return {
        contacts: [...account.buyers.values()].map(toFakeContact),
        deals: [...account.cards.values()].map(toFakeDeal),
        tasks: [],
      };
    },
    close: async () => {},
  };
}

async function answer(account: Account, request: Request): Promise<Response> {
  account.catchUp();
  // Without this header Laravel answers with a page.
  if (!request.headers.get("accept")?.includes("json"))
    return new Response("<html></html>", { headers: { "content-type": "text/html" } });
  try {
    if (request.headers.get("authorization") !== `Bearer ${account.token}`) {
      throw new Refusal(401, { message: "Unauthenticated." });
    }
    if (!account.mayCall()) throw new Refusal(429, { message: "Too Many Attempts." }, { "retry-after": "30" });
    const { status, body } = await route(account, request);
    return Response.json(body, { status });
  } catch (error) {
    if (error instanceof Refusal) return Response.json(error.body, { status: error.status, headers: error.headers });
    throw error;
  }
}

async function route(account: Account, request: Request): Promise<{ status: number; body: unknown }> {
  const url = new URL(request.url);
  const [root, first, second, third] = url.pathname.split("/").filter(Boolean);
  if (root !== "v1") throw notFound();
  const input: Input = request.method === "GET" ? {} : await request.json();
  const call = `${request.method} ${first}`;
  if (first === "pipelines" && !account.options.hasLeads) throw new Refusal(400, { message: "Leads are not enabled" });

  switch (call) {
    case "GET users":
      readFilters(url, USER_FILTERS);
      return ok(toPage(url, account.users));
    case "GET order":
      if (second !== "source") throw notFound();
      return ok(toPage(url, account.sources));
    case "GET custom-fields":
      return ok(listFields(account, url));
    case "GET buyer":
      return ok(second ? readBuyer(account, url, Number(second)) : listBuyers(account, url));
    case "POST buyer":
      return { status: 201, body: createBuyer(account, url, input) };
    case "PUT buyer":
      return { status: 202, body: updateBuyer(account, url, { id: Number(second), input }) };
    case "GET pipelines":
      return ok(readPipelines(account, url, [second, third]));
    case "POST pipelines":
      return { status: 201, body: createCard(account, url, input) };
    case "PUT pipelines":
      return { status: 202, body: updateCard(account, { id: Number(third), input }) };
    default:
      throw notFound();
  }
}

function readPipelines(account: Account, url: URL, [second, third]: (string | undefined)[]) {
  if (second === undefined) return toPage(url, account.pipelines);
  if (second === "cards") return third ? readCard(account, url, Number(third)) : listCards(account, url);
  if (third !== "statuses" || !account.pipelines.some(({ id }) => id === Number(second))) throw notFound();
  return toPage(
    url,
    account.statuses.filter(({ pipeline_id }) => pipeline_id === Number(second)),
  );
}

/** A list that is no page. */
function listFields({ fields }: Account, url: URL) {
  const models = readFilters(url, ["model"]).get("model");
  return fields.filter(({ model }) => models?.includes(model) ?? true);
}

function ok(body: unknown) {
  return { status: 200, body };
}

function toFakeContact({ id, full_name, phone, email, manager_id }: Buyer) {
  return { id: String(id), name: full_name, phones: phone, emails: email, responsibleId: toIdText(manager_id) };
}

function toFakeDeal({ id, title, contact, status_id, manager_id }: Card) {
  return {
    id: String(id),
    name: title,
    contactId: toIdText(contact.client_id) ?? "",
    stageId: String(status_id),
    responsibleId: toIdText(manager_id),
  };
}

function toIdText(id: number | null) {
  return id === null ? null : String(id);
}
