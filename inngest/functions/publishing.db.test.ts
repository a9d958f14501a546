import { v7 as uuidv7 } from "uuid";
import { afterAll, beforeAll, expect, it } from "vitest";
import { startTestPipeline, type TestPipeline, testEvent } from "../testing";

let pipeline: TestPipeline;

beforeAll(async () => {
  pipeline = await startTestPipeline();
});
afterAll(() => pipeline.stop());

it("a lead that began with one version is delivered by it, though another is published meanwhile; the next one goes by that", async () => {
  const tenant = await pipeline.createTenant();
  const { accountId, integrationId } = await pipeline.createIntegration(tenant);
  await pipeline.setFaults(tenant, { failure: { status: 401, nextCalls: 1 } });
  const [early = ""] = await pipeline.receive({ accountId, integrationId, events: [testEvent()] });
  await pipeline.settle();
  expect(await pipeline.readLead(early)).toMatchObject({ status: "held" });

  const { withAccount } = await import("@/db/with-account");
  const { publishSettings } = await import("@/lib/integrations/mutations");
  const { findIntegration } = await import("@/lib/integrations/queries");
  const { checkConnection } = await import("@/lib/connections/mutations");
  const published = await withAccount(accountId, async (tx) => {
    const integration = await findIntegration(tx, integrationId);
    if (!integration) throw new Error("There is no integration.");
    const { name, settings, version } = integration;
    const mapping = settings.mapping.map((row) =>
      row.target === "deal.name" ? { ...row, template: "За новою версією" } : row,
    );
    const edits = { accountId, userId: uuidv7(), id: integrationId, name, settings: { ...settings, mapping } };
    return publishSettings(tx, { ...edits, basis: { version, revision: null } });
  });
  expect(published).toMatchObject({ ok: true, version: 2 });
  expect(await checkConnection({ accountId, connectionId: tenant.connectionId })).toMatchObject({ ok: true });
  await pipeline.settle();
  const [late = ""] = await pipeline.receive({
    accountId,
    integrationId,
    events: [testEvent({ phone: "0671112299" })],
  });
  await pipeline.settle();

  for (const id of [early, late]) expect((await pipeline.readLead(id)).status).toBe("delivered");
  const versions = await pipeline.admin<{ id: string; version: number }[]>`
    select id, version from leads where id in ${pipeline.admin([early, late])} order by version`;
  expect(versions).toEqual([
    { id: early, version: 1 },
    { id: late, version: 2 },
  ]);
  const titles = (await pipeline.readCrm(tenant)).deals.map(({ values }) => values.title);
  expect(titles).toHaveLength(2);
  expect(titles.filter((title) => title === "За новою версією")).toHaveLength(1);
});
