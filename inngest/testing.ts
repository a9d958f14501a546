import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import postgres from "postgres";
import { v7 as uuidv7 } from "uuid";
import { vi } from "vitest";
import { createTestDatabase } from "@/db/testing";
import type { CrmDirectory } from "@/lib/crm/types";
import type { IntegrationSettings } from "@/lib/integrations/schema";
import type { JsonObject } from "@/lib/json";
import type { TrialFaults } from "@/lib/trial-crm/schema";

/** One call that reached the test CRM. */
export type TestCrmCall = { method: string; path: string; token: string; isSearch: boolean };

export type TestTenant = {
  accountId: string;
  trialCrmId: string;
  connectionId: string;
  token: string;
  directory: CrmDirectory;
};

export type TestPipeline = Awaited<ReturnType<typeof startTestPipeline>>;

/**
 * The whole way of a lead with its real parts: a database of its own, the functions on the embedded engine (without delays), the
 * outbox, and the trial CRM behind HTTP. Without an engine, the test starts a worker of its own.
 */
export async function startTestPipeline({ hasEngine = true }: { hasEngine?: boolean } = {}) {
  const database = await createTestDatabase();
  const crm = await startCrmServer();
  vi.stubEnv("DATABASE_APP_URL", database.appUrl);
  vi.stubEnv("DATABASE_QUEUE_URL", database.queueUrl);
  vi.stubEnv("CRM_PRIVATE_HOSTS", `127.0.0.1:${crm.port}`);
  vi.stubEnv("RETRY_SCALE", "0.001");
  // From here on the environment is read for the first time.
  const { getDatabase } = await import("@/db");
  const { createInngestClient } = await import("./client");
  const { createFunctions } = await import("./functions");
  const { createOutboxTask } = await import("./outbox");
  const { startTestEngine } = await import("./engine/test-harness");
  const { handleTrialRequest } = await import("@/lib/trial-crm/handle-request");
  crm.answerBy(handleTrialRequest);

  const client = createInngestClient({ mode: "embedded", databaseQueueUrl: database.queueUrl });
  const startEngine = () =>
    startTestEngine({
      client,
      functions: createFunctions(client),
      databaseUrl: database.queueUrl,
      tasks: { outbox: createOutboxTask(client) },
      concurrency: 60,
    });
  const state = { engine: hasEngine ? await startEngine() : null };
  const getEngine = () => {
    if (!state.engine) throw new Error("This pipeline has no engine of its own");
    return state.engine;
  };
  const admin = postgres(database.adminUrl, { max: 3, onnotice: () => {} });

  return {
    database,
    admin,
    crm,
    client,
    get engine() {
      return getEngine();
    },
    restartEngine: async (between: () => Promise<void> = async () => {}) => {
      await getEngine().stop();
      await between();
      state.engine = await startEngine();
    },
    createTenant: () => createTenant(crm.address),
    createConnection: (tenant: TestTenant) => createConnection(tenant, crm.address),
    createIntegration,
    receive: (lead: ReceivedTestLead) => receive(admin, lead),
    setFaults: (tenant: TestTenant, faults: TrialFaults) =>
      admin`update trial_crms set faults = ${admin.json(faults)} where id = ${tenant.trialCrmId}`,
    readLead: (id: string) => readLead(admin, id),
    readCrm: (tenant: TestTenant) => readCrm(admin, tenant),
    /** Waits until no job is left, and for jobs that are due later. */
    settle: (timeoutMs = 30_000) => getEngine().waitUntilIdle(timeoutMs),
    async stop() {
      await state.engine?.stop();
      await getDatabase().close();
      await admin.end();
      await crm.stop();
      await database.drop();
      vi.unstubAllEnvs();
    },
  };
}

async function createTenant(address: string): Promise<TestTenant> {
  const { createTestTrialCrm } = await import("@/lib/trial-crm/testing");
  const trialCrm = await createTestTrialCrm();
  const tenant = { ...trialCrm, connectionId: "" };
  return { ...tenant, connectionId: await createConnection(tenant, address) };
}

