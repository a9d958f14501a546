import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestPipeline, type TestPipeline, testEvent } from "../testing";

describe("assigning", () => {
  let pipeline: TestPipeline;

  beforeAll(async () => {
    pipeline = await startTestPipeline();
  });
  afterAll(() => pipeline.stop());

  it("shares parallel leads out evenly: counts differ by one at most", async () => {
    const tenant = await pipeline.createTenant();
    const integration = await pipeline.createIntegration(tenant, { members: ["u1", "u2", "u3"] });
    await Promise.all(
      Array.from({ length: 10 }, () => pipeline.receive({ ...integration, events: [testEvent(), testEvent()] })),
    );
    await pipeline.settle();
    const { deals } = await pipeline.readCrm(tenant);
    const counts = ["u1", "u2", "u3"].map((id) => deals.filter(({ responsibleId }) => responsibleId === id).length);
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(20);
    expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
    expect(
      await pipeline.admin`select turn::int from collections where id = ${integration.collectionId}`,
    ).toMatchObject([{ turn: 20 }]);
  });

  it("keeps the manager when a write is tried again", async () => {
    const tenant = await pipeline.createTenant();
    const integration = await pipeline.createIntegration(tenant, { members: ["u1", "u2", "u3"] });
    await pipeline.setFaults(tenant, { failure: { status: 500, on: "writes", share: 0.4 } });
    await pipeline.receive({ ...integration, events: Array.from({ length: 6 }, () => testEvent()) });
    await pipeline.settle();
    const { contacts, deals } = await pipeline.readCrm(tenant);
    for (const deal of deals) {
      expect(deal.responsibleId).toBe(contacts.find(({ id }) => id === deal.contactId)?.responsibleId);
    }
    const [collection] = await pipeline.admin`select turn::int from collections where id = ${integration.collectionId}`;
    expect(collection).toMatchObject({ turn: 6 });
  });

  it.each([
    ["inactive", "u5", "owner_inactive"],
    ["not set", null, "owner_missing"],
  ])(
    "gives a contact's new deal to the collection when its owner is %s, and says so",
    async (_name, ownerId, because) => {
      const tenant = await pipeline.createTenant();
      const integration = await pipeline.createIntegration(tenant, { members: ["u3"] });
      const phone = "+380674440001";
      await pipeline.crm.create(tenant, "/contacts", {
        owner_id: ownerId,
        properties: { full_name: "Оля", phones: [phone] },
      });
      const [id = ""] = await pipeline.receive({ ...integration, events: [testEvent({ phone })] });
      await pipeline.settle();
      const lead = await pipeline.readLead(id);
      expect(lead).toMatchObject({ status: "delivered", plan: "update_contact_create_deal", responsibleId: "u3" });
      expect(lead.steps.find(({ stage }) => stage === "assign")?.output).toMatchObject({ from: "collection", because });
    },
  );

  it("takes no turn for an owner", async () => {
    const tenant = await pipeline.createTenant();
    const integration = await pipeline.createIntegration(tenant, { members: ["u1", "u3"] });
    const phone = "+380674440002";
    await pipeline.crm.create(tenant, "/contacts", {
      owner_id: "u2",
      properties: { full_name: "Оля", phones: [phone] },
    });
    await pipeline.receive({ ...integration, events: [testEvent({ phone })] });
    await pipeline.settle();
    expect(
      await pipeline.admin`select turn::int from collections where id = ${integration.collectionId}`,
    ).toMatchObject([{ turn: 0 }]);
  });

  it("passes over members who are inactive in the CRM", async () => {
    const tenant = await pipeline.createTenant();
    const integration = await pipeline.createIntegration(tenant, { members: ["u5", "u2"] });
    await pipeline.receive({ ...integration, events: [testEvent(), testEvent()] });
    await pipeline.settle();
    expect((await pipeline.readCrm(tenant)).deals.map(({ responsibleId }) => responsibleId)).toEqual(["u2", "u2"]);
  });

  it("gives to the connection's default user without a collection", async () => {
    const tenant = await pipeline.createTenant();
    const integration = await pipeline.createIntegration(tenant);
    const [id = ""] = await pipeline.receive({ ...integration, events: [testEvent()] });
    await pipeline.settle();
    expect(await pipeline.readLead(id)).toMatchObject({ responsibleId: "u4", responsibleName: "Максим Ткаченко" });
  });

  it("follows the mapping when it names the responsible, and takes no turn", async () => {
    const tenant = await pipeline.createTenant();
    const mapping = [
      { target: "contact.phone", template: "{{contact.phone}}" },
      { target: "contact.responsible", template: "u2" },
      { target: "deal.responsible", template: "u2" },
    ];
    const integration = await pipeline.createIntegration(tenant, { members: ["u1"], settings: { mapping } });
    await pipeline.receive({ ...integration, events: [testEvent()] });
    await pipeline.settle();
    const { contacts, deals } = await pipeline.readCrm(tenant);
    expect([contacts[0]?.responsibleId, deals[0]?.responsibleId]).toEqual(["u2", "u2"]);
    expect(
      await pipeline.admin`select turn::int from collections where id = ${integration.collectionId}`,
    ).toMatchObject([{ turn: 0 }]);
  });
});
