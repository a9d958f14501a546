import { randomUUID } from "node:crypto";
import { v7 as uuidv7 } from "uuid";
import { describe, expect, it } from "vitest";
import { failureOf } from "../contract/failure-of";
import { losesAnswer } from "../testing/crm-server";
import { contactOf, createOdoo, dealOf, openDeal, openOdoo, phone, VERSIONS } from "./testing";

describe.each(VERSIONS)("the field of request ids in Odoo %i", (version) => {
  it("finds what an answer that was lost had made", async () => {
    const { session, server } = await openOdoo(createOdoo({ version, hasRequestIds: true }));
    const contact = contactOf({ name: "Іван" });
    server.nextWrite(losesAnswer());
    await expect(failureOf(session.createContact(contact))).resolves.toMatchObject({ isOutcomeUnknown: true });
    const found = await session.findCreated({ kind: "contact", input: contact });
    expect(found?.id).toBe("1");
    const deal = { ...dealOf("1"), requestId: randomUUID() };
    const { id } = await session.createDeal(deal);
    await session.updateDeal(id, { stage: "1:lost" });
    await expect(session.findCreated({ kind: "deal", input: deal })).resolves.toMatchObject({ id });
    await expect(session.findCreated({ kind: "deal", input: dealOf("1") })).resolves.toBeNull();
    const { fields } = await session.readDirectory();
    expect(fields.map(({ key }) => key)).not.toContain("x_leadbox_request_id");
  });
});

describe.each(VERSIONS)("after a create in doubt, in Odoo %i", (version) => {
  const long = "2026-03-01 12:00:00";
  const ahead = "2099-01-01 12:00:00";

  it("a contact with neither phone nor e-mail is the newest of the name, and none that is older or has one", async () => {
    const { fake, session } = await openOdoo(createOdoo({ version }));
    const input = { ...contactOf({ firstName: "Оксана", lastName: "О’Тиха 100%" }), requestId: uuidv7() };
    const name = "Оксана О’Тиха 100%";
    fake.setCreated("res.partner", fake.create("res.partner", { name }), long);
    fake.create("res.partner", { name, phone: phone.value });
    if (version < 19) fake.create("res.partner", { name, mobile: phone.value });
    fake.create("res.partner", { name, email: "oksana@shop.example" });
    fake.create("res.partner", { name: "Оксана О’Тиха 1000" });
    await expect(session.findCreated({ kind: "contact", input })).resolves.toBeNull();
    fake.create("res.partner", { name });
    const newest = fake.create("res.partner", { name });
    fake.setCreated("res.partner", newest, ahead);
    fake.write("res.partner", newest, { active: false });
    fake.create("res.partner", { name });
    await expect(session.findCreated({ kind: "contact", input })).resolves.toMatchObject({ id: String(newest) });
  });

  it("a deal is the newest of the contact and the name, wherever it has got to, and none that is older", async () => {
    const { fake, session, contactId, dealId } = await openDeal(createOdoo({ version }));
    const input = { ...dealOf(contactId), stageId: "1:lost", requestId: uuidv7() };
    fake.setCreated("crm.lead", Number(dealId), long);
    await session.createDeal({ ...input, values: { name: "Інша" } });
    const other = await session.createContact(contactOf({ name: "Олена" }));
    await session.createDeal({ ...input, contactId: other.id });
    await expect(session.findCreated({ kind: "deal", input })).resolves.toBeNull();
    await session.createDeal(input);
    const newest = await session.createDeal(input);
    fake.setCreated("crm.lead", Number(newest.id), ahead);
    await session.createDeal(input);
    await expect(session.findCreated({ kind: "deal", input })).resolves.toEqual(newest);
  });

  it("a record that bears another request's id is none of its own, and one that bears none may be", async () => {
    const { fake, session } = await openOdoo(createOdoo({ version, hasRequestIds: true }));
    const input = { ...contactOf({ name: "Оксана" }), requestId: uuidv7() };
    await session.createContact({ ...input, requestId: uuidv7() });
    await expect(session.findCreated({ kind: "contact", input })).resolves.toBeNull();
    const id = fake.create("res.partner", { name: "Оксана" });
    await expect(session.findCreated({ kind: "contact", input })).resolves.toMatchObject({ id: String(id) });
    const own = await session.createContact(input);
    fake.create("res.partner", { name: "Оксана" });
    await expect(session.findCreated({ kind: "contact", input })).resolves.toEqual(own);
  });
});
