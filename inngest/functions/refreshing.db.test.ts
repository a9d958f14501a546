import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestPipeline, type TestPipeline, type TestTenant, testEvent } from "../testing";

describe("directories that are kept fresh", () => {
  let pipeline: TestPipeline;
  let tenant: TestTenant;

  beforeAll(async () => {
    pipeline = await startTestPipeline();
    tenant = await pipeline.createTenant();
  });
  afterAll(() => pipeline.stop());

  async function readConnection() {
    const [row] = await pipeline.admin`
      select directory, directory_at as "directoryAt", gone from connections where id = ${tenant.connectionId}`;
    return row ?? {};
  }

  const setAge = (minutes: number) =>
    pipeline.admin`
      update connections set directory_at = now() - make_interval(mins => ${minutes}) where id = ${tenant.connectionId}`;

  async function listStale() {
    const { listStaleDirectories } = await import("@/lib/connections/list-stale-directories");
    return listStaleDirectories({ minutes: 60, max: 100 });
  }

  it("are due after an hour, and only those of connections that work", async () => {
    const own = { accountId: tenant.accountId, connectionId: tenant.connectionId };
    await setAge(59);
    expect(await listStale()).toEqual([]);
    await setAge(61);
    expect(await listStale()).toEqual([own]);
    await pipeline.admin`update connections set status = 'broken' where id = ${tenant.connectionId}`;
    expect(await listStale()).toEqual([]);
    await pipeline.admin`update connections set status = 'connected' where id = ${tenant.connectionId}`;
  });

  it("name what is gone from the CRM, and show it on the integration that uses it", async () => {
    const { integrationId } = await pipeline.createIntegration(tenant, { members: ["u1", "u2"] });
    await pipeline.admin`delete from trial_users where trial_crm_id = ${tenant.trialCrmId} and id = 'u2'`;
    const { directoryDue } = await import("../events");
    const { accountId, connectionId } = tenant;
    await pipeline.send(directoryDue.create({ accountId, connectionId, isDoubted: false }));
    await pipeline.settle();

    const name = tenant.directory.users.find(({ id }) => id === "u2")?.name;
    expect((await readConnection()).gone).toMatchObject([{ kind: "user", id: "u2", name }]);
    const { withAccount } = await import("@/db/with-account");
    const { listMissing } = await import("@/lib/integrations/list-missing");
    const missing = await withAccount(accountId, (tx) => listMissing(tx, [integrationId]));
    expect(missing.get(integrationId)).toEqual([{ place: "collection", kind: "user", name }]);
  });

  it("are read again when the CRM refuses a record, unless they were just read", async () => {
    const integration = await pipeline.createIntegration(tenant);
    await pipeline.setFaults(tenant, { failure: { status: 422, on: "create_contact" } });
    await setAge(30);
    const [id = ""] = await pipeline.receive({ ...integration, events: [testEvent({ phone: "+380673330301" })] });
    await pipeline.settle();
    expect(await pipeline.readLead(id)).toMatchObject({ status: "failed", reason: "crm_rejected" });
    const readAt = (await readConnection()).directoryAt as Date;
    expect(Date.now() - readAt.getTime()).toBeLessThan(5 * 60_000);

    await pipeline.receive({ ...integration, events: [testEvent({ phone: "+380673330302" })] });
    await pipeline.settle();
    expect((await readConnection()).directoryAt).toEqual(readAt);
  });
});
