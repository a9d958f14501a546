import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestPipeline, type TestPipeline, type TestTenant, testEvent } from "../testing";

describe("leads that need no CRM, or wait for something", () => {
  let pipeline: TestPipeline;
  let tenant: TestTenant;

  beforeAll(async () => {
    pipeline = await startTestPipeline();
    tenant = await pipeline.createTenant();
  });
  afterAll(() => pipeline.stop());

  async function receiveOne(settings: Record<string, unknown>, event = testEvent()) {
    const integration = await pipeline.createIntegration(tenant, { settings });
    const before = pipeline.crm.callsOf(tenant).length;
    const [id = ""] = await pipeline.receive({ ...integration, events: [event] });
    await pipeline.settle();
    return { integration, id, lead: await pipeline.readLead(id), calls: pipeline.crm.callsOf(tenant).length - before };
  }

  it("a filtered lead names the condition that failed, and makes no call", async () => {
    const condition = { field: "mapped:contact.name", operator: "equals", values: ["Марія"] };
    const { lead, calls } = await receiveOne({ filter: { groups: [{ conditions: [condition] }] } });
    expect(lead).toMatchObject({
      status: "filtered",
      reason: "condition_failed",
      reasonDetail: { failed: { condition, actual: "Олена" } },
    });
    expect(calls).toBe(0);
    expect(lead.steps.at(-1)).toMatchObject({ stage: "filter", status: "stopped" });
  });

  it("an event that is no lead is skipped without a call", async () => {
    const { lead, calls } = await receiveOne({}, testEvent({ title: "outgoing_message" }));
    expect(lead).toMatchObject({
      status: "skipped",
      reason: "not_a_lead",
      reasonDetail: { event: "outgoing_message" },
    });
    expect(calls).toBe(0);
  });

  it("a lead without phone and e-mail is skipped without a call", async () => {
    const { lead, calls } = await receiveOne({}, testEvent({ phone: null }));
    expect(lead).toMatchObject({ status: "skipped", reason: "no_identifier" });
    expect(calls).toBe(0);
  });

  it("a phone that fits nothing is kept as typed, and is no identifier", async () => {
    const { lead, calls } = await receiveOne({}, testEvent({ phone: "12" }));
    expect(lead).toMatchObject({ status: "skipped", reason: "no_identifier", phone: "12" });
    expect(calls).toBe(0);
  });

  it("a lead that came before anything was set up waits, and is not skipped for what is not mapped yet", async () => {
    const { lead } = await receiveOne({ connectionId: null, mapping: [] });
    expect(lead).toMatchObject({ status: "held", reason: "no_connection" });
  });

  it("a lead is held without a connection, and goes on when one is chosen", async () => {
    const { id, integration, lead, calls } = await receiveOne({ connectionId: null });
    expect(lead).toMatchObject({ status: "held", reason: "no_connection" });
    expect(calls).toBe(0);

    const { releaseUnconnectedLeads } = await import("@/lib/integrations/release-unconnected-leads");
    const { withAccount } = await import("@/db/with-account");
    const { accountId, integrationId } = integration;
    await withAccount(accountId, async (tx) => {
      const { integrationVersions, integrations } = await import("@/db/schema");
      const [first] = await tx
        .select()
        .from(integrationVersions)
        .where((await import("drizzle-orm")).eq(integrationVersions.integrationId, integrationId));
      if (!first) throw new Error("No settings");
      const settings = { ...first.settings, connectionId: tenant.connectionId };
      await tx.insert(integrationVersions).values({ accountId, integrationId, version: 2, settings });
      await tx
        .update(integrations)
        .set({ version: 2 })
        .where((await import("drizzle-orm")).eq(integrations.id, integrationId));
      expect(await releaseUnconnectedLeads(tx, { accountId, integrationId })).toBe(1);
    });
    await pipeline.settle();
    expect((await pipeline.readLead(id)).status).toBe("delivered");
  });

  it("a lead of a connection that is switched off is held without a call", async () => {
    const off = await pipeline.createTenant();
    const integration = await pipeline.createIntegration(off);
    await pipeline.admin`update connections set status = 'disabled' where id = ${off.connectionId}`;
    const [id = ""] = await pipeline.receive({ ...integration, events: [testEvent()] });
    await pipeline.settle();
    expect(await pipeline.readLead(id)).toMatchObject({ status: "held", reason: "connection_disabled" });
    expect(pipeline.crm.callsOf(off)).toEqual([]);
  });

  it("a lead that is held until identified is completed by a later event of the same chat", async () => {
    const rules = { noIdentifier: "hold" };
    const mapping = [
      { target: "contact.name", template: "{{contact.name}}" },
      { target: "contact.phone", template: "{{contact.phone}}" },
      { target: "deal.name", template: "{{title}}" },
    ];
    const chat = { bot: { id: "bot-7" } };
    const anonymous = testEvent({ title: "Перше", ...chat, contact: { id: "chat-7", name: "Ганна" } });
    const { id, integration, lead, calls } = await receiveOne({ rules, mapping }, anonymous);
    expect(lead).toMatchObject({ status: "held", reason: "awaiting_identifier" });
    expect(lead.nextTryAt?.getTime()).toBeGreaterThan(Date.now() + 23 * 3_600_000);
    expect(calls).toBe(0);

    const other = testEvent({
      title: "Чуже",
      ...chat,
      contact: { id: "chat-8", name: "Інша", phone: "+380675550008" },
    });
    await pipeline.receive({ ...integration, events: [other] });
    await pipeline.settle();
    expect((await pipeline.readLead(id)).status).toBe("held");

    const identified = testEvent({
      title: "Друге",
      ...chat,
      contact: { id: "chat-7", name: "Ганна", phone: "+380675550007" },
    });
    const [next = ""] = await pipeline.receive({ ...integration, events: [identified] });
    await pipeline.settle();
    expect(await pipeline.readLead(id)).toMatchObject({
      status: "delivered",
      plan: "create_contact_and_deal",
      phone: "+380675550007",
    });
    expect(await pipeline.readLead(next)).toMatchObject({ status: "delivered", plan: "update_deal_create_task" });
    const { deals } = await pipeline.readCrm(tenant);
    expect(deals.filter(({ values }) => values.title === "Перше")).toHaveLength(1);
  });

  it("events of one chat in one request: the held one goes first", async () => {
    const integration = await pipeline.createIntegration(tenant, { settings: { rules: { noIdentifier: "hold" } } });
    const contact = { id: "chat-9", name: "Ірина" };
    const ids = await pipeline.receive({
      ...integration,
      events: [testEvent({ contact }), testEvent({ contact: { ...contact, phone: "+380675550009" } })],
    });
    await pipeline.settle();
    const plans = await Promise.all(ids.map(async (id) => (await pipeline.readLead(id)).plan));
    expect(plans).toEqual(["create_contact_and_deal", "update_deal_create_task"]);
  });

  it("a lead whose time to be identified is over is skipped by the sweep", async () => {
    const { id } = await receiveOne({ rules: { noIdentifier: "hold" } }, testEvent({ phone: null }));
    await pipeline.admin`update leads set next_try_at = now() - interval '1 second' where id = ${id}`;
    const { reconcile } = await import("../reconcile");
    expect(await reconcile({ idleSeconds: 600 })).toMatchObject({ ended: 1 });
    expect(await pipeline.readLead(id)).toMatchObject({ status: "skipped", reason: "no_identifier" });
  });

  it("one bad lead of a request does not keep the others", async () => {
    const integration = await pipeline.createIntegration(tenant);
    let ids: string[] = [];
    // Nobody works on them before one of them is bad.
    await pipeline.restartEngine(async () => {
      ids = await pipeline.receive({ ...integration, events: [testEvent(), testEvent(), testEvent()] });
      // Settings that cannot be read stand for whatever only one lead can have wrong with it.
      await pipeline.admin`
        insert into integration_versions (account_id, integration_id, version, settings)
        values (${tenant.accountId}, ${integration.integrationId}, 9, '{"mapping": "nonsense"}')`;
      await pipeline.admin`update leads set version = 9 where id = ${ids[1] ?? ""}`;
    });
    await pipeline.settle();
    const statuses = await Promise.all(ids.map(async (id) => (await pipeline.readLead(id)).status));
    expect(statuses).toEqual(["delivered", "failed", "delivered"]);
  });
});