/** Another connection to the same CRM. */
async function createConnection({ accountId, token, directory }: TestTenant, address: string): Promise<string> {
  const { withAccount } = await import("@/db/with-account");
  const { connections } = await import("@/db/schema");
  const { sealSecret } = await import("@/lib/crypto/seal");
  const id = uuidv7();
  const { sealed, keyId } = sealSecret({
    plaintext: JSON.stringify({ address, token }),
    accountId,
    subjectId: id,
  });
  await withAccount(accountId, (tx) =>
    tx.insert(connections).values({
      id,
      accountId,
      provider: "trial",
      name: "Пробна CRM",
      sealedSettings: sealed,
      keyId,
      directory,
      directoryAt: new Date(),
      defaultUserId: "u4",
    }),
  );
  return id;
}

const MAPPING: IntegrationSettings["mapping"] = [
  { target: "contact.name", template: "{{contact.name}}", policy: "inherit" },
  { target: "contact.phone", template: "{{contact.phone}}", policy: "inherit" },
  { target: "contact.email", template: "{{contact.email}}", policy: "inherit" },
  { target: "deal.name", template: "Заявка {{contact.name}}", policy: "inherit" },
];

/** An integration with the settings that are given, and the product's own for the rest. `members` make its collection. */
async function createIntegration(
  { accountId, connectionId }: TestTenant,
  {
    settings = {},
    members,
    name = "Instagram",
  }: { settings?: Record<string, unknown>; members?: string[]; name?: string } = {},
) {
  const { withAccount } = await import("@/db/with-account");
  const schema = await import("@/db/schema");
  const { integrationSettingsSchema } = await import("@/lib/integrations/schema");
  const integrationId = uuidv7();
  const collectionId = members ? uuidv7() : null;
  const parsed = integrationSettingsSchema.parse({ connectionId, collectionId, mapping: MAPPING, ...settings });
  await withAccount(accountId, async (tx) => {
    await tx.update(schema.accounts).set({ plan: "pro" });
    if (collectionId && members) {
      await tx.insert(schema.collections).values({ id: collectionId, accountId, connectionId, name: "Продажі" });
      await tx
        .insert(schema.collectionMembers)
        .values(members.map((crmUserId, position) => ({ accountId, collectionId, crmUserId, position })));
    }
    await tx.insert(schema.integrations).values({ id: integrationId, accountId, name });
    await tx.insert(schema.integrationVersions).values({ accountId, integrationId, version: 1, settings: parsed });
  });
  return { accountId, integrationId, collectionId };
}

export type ReceivedTestLead = {
  accountId: string;
  integrationId: string;
  /** The events, each a lead; received together. */
  events: JsonObject[];
};

/** Stores leads as intake does, with the job of the outbox in the same transaction. */
async function receive(admin: postgres.Sql, { accountId, integrationId, events }: ReceivedTestLead): Promise<string[]> {
  const ids = events.map(() => uuidv7());
  await admin.begin(async (sql) => {
    for (const [nr, event] of events.entries()) {
      const contact = event.contact as JsonObject | undefined;
      const bot = event.bot as JsonObject | undefined;
      await sql`insert into leads (id, account_id, integration_id, bot_id, bot_contact_id) values
        (${ids[nr] ?? ""}, ${accountId}, ${integrationId}, ${(bot?.id as string) ?? null}, ${(contact?.id as string) ?? null})`;
      await sql`insert into lead_events (lead_id, account_id, event)
        values (${ids[nr] ?? ""}, ${accountId}, ${sql.json(event)})`;
    }
    await sql`select engine.add_outbox_job(${ids.map(() => accountId)}::uuid[], ${ids}::uuid[])`;
  });
  return ids;
}

async function readLead(admin: postgres.Sql, id: string) {
  const [lead] = await admin<
    {
      status: string;
      reason: string | null;
      reasonDetail: JsonObject | null;
      run: number;
      plan: string | null;
      attempts: number;
      phone: string | null;
      contactId: string | null;
      dealId: string | null;
      taskId: string | null;
      responsibleId: string | null;
      responsibleName: string | null;
      nextTryAt: Date | null;
    }[]
  >`
    select status, reason, reason_detail as "reasonDetail", run, plan, attempts, phone, contact_id as "contactId",
      deal_id as "dealId", task_id as "taskId", responsible_id as "responsibleId", responsible_name as "responsibleName",
      next_try_at as "nextTryAt"
    from leads where id = ${id}`;
  if (!lead) throw new Error(`There is no lead ${id}`);
  const steps = await admin<
    {
      stage: string;
      name: string;
      attempt: number;
      status: string;
      output: JsonObject;
      error: JsonObject | null;
      crmCalls: JsonObject[] | null;
    }[]
  >`select stage, name, attempt, status, output, error, crm_calls as "crmCalls" from lead_steps where lead_id = ${id} order by id`;
  return { ...lead, steps: [...steps] };
}

