import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { getEnv } from "@/lib/env";
import { startTestPipeline, type TestPipeline, type TestRunner, testEvent } from "../testing";

const { INNGEST_BASE_URL } = getEnv();

describe("delivering leads on the embedded engine", () => describeDelivery("engine"));

describe.skipIf(!INNGEST_BASE_URL)("delivering leads on the Inngest server that INNGEST_BASE_URL names", () =>
  describeDelivery("server"),
);

function describeDelivery(runner: TestRunner): void {
  let pipeline: TestPipeline;

  beforeAll(async () => {
    pipeline = await startTestPipeline({ runner });
  });
  afterAll(() => pipeline.stop());

  it("makes a contact and a deal on the next manager of the collection", async () => {
    const tenant = await pipeline.createTenant();
    const integration = await pipeline.createIntegration(tenant, { members: ["u1", "u2"] });
    const [id = ""] = await pipeline.receive({ ...integration, events: [testEvent({ phone: "067 123 45 67" })] });
    await pipeline.settle();
    expect(await pipeline.readLead(id)).toMatchObject({
      status: "delivered",
      responsibleId: "u1",
      phone: "+380671234567",
    });
    const crm = await pipeline.readCrm(tenant);
    expect([crm.contacts.length, crm.deals.length]).toEqual([1, 1]);
  });

  it("makes one contact and one deal of ten leads of a person, and tasks of the rest", async () => {
    const tenant = await pipeline.createTenant();
    const integration = await pipeline.createIntegration(tenant);
    const event = () => testEvent({ phone: "+380671230001" });
    await Promise.all(
      Array.from({ length: 5 }, () => pipeline.receive({ ...integration, events: [event(), event()] })),
    );
    await pipeline.settle();
    const crm = await pipeline.readCrm(tenant);
    expect([crm.contacts.length, crm.deals.length, crm.tasks.length]).toEqual([1, 1, 9]);
  });

  it("tries again after a refusal that passes, and makes nothing twice", async () => {
    const tenant = await pipeline.createTenant();
    const integration = await pipeline.createIntegration(tenant);
    await pipeline.setFaults(tenant, {
      failure: { status: 503, nextCalls: 2, on: "create_deal" },
      loseAnswers: { nextCalls: 1, on: "create_contact" },
    });
    const [id = ""] = await pipeline.receive({ ...integration, events: [testEvent()] });
    await pipeline.settle();
    expect((await pipeline.readLead(id)).status).toBe("delivered");
    const crm = await pipeline.readCrm(tenant);
    expect([crm.contacts.length, crm.deals.length]).toEqual([1, 1]);
  });

  it("gives up on what the CRM does not accept, and the next lead of the person goes on", async () => {
    const tenant = await pipeline.createTenant();
    const integration = await pipeline.createIntegration(tenant);
    await pipeline.setFaults(tenant, { failure: { status: 422, nextCalls: 1, on: "create_deal" } });
    const event = () => testEvent({ phone: "+380671230002" });
    const ids = await pipeline.receive({ ...integration, events: [event(), event()] });
    await pipeline.settle();
    const leads = await Promise.all(ids.map((id) => pipeline.readLead(id)));
    expect(leads.map(({ status }) => status)).toEqual(["failed", "delivered"]);
  });
}
