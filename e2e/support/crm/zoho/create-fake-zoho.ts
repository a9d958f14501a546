import type { CrmEntity, CrmGrant, FieldValue } from "@/lib/crm/types";
import type { FakeCrm } from "../fake-crm";
import { refuse } from "./answers";
import { handleApi, type Switches } from "./api";
import { createOAuth } from "./oauth";
import { createStore, type StoredRecord } from "./store";
import { readId } from "./write-record";

const ACCOUNTS_HOST = "accounts.zoho.eu";
const API_HOST = "www.zohoapis.eu";
const CLIENT = {
  clientId: "1000.FAKECLIENT0001",
  clientSecret: "fakesecret0123456789abcdef",
  refreshToken: "1000.fakerefresh0123.abcdef",
  code: "1000.fakecode0123.abcdef",
};

export type FakeZoho = FakeCrm & {
  /** The code that the redirect of the consent page brings. */
  code: string;
  switches: Switches;
  store: ReturnType<typeof createStore>;
  /** Lets all access tokens end, as after an hour. */
  endTokens(): void;
  /** How many access tokens were given in the last ten minutes. */
  mints(): number;
  /** As when the customer takes LeadBox's access back. */
  revoke(): void;
  /** What the token address says of the API. */
  nameApi(domain: string): void;
};

export type FakeZohoOptions = {
  /** Its owner made the unique field for request ids. */
  hasRequestId?: boolean;
  /** The key may send queries in COQL. */
  hasCoql?: boolean;
};

/** One account in the data centre of Europe. */
export function createFakeZoho({ hasRequestId = false, hasCoql = true }: FakeZohoOptions = {}): FakeZoho {
  const store = createStore({ hasRequestId });
  let apiDomain = `https://${API_HOST}`;
  const oauth = createOAuth(CLIENT, () => apiDomain);
  const switches: Switches = {
    lagMs: 0,
    scopes: new Set(hasCoql ? ["search", "coql"] : ["search"]),
    duplicatesAs: 400,
  };
  const { refreshToken, ...credentials } = CLIENT;
  const form = { dataCentre: "eu", ...credentials };
  const grant: CrmGrant = { accessToken: oauth.firstToken, refreshToken, expiresAt: null, origin: apiDomain };

  async function handle(request: Request) {
    const { host, pathname, searchParams } = new URL(request.url);
    if (host === ACCOUNTS_HOST && pathname === "/oauth/v2/token") return oauth.handle(request);
    if (host !== API_HOST || !pathname.startsWith("/crm/v8/")) {
      return refuse(404, "INVALID_URL_PATTERN", "Please check if the URL trying to access is a correct one");
    }
    const token = /^Zoho-oauthtoken (.+)$/.exec(request.headers.get("authorization") ?? "")?.[1];
    if (!token || !oauth.isGood(token)) return refuse(401, "INVALID_TOKEN", "invalid oauth token");
    return handleApi(pathname.slice("/crm/v8".length), { request, query: searchParams, store, switches });
  }

  return {
    code: CLIENT.code,
    switches,
    store,
    form,
    handle,
    endTokens: oauth.endTokens,
    mints: oauth.mints,
    revoke: oauth.revoke,
    nameApi(domain) {
      apiDomain = domain;
    },
    serves: (host) => host === ACCOUNTS_HOST || host === API_HOST,
    toSettings: () => ({ ...form, grant }),
    isWrite: ({ method, url }) => method !== "GET" && !/\/(coql|token)$/.test(new URL(url).pathname),
    // Where queries may be sent, nothing that is looked for lags.
    lagSearch: hasCoql
      ? undefined
      : async (ms) => {
          switches.lagMs = ms;
        },
    async deleteContact(id) {
      store.remove("Contacts", id);
    },
    async countRecords() {
      const [contacts, deals, tasks] = (["Contacts", "Deals", "Tasks"] as const).map((name) => store.list(name).length);
      return { contacts: contacts ?? 0, deals: deals ?? 0, tasks: tasks ?? 0 };
    },
    readNotes: async (id) => store.notes.filter(({ contactId }) => contactId === id).map(({ content }) => content),
    toSamples,
    records: () => ({
      contacts: store.list("Contacts").map(toFakeContact),
      deals: store.list("Deals").map((deal) => ({
        id: deal.id,
        name: String(deal.Deal_Name),
        contactId: readId(deal.Contact_Name),
        stageId: `${deal.Pipeline}:${deal.Stage}`,
        responsibleId: readId(deal.Owner) || null,
      })),
      tasks: store.list("Tasks").map((task) => ({
        id: task.id,
        text: String(task.Description),
        dealId: readId(task.What_Id) || null,
        responsibleId: readId(task.Owner) || null,
      })),
    }),
    close: async () => {},
  };
}

/**
 * A full name is made of the first and the last one, whole numbers take no fraction, notes are records of their own, and the
 * field of request ids is the connector's.
 */
function toSamples(entity: CrmEntity, samples: Record<string, FieldValue>): Record<string, FieldValue> {
  const { note: _note, LeadBox_Request_ID: _requestId, ...kept } = samples;
  if (entity === "deal") return kept;
  return { ...kept, name: `${kept.firstName} ${kept.lastName}`, Visits: 12 };
}

function toFakeContact(contact: StoredRecord) {
  const texts = (names: string[]) => names.flatMap((name) => (contact[name] ? [String(contact[name])] : []));
  return {
    id: contact.id,
    name: String(contact.Full_Name),
    phones: texts(["Phone", "Mobile"]),
    emails: texts(["Email", "Secondary_Email"]),
    responsibleId: readId(contact.Owner) || null,
  };
}
