import type { ApiOwner, ApiProperty } from "@/lib/crm/hubspot/api-types";
import { accountFixture, pipelinesFixture } from "@/lib/crm/hubspot/fixtures";
import type { createAccess } from "./access";
import { HubspotRefusal, notFound, refuse } from "./answers";
import { OBJECTS, type ObjectName } from "./schema";
import { inOrder, type SearchBody, toMatcher } from "./search";
import type { HubspotStore, StoredRecord } from "./store";

const DEFAULT_PROPERTIES: Readonly<Record<ObjectName, readonly string[]>> = {
  contacts: ["createdate", "email", "firstname", "hs_object_id", "lastmodifieddate", "lastname"],
  deals: [
    "amount",
    "closedate",
    "createdate",
    "dealname",
    "dealstage",
    "hs_lastmodifieddate",
    "hs_object_id",
    "pipeline",
  ],
  tasks: ["createdate", "hs_lastmodifieddate", "hs_object_id"],
  notes: ["createdate", "hs_lastmodifieddate", "hs_object_id"],
};

export type HubspotAccount = {
  owners: ApiOwner[];
  store: HubspotStore;
  schema: Record<ObjectName, ApiProperty[]>;
  access: ReturnType<typeof createAccess>;
  /** Scopes that the key has, as HubSpot tells them; null: it says nothing of such a key. */
  tokenScopes: readonly string[] | null;
  /** Answers say where a record opens, as newer versions may. */
  givesUrls: boolean;
  /** The next searches that meet the limit of a second. */
  searchesToRefuse: number;
};

type Call = { request: Request; query: URLSearchParams; account: HubspotAccount; params: string[] };
type Route = { method: string; path: RegExp; isWrite?: boolean; isOpen?: boolean; answer(call: Call): unknown };

const SEARCH_CHARS_MAX = 3000;
const VERSION = "2026-09";
const OBJECT = `(${OBJECTS.join("|")})`;

const ROUTES: readonly Route[] = [
  route("GET", `/account-info/${VERSION}/details`, () => ({
    ...accountFixture,
    accountType: "STANDARD",
    timeZone: "Europe/Kyiv",
  })),
  route("GET", `/crm/owners/${VERSION}`, ({ query, account }) => toPage(account.owners, query, 100)),
  route("GET", `/crm/pipelines/${VERSION}/deals`, () => ({ results: pipelinesFixture })),
  route("GET", `/crm/properties/${VERSION}/(contacts|deals)`, ({ account, params }) => ({
    results: account.schema[toObject(params[0])],
  })),
  route("POST", `/crm/objects/${VERSION}/contacts/search`, search),
  route("POST", `/crm/objects/${VERSION}/${OBJECT}/batch/read`, readBatch),
  route("GET", `/crm/objects/${VERSION}/${OBJECT}/([^/]+)/associations/${OBJECT}`, listAssociations),
  route("GET", `/crm/objects/${VERSION}/${OBJECT}/([^/]+)`, getRecord),
  { ...route("POST", `/crm/objects/${VERSION}/${OBJECT}`, createRecord), isWrite: true },
  { ...route("PATCH", `/crm/objects/${VERSION}/${OBJECT}/([^/]+)`, updateRecord), isWrite: true },
  route("POST", "/oauth/v2/private-apps/get/access-token-info", tokenInfo),
  {
    ...route("POST", `/oauth/${VERSION}/token`, async ({ request, account }) =>
      account.access.giveTokens(new URLSearchParams(await request.text())),
    ),
    isOpen: true,
  },
];

/** Whether a request changes records. */
export function isWrite(request: Request): boolean {
  return findRoute(request)?.route.isWrite === true;
}

/** Answers one request by HubSpot's rules. */
export async function handle(request: Request, account: HubspotAccount): Promise<Response> {
  try {
    const found = findRoute(request) ?? refuse(404, "Unable to find the requested resource");
    if (!found.route.isOpen) account.access.check(request, { isWrite: found.route.isWrite === true });
    const query = new URL(request.url).searchParams;
    const answer = await found.route.answer({ request, query, account, params: found.params });
    return answer instanceof Response ? answer : Response.json(answer, { headers: RATE_HEADERS });
  } catch (error) {
    if (error instanceof HubspotRefusal) return error.toResponse();
    throw error;
  }
}

const RATE_HEADERS = { "X-HubSpot-RateLimit-Max": "100", "X-HubSpot-RateLimit-Interval-Milliseconds": "10000" };

function route(method: string, path: string, answer: Route["answer"]): Route {
  return { method, path: new RegExp(`^${path}$`), answer };
}

function findRoute(request: Request) {
  const { pathname } = new URL(request.url);
  for (const candidate of ROUTES) {
    const match = request.method === candidate.method && candidate.path.exec(pathname);
    if (match) return { route: candidate, params: match.slice(1).map(decodeURIComponent) };
  }
  return null;
}

async function tokenInfo({ request, account: { tokenScopes } }: Call) {
  const { tokenKey } = await request.json();
  if (typeof tokenKey !== "string") refuse(400, "tokenKey is required");
  if (tokenScopes === null) notFound();
  return { userId: 911, hubId: accountFixture.portalId, appId: 1234, scopes: tokenScopes };
}

