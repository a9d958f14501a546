import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { leadIdentified, leadReceived } from "../events";
import { startTestPipeline, type TestPipeline, testEvent } from "../testing";

describe("what Inngest is told", () => {
  let pipeline: TestPipeline;

  beforeAll(async () => {
    pipeline = await startTestPipeline();
  });
  afterAll(() => pipeline.stop());

  it("does nothing for an event with another account's id", async () => {
    const tenant = await pipeline.createTenant();
    const other = await pipeline.createTenant();
    const integration = await pipeline.createIntegration(tenant, { settings: { connectionId: null } });
    const [leadId = ""] = await pipeline.receive({ ...integration, events: [testEvent()] });
    await pipeline.settle();
    await pipeline.admin`set session_replication_role = replica`;
    await pipeline.admin`update leads set status = 'received' where id = ${leadId}`;
    const before = await pipeline.readLead(leadId);

    const { accountId, connectionId } = other;
    await pipeline.send([
      leadReceived.create({ accountId, leadIds: [leadId] }),
      leadIdentified.create({ accountId, leadId, run: 1, connectionId, provider: "trial", personKey: "p" }),
      leadIdentified.create({
        accountId,
        leadId,
        run: 1,
        connectionId: tenant.connectionId,
        provider: "trial",
        personKey: "q",
      }),
    ]);
    await pipeline.settle();
    expect(await pipeline.readLead(leadId)).toEqual(before);
    expect(pipeline.crm.callsOf(tenant)).toEqual([]);
    expect(pipeline.crm.callsOf(other)).toEqual([]);
  });

  it("runs no function for whoever cannot sign a request", async () => {
    const { NextRequest } = await import("next/server");
    const { POST, PUT } = await import("@/app/api/inngest/route");
    const url = "http://127.0.0.1/api/inngest?fnId=leadbox-prepare-leads&stepId=step";
    const send = (method: "POST" | "PUT") =>
      new NextRequest(url, { method, body: JSON.stringify({ event: {}, events: [{}], steps: {}, ctx: {} }) });
    expect((await POST(send("POST"), {})).status).toBe(401);
    expect((await PUT(send("PUT"), {})).status).toBeGreaterThanOrEqual(400);
  });

  it("runs a lead once, however often its events come", async () => {
    const tenant = await pipeline.createTenant();
    const integration = await pipeline.createIntegration(tenant);
    const [leadId = ""] = await pipeline.receive({ ...integration, events: [testEvent()] });
    const { accountId, connectionId } = tenant;
    const again = Array.from({ length: 5 }, (_, nr) => [
      leadReceived.create({ accountId, leadIds: [leadId] }),
      leadIdentified.create({ accountId, leadId, run: 1, connectionId, provider: "trial", personKey: `p${nr}` }),
    ]);
    await pipeline.send(again.flat());
    await pipeline.settle();
    await pipeline.send(again.flat());
    await pipeline.settle();
    const { contacts, deals, tasks } = await pipeline.readCrm(tenant);
    expect([contacts.length, deals.length, tasks.length]).toEqual([1, 1, 0]);
  });

  it("keeps no phone, e-mail, name or token where the engine stores things, whatever goes wrong", async () => {
    const tenant = await pipeline.createTenant();
    const integration = await pipeline.createIntegration(tenant);
    const person = { name: "Канарка Співуча", phone: "+380679998877", email: "canary@example.com" };
    await pipeline.setFaults(tenant, { failure: { status: 422, on: "create_deal", nextCalls: 1 } });
    await pipeline.receive({ ...integration, events: [testEvent(person)] });
    await pipeline.settle();
    await pipeline.setFaults(tenant, { failure: { status: 500, share: 0.3 } });
    await pipeline.receive({ ...integration, events: [testEvent(person), testEvent(person)] });
    await pipeline.settle();
    await pipeline.setFaults(tenant, { failure: { status: 401 } });
    await pipeline.receive({ ...integration, events: [testEvent(person)] });
    await pipeline.settle();

    const tables = await pipeline.admin<{ name: string }[]>`
      select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname in ('engine', 'graphile_worker')`;
    expect(tables.length).toBeGreaterThan(3);
    for (const { name } of tables) {
      const rows = await pipeline.admin.unsafe<{ row: string }[]>(`select t::text as row from ${name} t`);
      const text = rows.map(({ row }) => row).join("\n");
      for (const secret of ["679998877", "canary@", "Канарка", tenant.token]) {
        expect(text.includes(secret), `${secret} in ${name}`).toBe(false);
      }
    }
  });

  it("keeps the errors of a database, which quote values, out of what Inngest stores", async () => {
    const { toSafeError } = await import("../errors");
    const error = Object.assign(new Error('invalid input syntax: "+380679998877"'), {
      name: "PostgresError",
      code: "22P02",
    });
    expect(toSafeError({ leadId: "l" }, error).message).toBe("The step failed: PostgresError 22P02");
  });
});
