import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import type { Inngest, InngestFunction } from "inngest";
import postgres from "postgres";
import { vi } from "vitest";
import { createTestDatabase } from "@/db/testing";
import type { TrialFaults } from "@/lib/trial-crm/schema";
import type { TestEngine } from "./engine/test-harness";
import { startTestCrm } from "./testing-crm";
import { type ReceivedTestLead, readAllRows, readCrm, readLead, receive } from "./testing-leads";
import { createIntegration, createTenant, type TestTenant } from "./testing-tenant";

export { testEvent } from "./testing-leads";
export type { TestTenant } from "./testing-tenant";

/**
 * Who runs the functions: the embedded engine in this process, the Inngest server that `INNGEST_BASE_URL` names (which must
 * be able to reach this machine's loopback address), or a worker that the test starts itself.
 */
export type TestRunner = "engine" | "server" | "worker";

export type TestPipeline = Awaited<ReturnType<typeof startTestPipeline>>;

/**
 * The whole way of a lead with its real parts: a database of its own, the functions, without delays between tries, the
 * outbox, and the trial CRM behind HTTP.
 */
export async function startTestPipeline({ runner = "engine" }: { runner?: TestRunner } = {}) {
  const database = await createTestDatabase();
  const crm = await startTestCrm();
  vi.stubEnv("DATABASE_APP_URL", database.appUrl);
  vi.stubEnv("DATABASE_QUEUE_URL", database.queueUrl);
  vi.stubEnv("CRM_PRIVATE_HOSTS", `127.0.0.1:${crm.port}`);
  vi.stubEnv("RETRY_SCALE", "0.001");
  // What was loaded before has read another environment.
  vi.resetModules();
  const { getDatabase } = await import("@/db");
  const { createInngestClient } = await import("./client");
  const { createFunctions } = await import("./functions");
  const { createOutboxTask } = await import("./outbox");
  const { startTestEngine } = await import("./engine/test-harness");
  const { handleTrialRequest } = await import("@/lib/trial-crm/handle-request");
  crm.answerBy(handleTrialRequest);

  const client = createInngestClient({
    mode: runner === "server" ? "server" : "embedded",
    databaseQueueUrl: database.queueUrl,
  });
  const functions = createFunctions(client);
  const served = runner === "server" ? await serveFunctions(client, functions) : null;
  const startEngine = () =>
    startTestEngine({
      client,
      functions: served ? [] : functions,
      databaseUrl: database.queueUrl,
      tasks: { outbox: createOutboxTask(client) },
      concurrency: 60,
    });
  const state: { engine: TestEngine | null } = { engine: runner === "worker" ? null : await startEngine() };
  const getEngine = () => {
    if (!state.engine) throw new Error("This pipeline has no engine of its own");
    return state.engine;
  };
  const admin = postgres(database.adminUrl, { max: 3, onnotice: () => {} });

  return {
    database,
    admin,
    crm,
    /** Stops the engine, does what must happen meanwhile, and starts it again. */
    async restartEngine(between: () => Promise<void>) {
      await getEngine().stop();
      await between();
      state.engine = await startEngine();
    },
    send: (events: Parameters<Inngest["send"]>[0]) => client.send(events),
    createTenant: () => createTenant(crm.address),
    createIntegration,
    receive: (lead: ReceivedTestLead) => receive(admin, lead),
    setFaults: (tenant: TestTenant, faults: TrialFaults) =>
      admin`update trial_crms set faults = ${admin.json(faults)} where id = ${tenant.trialCrmId}`,
    readLead: (id: string) => readLead(admin, id),
    readCrm: (tenant: TestTenant) => readCrm(admin, tenant),
    readAllRows: (tenant: TestTenant) => readAllRows(admin, tenant),
    /** Waits until there is nothing more to do, now or at a later time. */
    async settle(timeoutMs = 30_000) {
      await getEngine().waitUntilIdle(timeoutMs);
      if (served) await waitForLeads(admin, timeoutMs);
    },
    async stop() {
      await state.engine?.stop();
      await served?.stop();
      await getDatabase().close();
      await admin.end();
      await crm.stop();
      await database.drop();
      vi.unstubAllEnvs();
    },
  };
}

/** Offers the functions to an Inngest server. */
async function serveFunctions(client: Inngest, functions: InngestFunction.Any[]) {
  const { serve } = await import("inngest/node");
  const server = createServer(serve({ client, functions }));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const synced = await fetch(`http://127.0.0.1:${port}/api/inngest`, { method: "PUT" });
  if (!synced.ok) throw new Error(`The Inngest server did not take the functions: ${await synced.text()}`);
  return {
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** An Inngest server tells nobody what it has left to do; the leads do. */
async function waitForLeads(admin: postgres.Sql, timeoutMs: number) {
  for (const until = Date.now() + timeoutMs; Date.now() < until; await sleep(100)) {
    const [row] = await admin`
      select count(*)::int as open from leads where status in ('received', 'processing', 'waiting')`;
    if (row?.open === 0) return;
  }
  throw new Error(`Leads are still on their way after ${timeoutMs} ms`);
}
