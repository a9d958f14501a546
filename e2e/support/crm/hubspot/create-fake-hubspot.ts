import { ownersFixture } from "@/lib/crm/hubspot/fixtures";
import type { FakeCrm } from "../fake-crm";
import { createAccess } from "./access";
import { type HubspotAccount, handle, isWrite } from "./handle";
import { toSchema } from "./schema";
import { createHubspotStore, listEmails, type StoredRecord } from "./store";

const SERVICE_KEY = "pat-eu1-0c0ffee0-1111-4222-8333-44445555666b";

export type FakeHubspotOptions = {
  /** The account's service key. */
  key?: string;
  /** The administrator made properties for the ids of requests. */
  keepsRequestIds?: boolean;
  /** What the key may do; null: everything. */
  scopes?: readonly string[] | null;
  /** What HubSpot tells of the key's scopes; null: nothing, as of service keys. */
  tokenScopes?: readonly string[] | null;
};

export type FakeHubspot = FakeCrm & { account: HubspotAccount };

/** HubSpot with one account: people, two pipelines and properties of every type. */
export function createFakeHubspot(options: FakeHubspotOptions = {}): FakeHubspot {
  const { key = SERVICE_KEY } = options;
  const schema = toSchema({ keepsRequestIds: options.keepsRequestIds ?? false });
  const store = createHubspotStore(schema);
  const access = createAccess({ key, scopes: options.scopes ?? null });
  const account: HubspotAccount = {
    owners: [...ownersFixture],
    store,
    schema,
    access,
    tokenScopes: options.tokenScopes ?? null,
    givesUrls: false,
    searchesToRefuse: 0,
  };
  const listNotes = (contactId: string) => {
    const ids = store.listTies("contacts", contactId, "notes").map(({ toId }) => toId);
    return store.all("notes").filter(({ id }) => ids.includes(id));
  };
  const tiedTo = (from: "deals" | "tasks", id: string, to: "contacts" | "deals") =>
    store.listTies(from, id, to)[0]?.toId;

  return {
    account,
    handle: (request) => handle(request, account),
    isWrite,
    serves: (host) => host === "api.hubapi.com",
    form: { token: key },
    toSettings: () => ({ token: key }),
    lagSearch: async (ms) => store.lagSearch(ms),
    deleteContact: async (id) => store.archive("contacts", id),
    countRecords: async () => ({
      contacts: store.all("contacts").length,
      deals: store.all("deals").length,
      tasks: store.all("tasks").length,
    }),
    readNotes: async (contactId) => listNotes(contactId).map(({ properties }) => toPlainText(properties.hs_note_body)),
    records: () => ({
      contacts: store.all("contacts").map(({ id, properties }) => ({
        id,
        name: [properties.firstname, properties.lastname].filter(Boolean).join(" "),
        phones: [properties.phone, properties.mobilephone].filter((phone) => phone !== undefined),
        emails: listEmails(properties),
        responsibleId: toOwner(properties),
      })),
      deals: store.all("deals").map(({ id, properties }) => ({
        id,
        name: properties.dealname ?? "",
        contactId: tiedTo("deals", id, "contacts") ?? "",
        stageId: properties.dealstage ?? null,
        responsibleId: toOwner(properties),
      })),
      tasks: store.all("tasks").map(({ id, properties }) => ({
        id,
        text: toPlainText(properties.hs_task_body),
        dealId: tiedTo("tasks", id, "deals") ?? null,
        responsibleId: toOwner(properties),
      })),
    }),
    close: async () => {},
  };
}

function toOwner(properties: StoredRecord["properties"]) {
  return properties.hubspot_owner_id ?? null;
}

/** The HTML as a person reads it on the page. */
function toPlainText(html = "") {
  const text = html.replaceAll("<br>", "\n").replace(/<[^>]+>/g, "");
  const signs: Record<string, string> = { lt: "<", gt: ">", quot: '"', amp: "&" };
  return text.replace(/&(lt|gt|quot|amp);/g, (_, name: string) => signs[name] ?? "");
}
