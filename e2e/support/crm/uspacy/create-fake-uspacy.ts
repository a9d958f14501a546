import type { CrmEntity, CrmGrant, FieldValue } from "@/lib/crm/types";
import type { FakeCrm } from "../fake-crm";
import { handleApi, type Switches } from "./api";
import { createStore, type StoredRecord } from "./store";

const HOST = "acme.uspacy.ua";
const USER = { email: "olena@shop.example", password: "correct horse battery" };
const TOKEN_SECONDS = 24 * 60 * 60;

export type FakeUspacy = FakeCrm & {
  switches: Switches;
  store: ReturnType<typeof createStore>;
  /** Lets the tokens end, and with `refresh` those to renew them with too. */
  endTokens(which?: { refresh: boolean }): void;
  changePassword(password: string): void;
  /** How often somebody signed in with the password. */
  signIns(): number;
};

/** One portal. What the vendor's documents leave open behaves as the connector's constants assume. */
export function createFakeUspacy(): FakeUspacy {
  const store = createStore();
  const switches: Switches = { isAdmin: true, hasFilters: true };
  const good = new Set(["jwt-0"]);
  const refreshing = new Set(["refresh-0"]);
  let { password } = USER;
  let made = 0;
  let signIns = 0;

  const pages = { contactPage: `https://${HOST}/crm/contacts/1`, dealPage: `https://${HOST}/crm/deals/1` };
  const form = { portal: HOST, ...USER, ...pages };
  const grant: CrmGrant = {
    accessToken: "jwt-0",
    refreshToken: "refresh-0",
    expiresAt: null,
    origin: `https://${HOST}`,
  };

  function giveAccess() {
    made += 1;
    good.add(`jwt-${made}`);
    refreshing.add(`refresh-${made}`);
    return Response.json({ jwt: `jwt-${made}`, refreshToken: `refresh-${made}`, expireInSeconds: TOKEN_SECONDS });
  }

  async function signIn(request: Request) {
    const typed: Partial<typeof USER> = await request.json();
    signIns += 1;
    if (typed.email === USER.email && typed.password === password) return giveAccess();
    return Response.json(
      { errors: { email: ["These credentials do not match our records."] }, status: false },
      { status: 422 },
    );
  }

  async function handle(request: Request) {
    const { host, pathname, searchParams } = new URL(request.url);
    if (host !== HOST) return Response.json({ message: "Not found" }, { status: 404 });
    const token = /^Bearer (.+)$/.exec(request.headers.get("authorization") ?? "")?.[1] ?? "";
    if (pathname === "/auth/v1/auth/sign_in/") return signIn(request);
    if (pathname === "/auth/v1/auth/refresh_token/" && refreshing.delete(token)) return giveAccess();
    if (!good.has(token)) return Response.json({ error: "Unauthorized." }, { status: 401 });
    return handleApi(pathname, { request, query: searchParams, store, switches });
  }

  return {
    store,
    switches,
    form,
    handle,
    endTokens(which) {
      good.clear();
      if (which?.refresh) refreshing.clear();
    },
    changePassword(changed) {
      password = changed;
    },
    signIns: () => signIns,
    serves: (host) => host === HOST,
    toSettings: () => ({ ...form, grant }),
    isWrite: ({ method, url }) => method !== "GET" && !new URL(url).pathname.startsWith("/auth/"),
    async deleteContact(id) {
      store.remove("contacts", Number(id));
    },
    countRecords: async () => ({
      contacts: store.list("contacts").length,
      deals: store.list("deals").length,
      tasks: store.activities.length,
    }),
    toSamples,
    records: () => ({
      contacts: store.list("contacts").map(toFakeContact),
      deals: store.list("deals").map((deal) => ({
        id: String(deal.id),
        name: String(deal.title),
        contactId: readFirstId(deal.contacts),
        stageId: String(deal.kanban_stage_id),
        responsibleId: String(deal.owner),
      })),
      tasks: store.activities.map((task) => ({
        id: String(task.id),
        text: String(task.description),
        dealId: readDealId(task.crm_entities),
        responsibleId: task.responsible_id === undefined ? null : String(task.responsible_id),
      })),
    }),
    close: async () => {},
  };
}

/** Whole numbers take no fraction. */
function toSamples(entity: CrmEntity, samples: Record<string, FieldValue>): Record<string, FieldValue> {
  return entity === "contact" ? { ...samples, uf_visits: 12 } : samples;
}

function toFakeContact(contact: StoredRecord) {
  const texts = (value: unknown) => (Array.isArray(value) ? value.map((item: { value: string }) => item.value) : []);
  return {
    id: String(contact.id),
    name: String(contact.title),
    phones: texts(contact.phone),
    emails: texts(contact.email),
    responsibleId: String(contact.owner),
  };
}

function readFirstId(linked: unknown): string {
  const [first]: { id: number }[] = Array.isArray(linked) ? linked : [];
  return first ? String(first.id) : "";
}

function readDealId(entities: unknown): string | null {
  const deals = typeof entities === "object" && entities !== null && "deals" in entities ? entities.deals : [];
  return readFirstId(deals) || null;
}