type TrialRecord = { id: string; responsibleId: string | null; values: Record<string, unknown> };

async function readCrm(admin: postgres.Sql, { trialCrmId }: TestTenant) {
  const contacts = await admin<TrialRecord[]>`
    select id, responsible_id as "responsibleId", values from trial_contacts where trial_crm_id = ${trialCrmId} order by id`;
  const deals = await admin<(TrialRecord & { contactId: string; pipelineId: string; stageId: string })[]>`
    select id, responsible_id as "responsibleId", values, contact_id as "contactId", pipeline_id as "pipelineId",
      stage_id as "stageId" from trial_deals where trial_crm_id = ${trialCrmId} order by id`;
  const tasks = await admin<
    {
      id: string;
      responsibleId: string | null;
      contactId: string;
      dealId: string | null;
      text: string;
      dueAt: Date;
      createdAt: Date;
    }[]
  >`
    select id, responsible_id as "responsibleId", contact_id as "contactId", deal_id as "dealId", text, due_at as "dueAt",
      created_at as "createdAt" from trial_tasks where trial_crm_id = ${trialCrmId} order by id`;
  return { contacts: [...contacts], deals: [...deals], tasks: [...tasks] };
}

type Answer = (request: Request) => Promise<Response>;

/** The trial CRM behind HTTP, which counts its calls and lets a test look at each before it is answered. */
async function startCrmServer() {
  let answer: Answer = async () => new Response(null, { status: 503 });
  const calls: TestCrmCall[] = [];
  const hooks: {
    before: (call: TestCrmCall, body: string) => Promise<string | undefined>;
    after: (call: TestCrmCall) => Promise<void>;
  } = {
    before: async () => undefined,
    after: async () => {},
  };

  const server = createServer((request, response) => {
    void respond(request, response).catch(() => response.destroy());
  });
  async function respond(request: IncomingMessage, response: ServerResponse) {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const url = new URL(request.url ?? "/", "http://127.0.0.1");
    const call = {
      method: request.method ?? "",
      path: url.pathname.replace("/api/trial-crm/v1", ""),
      token: (request.headers.authorization ?? "").replace("Bearer ", ""),
      isSearch: url.searchParams.has("phone") || url.searchParams.has("email"),
    };
    calls.push(call);
    const sent = Buffer.concat(chunks).toString();
    const body = (await hooks.before(call, sent)) ?? sent;
    const answered = await answer(
      new Request(url, {
        method: request.method,
        headers: { authorization: request.headers.authorization ?? "", "content-type": "application/json" },
        body: body || undefined,
      }),
    );
    await hooks.after(call);
    const text = await answered.text();
    response.writeHead(answered.status, Object.fromEntries(answered.headers)).end(text);
  }
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;

  return {
    port,
    address: `http://127.0.0.1:${port}/api/trial-crm/v1`,
    calls,
    hooks,
    answerBy(handler: Answer) {
      answer = handler;
    },
    callsOf: ({ token }: TestTenant) => calls.filter((call) => call.token === token),
    /** Makes a record as somebody who works in the CRM would; not counted. */
    async create({ token }: TestTenant, path: "/contacts" | "/deals", record: JsonObject): Promise<string> {
      const answered = await answer(
        new Request(`http://127.0.0.1:${port}/api/trial-crm/v1${path}`, {
          method: "POST",
          headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
          body: JSON.stringify(record),
        }),
      );
      const body = (await answered.json()) as { id?: string };
      if (!body.id) throw new Error(`The test CRM refused a record: ${JSON.stringify(body)}`);
      return body.id;
    },
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await sleep(0);
    },
  };
}

let counter = 0;

/** An event of a SendPulse flow. Each has a person of its own unless a phone or an e-mail is given. */
export function testEvent({
  name = "Олена",
  phone,
  email,
  ...rest
}: { name?: string; phone?: string | null; email?: string | null } & JsonObject = {}): JsonObject {
  counter += 1;
  const nextPhone = `+38067${String(1_000_000 + counter)}`;
  return {
    service: "instagram",
    title: "Заявка з чату",
    bot: { id: "b1", name: "Бот" },
    contact: { id: `c${counter}`, name, phone: phone === undefined ? nextPhone : phone, email: email ?? null },
    date: "1700000000",
    ...rest,
  };
}
