import type { FakeCrm, FakeRecords } from "../fake-crm";
import { type Account, createAccount } from "./account";
import { createActivities } from "./activities";
import { ok, Refusal } from "./answers";
import { createDeals } from "./deals";
import { createMeter, type MeterLimits } from "./meter";
import { createNotes, toPageText } from "./notes";
import { createOauth } from "./oauth";
import { toPage } from "./paging";
import { createPersons, listThere } from "./persons";
import { type SearchHabits, searchPersons } from "./search";

type Options = Partial<MeterLimits & SearchHabits> & { openDeals?: number };
export type FakePipedrive = FakeCrm & {
  account: Account;
  oauth: ReturnType<typeof createOauth>;
  /** Tokens of the day's budget that were spent. */
  spent(): number;
};

/** A company in Pipedrive. Its limits are off unless a test sets some. */
export function createFakePipedrive(options: Options = {}): FakePipedrive {
  const { burst = Infinity, searches = Infinity, daily = Infinity, openDeals = Infinity, readsDigits = true } = options;
  const account = createAccount();
  const oauth = createOauth(account);
  const meter = createMeter({ burst, searches, daily });
  const answer = createRouter(account, { openDeals, readsDigits });

  return {
    account,
    oauth,
    spent: meter.spent,
    serves: (host) => ["api", "oauth", account.me.company_domain].includes(host.replace(/\.pipedrive\.com$/, "")),
    form: { token: account.token },
    toSettings: () => ({ token: account.token }),
    async handle(request) {
      const { pathname, hostname } = new URL(request.url);
      if (hostname === "oauth.pipedrive.com") return oauth.answer(request);
      try {
        const bearer = request.headers.get("authorization")?.replace("Bearer ", "") ?? "";
        const isKnown = request.headers.get("x-api-token") === account.token || oauth.accepts(bearer);
        if (!isKnown) throw new Refusal(401, "unauthorized access", { errorCode: 401 });
        meter.take(request.method, pathname);
        return await answer(request);
      } catch (error) {
        if (error instanceof Refusal) return error.toResponse();
        throw error;
      }
    },
    async lagSearch(ms) {
      account.searchLagMs = ms;
    },
    async deleteContact(id) {
      const person = account.persons.get(Number(id));
      if (person) person.is_deleted = true;
    },
    countRecords: async () => ({
      contacts: listThere(account).length,
      deals: account.deals.size,
      tasks: account.activities.size,
    }),
    readNotes: async (contactId) =>
      [...account.notes.values()]
        .filter(({ person_id }) => person_id === Number(contactId))
        .map(({ content }) => toPageText(content)),
    /** Notes are records of their own here, and no value of a contact. */
    toSamples: (_, { note, ...samples }) => samples,
    records: () => listRecords(account),
    close: async () => {},
  };
}

function createRouter(account: Account, options: { openDeals: number } & SearchHabits) {
  const persons = createPersons(account);
  const deals = createDeals(account, options);
  const activities = createActivities(account);
  const notes = createNotes(account);

  return async (request: Request): Promise<Response> => {
    const { pathname, searchParams: query } = new URL(request.url);
    const [, api, version, list, id = ""] = pathname.split("/");
    if (api !== "api") throw new Refusal(404, "Not found");
    switch (`${request.method} ${version}/${list}${id && (id === "search" || id === "me" ? `/${id}` : "/:id")}`) {
      case "GET v1/users/me":
        return ok(account.me);
      case "GET v1/users":
        return ok(account.users);
      case "GET v1/notes":
        return notes.list(query);
      case "POST v1/notes":
        return notes.create(request);
      case "GET v2/pipelines":
        return toPage(account.pipelines, query);
      case "GET v2/stages":
        return toPage(account.stages, query);
      case "GET v2/personFields":
        return toPage(account.personFields, query);
      case "GET v2/dealFields":
        return toPage(account.dealFields, query);
      case "GET v2/persons/search":
        return searchPersons(account, query, options);
      case "GET v2/persons/:id":
        return persons.get(id);
      case "GET v2/persons":
        return persons.list(query);
      case "POST v2/persons":
        return persons.create(request);
      case "PATCH v2/persons/:id":
        return persons.update(id, request);
      case "GET v2/deals/:id":
        return deals.get(id);
      case "GET v2/deals":
        return deals.list(query);
      case "POST v2/deals":
        return deals.create(request);
      case "PATCH v2/deals/:id":
        return deals.update(id, request);
      case "GET v2/activities":
        return activities.list(query);
      case "POST v2/activities":
        return activities.create(request);
      default:
        // The old paths of v1 are switched off.
        throw new Refusal(version === "v1" ? 410 : 404, "Unknown endpoint");
    }
  };
}

function listRecords(account: Account): FakeRecords {
  return {
    contacts: listThere(account).map(({ id, name, phones, emails, owner_id }) => ({
      id: String(id),
      name,
      phones: phones.map(({ value }) => value),
      emails: emails.map(({ value }) => value),
      responsibleId: String(owner_id),
    })),
    deals: [...account.deals.values()].map(({ id, title, person_id, stage_id, pipeline_id, status, owner_id }) => ({
      id: String(id),
      name: title,
      contactId: String(person_id ?? ""),
      stageId: status === "open" ? String(stage_id) : `${pipeline_id}:${status}`,
      responsibleId: String(owner_id),
    })),
    tasks: [...account.activities.values()].map(({ id, note, deal_id, owner_id }) => ({
      id: String(id),
      text: toPageText(note),
      dealId: deal_id === null ? null : String(deal_id),
      responsibleId: String(owner_id),
    })),
  };
}
