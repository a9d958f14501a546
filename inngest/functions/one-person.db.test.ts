import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestPipeline, type TestPipeline, testEvent } from "../testing";

describe("leads of one person", () => {
  let pipeline: TestPipeline;

  beforeAll(async () => {
    pipeline = await startTestPipeline();
  });
  afterAll(() => pipeline.stop());

  const statusesOf = async (ids: string[]) =>
    (await Promise.all(ids.map((id) => pipeline.readLead(id)))).map(({ status }) => status);

  it.each([2, 20])("%i that arrive together make one contact, one deal, and tasks for the rest", async (count) => {
    const tenant = await pipeline.createTenant();
    const integration = await pipeline.createIntegration(tenant, { members: ["u1", "u2", "u3"] });
    const phone = "+380671110001";
    const received = await Promise.all(
      Array.from({ length: count }, () => pipeline.receive({ ...integration, events: [testEvent({ phone })] })),
    );
    await pipeline.settle();

    const { contacts, deals, tasks } = await pipeline.readCrm(tenant);
    expect([contacts.length, deals.length, tasks.length]).toEqual([1, 1, count - 1]);
    expect(new Set(tasks.map(({ responsibleId }) => responsibleId))).toEqual(new Set([deals[0]?.responsibleId]));
    expect(await statusesOf(received.flat())).toEqual(Array(count).fill("delivered"));
    expect(await pipeline.admin`select from person_queue`).toHaveLength(0);
  });

  it("in one request of twenty", async () => {
    const tenant = await pipeline.createTenant();
    const integration = await pipeline.createIntegration(tenant);
    const phone = "+380671110002";
    await pipeline.receive({ ...integration, events: Array.from({ length: 20 }, () => testEvent({ phone })) });
    await pipeline.settle();
    const { contacts, deals, tasks } = await pipeline.readCrm(tenant);
    expect([contacts.length, deals.length, tasks.length]).toEqual([1, 1, 19]);
  });

  it("across integrations of one connection", async () => {
    const tenant = await pipeline.createTenant();
    const integrations = [await pipeline.createIntegration(tenant), await pipeline.createIntegration(tenant)];
    const phone = "+380671110003";
    await Promise.all(
      integrations.flatMap((integration) =>
        Array.from({ length: 4 }, () => pipeline.receive({ ...integration, events: [testEvent({ phone })] })),
      ),
    );
    await pipeline.settle();
    const { contacts, deals, tasks } = await pipeline.readCrm(tenant);
    expect([contacts.length, deals.length, tasks.length]).toEqual([1, 1, 7]);
  });

  it("while the CRM's search lags behind by seconds", async () => {
    const tenant = await pipeline.createTenant();
    await pipeline.setFaults(tenant, { searchLagMs: 60_000 });
    const integration = await pipeline.createIntegration(tenant);
    const person = { phone: "+380671110004", email: "lag@example.com" };
    for (let nr = 0; nr < 3; nr += 1) {
      await pipeline.receive({ ...integration, events: [testEvent(person), testEvent(person)] });
      await pipeline.settle();
    }
    const { contacts, deals, tasks } = await pipeline.readCrm(tenant);
    expect([contacts.length, deals.length, tasks.length]).toEqual([1, 1, 5]);
  });

  it.each([[0], [60_000]])("who share identifiers by a third, with a search lag of %i ms", async (searchLagMs) => {
    const tenant = await pipeline.createTenant();
    await pipeline.setFaults(tenant, { searchLagMs });
    const integration = await pipeline.createIntegration(tenant);
    const phone = `+3806722200${searchLagMs === 0 ? "01" : "02"}`;
    const email = `shared${searchLagMs}@example.com`;
    const [a, b, c] = [testEvent({ phone, email }), testEvent({ phone: null, email }), testEvent({ phone })];
    await Promise.all([
      pipeline.receive({ ...integration, events: [a] }),
      pipeline.receive({ ...integration, events: [b, c] }),
      pipeline.receive({ ...integration, events: [c, b, a] }),
    ]);
    await pipeline.settle();
    const { contacts, deals, tasks } = await pipeline.readCrm(tenant);
    // Whoever comes first may have one identifier only; then the one with both joins the contact of its phone.
    expect(contacts.length).toBeLessThanOrEqual(2);
    expect(deals.length + tasks.length).toBe(6);
    expect(await pipeline.admin`select from person_queue`).toHaveLength(0);
  });

  it("in order: one with both identifiers, then each alone, are one person", async () => {
    const tenant = await pipeline.createTenant();
    await pipeline.setFaults(tenant, { searchLagMs: 60_000 });
    const integration = await pipeline.createIntegration(tenant);
    const [phone, email] = ["+380672220003", "order@example.com"];
    await pipeline.receive({
      ...integration,
      events: [testEvent({ phone, email }), testEvent({ phone: null, email }), testEvent({ phone })],
    });
    await pipeline.settle();
    const { contacts, deals, tasks } = await pipeline.readCrm(tenant);
    expect([contacts.length, deals.length, tasks.length]).toEqual([1, 1, 2]);
  });

  it("without an identifier, when the integration creates anyway, are persons of their own", async () => {
    const tenant = await pipeline.createTenant();
    const integration = await pipeline.createIntegration(tenant, { settings: { rules: { noIdentifier: "create" } } });
    await pipeline.receive({ ...integration, events: [testEvent({ phone: null }), testEvent({ phone: null })] });
    await pipeline.settle();
    const { contacts, deals } = await pipeline.readCrm(tenant);
    expect([contacts.length, deals.length]).toEqual([2, 2]);
  });
});
