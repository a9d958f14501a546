import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestPipeline, type TestPipeline, type TestTenant, testEvent } from "./testing";

describe("the sweeps", () => {
  let pipeline: TestPipeline;
  let tenant: TestTenant;

  beforeAll(async () => {
    pipeline = await startTestPipeline();
    tenant = await pipeline.createTenant();
  });
  afterAll(() => pipeline.stop());

  const sweep = async (bounds = { idleSeconds: 0, lifeSeconds: 0 }) => {
    const { reconcile } = await import("./reconcile");
    return reconcile(bounds);
  };
  const forgetJobs = () => pipeline.admin`delete from graphile_worker._private_jobs`;

  it("send a lead again whose job or event was lost before it began", async () => {
    const integration = await pipeline.createIntegration(tenant);
    let ids: string[] = [];
    await pipeline.restartEngine(async () => {
      ids = await pipeline.receive({ ...integration, events: [testEvent(), testEvent()] });
      await forgetJobs();
    });
    await pipeline.settle();
    expect((await pipeline.readLead(ids[0] ?? "")).status).toBe("received");
    expect(await sweep({ idleSeconds: 600, lifeSeconds: 600 })).toMatchObject({ resent: 0 });
    expect(await sweep()).toMatchObject({ resent: 2 });
    await pipeline.settle();
    for (const id of ids) expect((await pipeline.readLead(id)).status).toBe("delivered");
  });

  it("send a lead again that was lost in the hands of a run, and those that stand behind it", async () => {
    const integration = await pipeline.createIntegration(tenant);
    const phone = "+380677770001";
    let release = () => {};
    const stuck = new Promise<void>((resolve) => {
      release = resolve;
    });
    pipeline.crm.hooks.before = async ({ method }) => {
      if (method === "POST") await stuck;
      return undefined;
    };
    const ids = await pipeline.receive({ ...integration, events: [testEvent({ phone }), testEvent({ phone })] });
    await expect.poll(async () => (await pipeline.readLead(ids[0] ?? "")).status).toBe("processing");
    await expect.poll(() => pipeline.crm.calls.filter(({ method }) => method === "POST").length).toBeGreaterThan(0);
    pipeline.crm.hooks.before = async () => undefined;
    // The engine forgets the run, as a server that loses its state does; its last request comes to nothing.
    await pipeline.admin`delete from engine.runs`;
    await forgetJobs();
    release();
    await pipeline.settle();
    await pipeline.admin`update person_queue set run_id = 'lost', alive_at = now() - interval '1 hour'`;
    await pipeline.admin`update leads set updated_at = now() - interval '1 hour' where status = 'processing'`;

    await sweep({ idleSeconds: 600, lifeSeconds: 600 });
    await pipeline.settle();
    for (const id of ids) expect((await pipeline.readLead(id)).status).toBe("delivered");
    const crm = await pipeline.readCrm(tenant);
    const persons = crm.contacts.filter(({ values }) => JSON.stringify(values).includes("77770001"));
    expect(persons).toHaveLength(1);
  });

  it("release leads that are held although their connection works", async () => {
    const integration = await pipeline.createIntegration(tenant);
    await pipeline.setFaults(tenant, { failure: { status: 401, nextCalls: 1 } });
    const [id = ""] = await pipeline.receive({ ...integration, events: [testEvent()] });
    await pipeline.settle();
    expect((await pipeline.readLead(id)).status).toBe("held");
    expect(await sweep()).toMatchObject({ released: 0 });
    await pipeline.admin`update connections set status = 'connected' where id = ${tenant.connectionId}`;
    expect(await sweep()).toMatchObject({ released: 1 });
    await pipeline.settle();
    expect((await pipeline.readLead(id)).status).toBe("delivered");
  });

  it("release leads that are held for want of a connection that their integration has by now", async () => {
    const integration = await pipeline.createIntegration(tenant, { settings: { connectionId: null } });
    const [id = ""] = await pipeline.receive({ ...integration, events: [testEvent()] });
    await pipeline.settle();
    expect(await sweep()).toMatchObject({ released: 0 });
    await pipeline.admin`
      update integration_versions set settings = jsonb_set(settings, '{connectionId}', ${pipeline.admin.json(tenant.connectionId)})
      where integration_id = ${integration.integrationId}`;
    await pipeline.admin`insert into integration_versions (account_id, integration_id, version, settings)
      select account_id, integration_id, 2, settings from integration_versions where integration_id = ${integration.integrationId}`;
    await pipeline.admin`update integrations set version = 2 where id = ${integration.integrationId}`;
    expect(await sweep()).toMatchObject({ released: 1 });
    await pipeline.settle();
    expect((await pipeline.readLead(id)).status).toBe("delivered");
  });

  it("forget the fingerprints of events older than a day", async () => {
    const integration = await pipeline.createIntegration(tenant);
    for (const hours of [1, 25]) {
      await pipeline.admin`
        insert into event_fingerprints (account_id, integration_id, fingerprint, lead_id, seen_at)
        values (${tenant.accountId}, ${integration.integrationId}, ${Buffer.from([hours])}, gen_random_uuid(),
          now() - make_interval(hours => ${hours}))`;
    }
    const { purgeFingerprints } = await import("./reconcile");
    expect(await purgeFingerprints()).toBe(1);
    expect(await pipeline.admin`select from event_fingerprints`).toHaveLength(1);
  });

  it("give numbers alone: the application role sees no row of another account by them", async () => {
    const { getDatabase } = await import("@/db");
    expect(await getDatabase().client`select from leads`).toHaveLength(0);
    expect(Object.keys(await sweep()).sort()).toEqual(["ended", "released", "resent"]);
  });
});
