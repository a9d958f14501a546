import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { FINAL_STATUSES } from "@/lib/leads/status";
import { startTestPipeline, type TestPipeline, testEvent } from "../testing";

describe("running a lead again", () => {
  let pipeline: TestPipeline;

  beforeAll(async () => {
    pipeline = await startTestPipeline();
  });
  afterAll(() => pipeline.stop());

  const replay = async (accountId: string, leadId: string) => {
    const { replayLead } = await import("@/lib/leads/replay-lead");
    return replayLead({ accountId, leadId, userId: null });
  };

  it.each(FINAL_STATUSES)("a lead that is %s begins anew, and nobody is created twice", async (status) => {
    const tenant = await pipeline.createTenant();
    const integration = await pipeline.createIntegration(tenant, { members: ["u1", "u2"] });
    const [id = ""] = await pipeline.receive({ ...integration, events: [testEvent()] });
    await pipeline.settle();
    await pipeline.admin`set session_replication_role = replica`;
    await pipeline.admin`update leads set status = ${status} where id = ${id}`;

    expect(await replay(tenant.accountId, id)).toEqual({ ok: true, run: 2 });
    await pipeline.settle();
    expect(await pipeline.readLead(id)).toMatchObject({ status: "delivered", run: 2, plan: "update_deal_create_task" });
    const crm = await pipeline.readCrm(tenant);
    expect([crm.contacts.length, crm.deals.length, crm.tasks.length]).toEqual([1, 1, 1]);
  });

  it("takes the settings of now, and lets a failed lead finish what it began", async () => {
    const tenant = await pipeline.createTenant();
    const integration = await pipeline.createIntegration(tenant, { members: ["u1", "u2"] });
    await pipeline.setFaults(tenant, { failure: { status: 422, on: "create_deal" } });
    const [id = ""] = await pipeline.receive({ ...integration, events: [testEvent()] });
    await pipeline.settle();
    expect((await pipeline.readLead(id)).status).toBe("failed");

    await pipeline.setFaults(tenant, {});
    await pipeline.admin`
      insert into integration_versions (account_id, integration_id, version, settings)
      select account_id, integration_id, 2, jsonb_set(settings, '{mapping,3,template}', '"Інша назва"')
      from integration_versions where integration_id = ${integration.integrationId}`;
    await pipeline.admin`update integrations set version = 2 where id = ${integration.integrationId}`;
    await replay(tenant.accountId, id);
    await pipeline.settle();
    expect(await pipeline.readLead(id)).toMatchObject({ status: "delivered", plan: "update_contact_create_deal" });
    const { contacts, deals } = await pipeline.readCrm(tenant);
    expect(contacts).toHaveLength(1);
    expect(deals).toMatchObject([{ responsibleId: "u1", values: { title: "Інша назва" } }]);
  });

  it("finds what an earlier run wrote without learning of it", async () => {
    const tenant = await pipeline.createTenant();
    const integration = await pipeline.createIntegration(tenant);
    await pipeline.setFaults(tenant, {
      searchLagMs: 60_000,
      loseAnswers: { nextCalls: 1, on: "create_contact" },
      failure: { status: 422, on: "find_by_request" },
    });
    const [id = ""] = await pipeline.receive({ ...integration, events: [testEvent()] });
    await pipeline.settle();
    expect(await pipeline.readLead(id)).toMatchObject({ status: "failed", reason: "crm_rejected" });

    await pipeline.setFaults(tenant, { searchLagMs: 60_000 });
    await replay(tenant.accountId, id);
    await pipeline.settle();
    expect((await pipeline.readLead(id)).status).toBe("delivered");
    expect((await pipeline.readCrm(tenant)).contacts).toHaveLength(1);
  });

  it("is refused while a lead is on its way, and for another account's", async () => {
    const tenant = await pipeline.createTenant();
    const other = await pipeline.createTenant();
    const integration = await pipeline.createIntegration(tenant, { settings: { connectionId: null } });
    const [id = ""] = await pipeline.receive({ ...integration, events: [testEvent()] });
    await pipeline.settle();
    expect(await replay(tenant.accountId, id)).toEqual({ ok: false, reason: "not_final" });
    expect(await replay(other.accountId, id)).toEqual({ ok: false, reason: "not_found" });
  });
});