async function search({ request, account }: Call) {
  if (account.searchesToRefuse > 0) {
    account.searchesToRefuse -= 1;
    refuse(429, "You have reached your secondly limit.", { errorType: "RATE_LIMIT", policyName: "SECONDLY" });
  }
  const text = await request.text();
  if (text.length > SEARCH_CHARS_MAX) refuse(400, "The search is too long", { category: "VALIDATION_ERROR" });
  const body: SearchBody = JSON.parse(text);
  const meets = toMatcher(body, account.schema.contacts);
  const found = account.store.listIndexed("contacts").filter(({ properties }) => meets(properties));
  const hits = inOrder(found, body);
  const { limit = 10, after = "0" } = body;
  const end = Number(after) + limit;
  return Response.json({
    total: hits.length,
    results: hits
      .slice(Number(after), end)
      .map((record) => toAnswer(record, { object: "contacts", asked: body.properties ?? [], account })),
    ...(end < hits.length && { paging: { next: { after: String(end) } } }),
  });
}

async function readBatch({ request, account, params }: Call) {
  const object = toObject(params[0]);
  const { inputs, properties = [] }: { inputs: { id: string }[]; properties?: string[] } = await request.json();
  if (inputs.length === 0 || inputs.length > 100)
    refuse(400, "A batch has 1 to 100 inputs", { category: "VALIDATION_ERROR" });
  const living = account.store.all(object);
  const found = inputs.flatMap(({ id }) => living.find((record) => record.id === id) ?? []);
  const missing = inputs.filter(({ id }) => !living.some((record) => record.id === id));
  const times = { startedAt: new Date().toISOString(), completedAt: new Date().toISOString() };
  const answer = {
    status: "COMPLETE",
    results: found.map((record) => toAnswer(record, { object, asked: properties, account })),
    ...times,
  };
  if (missing.length === 0) return answer;
  const error = {
    status: "error",
    category: "OBJECT_NOT_FOUND",
    message: "Could not get some objects",
    context: { ids: missing.map(({ id }) => id) },
  };
  return Response.json({ ...answer, numErrors: 1, errors: [error] }, { status: 207 });
}

function listAssociations({ query, account, params }: Call) {
  const [from, id = "", to] = params;
  account.store.find(toObject(from), id);
  const ties = account.store.listTies(toObject(from), id, toObject(to)).map(({ toId, typeId }) => ({
    toObjectId: Number(toId),
    associationTypes: [{ category: "HUBSPOT_DEFINED", typeId, label: null }],
  }));
  return toPage(ties, query, 500);
}

function getRecord({ query, account, params }: Call) {
  const object = toObject(params[0]);
  const record = account.store.find(object, params[1] ?? "", query.get("idProperty") ?? undefined);
  const answer = toAnswer(record, { object, asked: query.get("properties")?.split(",") ?? [], account });
  const to = query.get("associations");
  if (!to) return answer;
  const results = account.store
    .listTies(object, record.id, toObject(to))
    .map(({ toId }) => ({ id: toId, type: "deal_to_contact" }));
  return results.length === 0 ? answer : { ...answer, associations: { [to]: { results } } };
}

async function createRecord({ request, account, params }: Call) {
  const object = toObject(params[0]);
  const record = account.store.create(object, await request.json());
  return Response.json(toAnswer(record, { object, asked: Object.keys(record.properties), account }), { status: 201 });
}

async function updateRecord({ request, account, params }: Call) {
  const object = toObject(params[0]);
  const { properties } = await request.json();
  const record = account.store.find(object, params[1] ?? "");
  return toAnswer(account.store.update(record, object, properties), {
    object,
    asked: Object.keys(properties),
    account,
  });
}

/** Unknown properties that are asked for are left out silently. */
function toAnswer(
  { id, properties, createdAt, updatedAt, archived }: StoredRecord,
  { object, asked, account }: { object: ObjectName; asked: readonly string[]; account: HubspotAccount },
) {
  const names = [
    ...new Set([...(asked.length > 0 ? asked : DEFAULT_PROPERTIES[object]), "createdate", "hs_object_id"]),
  ];
  const shown = Object.fromEntries(names.map((name) => [name, properties[name] ?? null]));
  const url = account.givesUrls ? `https://app-eu1.hubspot.com/contacts/4455667/${object}/${id}` : undefined;
  return { id, properties: shown, createdAt, updatedAt, archived, url };
}

function toPage(items: readonly unknown[], query: URLSearchParams, limitMax: number) {
  const limit = Math.min(Number(query.get("limit") ?? limitMax), limitMax);
  const start = Number(query.get("after") ?? 0);
  const end = start + limit;
  return { results: items.slice(start, end), ...(end < items.length && { paging: { next: { after: String(end) } } }) };
}

function toObject(name: string | undefined): ObjectName {
  return OBJECTS.find((object) => object === name) ?? refuse(400, `Unable to infer object type from: ${name}`);
}
