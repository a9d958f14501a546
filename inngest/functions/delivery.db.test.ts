import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestPipeline, type TestPipeline, testEvent } from "../testing";

describe("delivering a lead", () => {
  let pipeline: TestPipeline;

  beforeAll(async () => {
    pipeline = await startTestPipeline();
  });
  afterAll(() => pipeline.stop());

  it("makes a contact and a deal on the next manager of the collection", async () => {
    const tenant = await pipeline.createTenant();
    const integration = await pipeline.createIntegration(tenant, { members: ["u1", "u2"] });
    const [id = ""] = await pipeline.receive({ ...integration, events: [testEvent({ phone: "067 123 45 67" })] });
    await pipeline.settle();

    const lead = await pipeline.readLead(id);
    const crm = await pipeline.readCrm(tenant);
    expect(lead).toMatchObject({ status: "delivered", responsibleId: "u1", phone: "+380671234567" });
    expect(crm.contacts).toHaveLength(1);
    expect(crm.deals).toHaveLength(1);
  });
});
