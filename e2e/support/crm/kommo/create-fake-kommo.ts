import {
  accountFixture,
  contactFieldsFixture,
  HOST,
  leadFieldsFixture,
  pipelinesFixture,
  toToken,
  usersFixture,
} from "@/lib/crm/kommo/fixtures";
import type { FakeCrm } from "../fake-crm";
import { hal, nothing, Refusal, refuse, toPage } from "./answers";
import { type Asked, changeContact, createContacts, getContact, listContacts, listTexts } from "./contacts";
import { changeLead, createLeads, getLead, listLeads } from "./leads";
import { createFakeOauth } from "./oauth";
import { createStore, type Store } from "./store";
import { createNotes, createTasks, listNotes, listTasks } from "./tasks-and-notes";

const TOKEN = toToken();
const API = "/api/v4";

type Options = {
  /** Whether the token is of an administrator, who alone may list users. */
  isAdmin?: boolean;
  /** Fewer items on a page than were asked for. */
  pageLimit?: number;
};

/** An account of Kommo with two pipelines in use, and fields of every type. */
export function createFakeKommo({ isAdmin = true, pageLimit = 250 }: Options = {}): FakeCrm & FakeKommo {
  const store = createStore();
  const oauth = createFakeOauth();

  async function answer(request: Request): Promise<Response> {
    const url = new URL(request.url);
    if (url.pathname === "/oauth2/access_token" && request.method === "POST") return oauth.answer(request);
    const token = request.headers.get("authorization")?.replace(/^Bearer /, "") ?? "";
    if (url.hostname !== HOST || (token !== TOKEN && !oauth.isAccessToken(token))) {
      throw refuse(401, "Unauthorized", "Token is wrong or has expired");
    }
    return route({ request, url, store, pageLimit }, { isAdmin });
  }

  return {
    serves: (host) => host === HOST,
    form: { address: HOST, token: TOKEN },
    toSettings: () => ({ address: HOST, token: TOKEN }),
    // The form takes no other host, so that only access from elsewhere could lead to one.
    toSettingsElsewhere: (origin) => ({
      grant: { accessToken: "access", refreshToken: null, expiresAt: null, origin },
    }),
    async handle(request) {
      try {
        return await answer(request);
      } catch (error) {
        if (error instanceof Refusal) return error.answer();
        throw error;
      }
    },
    async lagSearch(ms) {
      store.lagMs = ms;
    },
    async deleteContact(id) {
      const contact = store.contacts.get(Number(id));
      if (contact) contact.is_deleted = true;
    },
    async countRecords() {
      const { contacts, leads, tasks } = store;
      return { contacts: contacts.size, deals: leads.size, tasks: tasks.length };
    },
    readNotes: async (id) => store.notes.filter(({ contactId }) => String(contactId) === id).map(({ text }) => text),
    toSamples(entity, { note: _, ...samples }) {
      // Notes are records of their own; the amount of a deal is a whole number.
      return entity === "deal" ? { ...samples, amount: 1234 } : samples;
    },
    close: async () => {},
    records: () => toRecords(store),
    store,
    expireAccess: oauth.expire,
  };
}

type FakeKommo = {
  store: Store;
  /** Ends all access that consent gave. */
  expireAccess(): void;
};

type Route = (asked: Asked, id: number) => Response | Promise<Response>;

/** By method and path; ids stand as `:id`. */
const ROUTES: Readonly<Record<string, Route>> = {
  "GET /account": () => hal(accountFixture),
  "GET /leads/pipelines": () => hal({ _embedded: { pipelines: pipelinesFixture } }),
  "GET /contacts/custom_fields": ({ url, pageLimit }) =>
    toPage("custom_fields", contactFieldsFixture, { url, pageLimit }),
  "GET /leads/custom_fields": ({ url, pageLimit }) => toPage("custom_fields", leadFieldsFixture, { url, pageLimit }),
  "GET /users": ({ url, pageLimit }) => toPage("users", usersFixture, { url, pageLimit }),
  "GET /contacts": listContacts,
  "POST /contacts": createContacts,
  "GET /contacts/:id": getContact,
  "PATCH /contacts/:id": changeContact,
  "GET /contacts/:id/notes": listNotes,
  "POST /contacts/:id/notes": createNotes,
  "GET /leads": listLeads,
  "POST /leads": createLeads,
  "GET /leads/:id": getLead,
  "PATCH /leads/:id": changeLead,
  "GET /tasks": listTasks,
  "POST /tasks": createTasks,
};

async function route(asked: Asked, { isAdmin }: { isAdmin: boolean }): Promise<Response> {
  const { request, url } = asked;
  const path = url.pathname.slice(API.length);
  const name = `${request.method} ${path.replace(/\/\d+/, "/:id")}`;
  const found = url.pathname.startsWith(API) ? ROUTES[name] : undefined;
  if (!found) throw refuse(404, "Not Found", `Cannot ${request.method} ${url.pathname}`);
  if (name === "GET /users" && !isAdmin) throw refuse(403, "Forbidden", "You do not have rights to this action");
  return (await found(asked, Number(/\d+/.exec(path)?.[0]))) ?? nothing();
}

function toRecords({ contacts, leads, tasks }: Store): ReturnType<FakeCrm["records"]> {
  return {
    contacts: [...contacts.values()]
      .filter(({ is_deleted }) => !is_deleted)
      .map((contact) => ({
        id: String(contact.id),
        name: contact.name,
        phones: listTexts(contact, "PHONE"),
        emails: listTexts(contact, "EMAIL"),
        responsibleId: String(contact.responsible_user_id),
      })),
    deals: [...leads.values()].map((lead) => ({
      id: String(lead.id),
      name: lead.name,
      contactId: String(lead.contactIds[0] ?? ""),
      stageId: `${lead.pipeline_id}:${lead.status_id}`,
      responsibleId: String(lead.responsible_user_id),
    })),
    tasks: tasks.map((task) => ({
      id: String(task.id),
      text: task.text,
      dealId: task.entity_type === "leads" ? String(task.entity_id) : null,
      responsibleId: String(task.responsible_user_id),
    })),
  };
}
