import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestPipeline, type TestPipeline, testEvent } from "../testing";

const PHONE = "+380676660001";

describe("updating a contact and a deal", () => {
  let pipeline: TestPipeline;

  beforeAll(async () => {
    pipeline = await startTestPipeline();
  });
  afterAll(() => pipeline.stop());

  async function update(update: string, policy = "inherit") {
    const tenant = await pipeline.createTenant();
    const mapping = [
      { target: "contact.name", template: "{{contact.name}}", policy },
      { target: "contact.phone", template: "{{contact.phone}}" },
      { target: "contact.note", template: "{{note}}", policy },
      { target: "contact.cf_age", template: "{{age}}", policy },
      { target: "deal.amount", template: "{{amount}}", policy },
      { target: "deal.source", template: "{{service}}", policy },
      { target: "deal.name", template: "Нова назва" },
      { target: "deal.stage", template: "s12" },
    ];
    const integration = await pipeline.createIntegration(tenant, { settings: { mapping, rules: { update } } });
    const contact = await pipeline.crm.create(tenant, "/contacts", {
      owner_id: "u1",
      properties: { full_name: "Стара", phones: [PHONE], note: "стара примітка" },
    });
    await pipeline.crm.create(tenant, "/deals", {
      owner_id: "u1",
      contact_id: contact,
      properties: { title: "Стара угода", amount: 5 },
    });
    const event = testEvent({ name: "Нова", phone: PHONE, note: "   ", age: "30", amount: "100" });
    await pipeline.receive({ ...integration, events: [event] });
    await pipeline.settle();
    const { contacts, deals } = await pipeline.readCrm(tenant);
    return { contact: contacts[0]?.values, deal: deals[0], calls: pipeline.crm.callsOf(tenant) };
  }

  it("nothing: leaves both as they are, and sends no update", async () => {
    const { contact, deal, calls } = await update("nothing");
    expect(contact).toMatchObject({ full_name: "Стара", note: "стара примітка" });
    expect(contact).not.toHaveProperty("cf_age");
    expect(deal?.values).toMatchObject({ title: "Стара угода", amount: 5 });
    expect(calls.filter(({ method }) => method === "PATCH")).toEqual([]);
  });

  it("all: overwrites, but a blank erases nothing and creation-only fields stay", async () => {
    const { contact, deal } = await update("all");
    expect(contact).toMatchObject({ full_name: "Нова", note: "стара примітка", cf_age: 30 });
    expect(deal).toMatchObject({ stageId: "s11", values: { title: "Стара угода", amount: 100, source: "instagram" } });
  });

  it("if_empty: fills what is empty alone", async () => {
    const { contact, deal } = await update("if_empty");
    expect(contact).toMatchObject({ full_name: "Стара", note: "стара примітка", cf_age: 30 });
    expect(deal?.values).toMatchObject({ title: "Стара угода", amount: 5, source: "instagram" });
  });

  it("a row's own policy wins", async () => {
    const never = await update("all", "never");
    expect(never.contact).toMatchObject({ full_name: "Стара" });
    expect(never.contact).not.toHaveProperty("cf_age");
    const always = await update("nothing", "always");
    expect(always.contact).toMatchObject({ full_name: "Нова", cf_age: 30, note: "стара примітка" });
    const ifEmpty = await update("all", "if_empty");
    expect(ifEmpty.contact).toMatchObject({ full_name: "Стара", cf_age: 30 });
    expect(ifEmpty.deal?.values).toMatchObject({ amount: 5, source: "instagram" });
  });
});
