import { describe, expect, it } from "vitest";
import { answers } from "../testing/crm-server";
import { letsThrough, person, setUpFakeAccount } from "./set-up-fake-account";

const fake = setUpFakeAccount();

describe("contacts", () => {
  it("have room for two phones; a third goes into a note, once", async () => {
    const session = fake.contract.connect();
    const phone = ["+380671112233", "+380509998877", "+380631234567"];
    const { id } = await session.createContact({ ...person, values: { name: "Олена", phone } });
    await session.updateContact(id, { phone });
    await expect(session.getContact(id)).resolves.toMatchObject({ phones: phone.slice(0, 2) });
    await expect(fake.crm.readNotes?.(id)).resolves.toEqual(["Інші контакти: +380631234567"]);
  });

  it("gain e-mails without losing one", async () => {
    const session = fake.contract.connect();
    const { id } = await session.createContact({ ...person, values: { email: ["a@shop.example", "b@shop.example"] } });
    await session.updateContact(id, { email: ["c@shop.example", "A@shop.example"] });
    await expect(session.getContact(id)).resolves.toMatchObject({
      emails: ["a@shop.example", "b@shop.example", "c@shop.example"],
    });
  });

  it("get further e-mails into a note when HubSpot does not take them", async () => {
    const session = fake.contract.connect();
    fake.contract.server.nextWrite(letsThrough);
    fake.contract.server.nextWrite(
      answers(400, {
        message: 'Property values were not valid: [{"message":"read only","name":"hs_additional_emails"}]',
      }),
    );
    const email = ["a@shop.example", "B@shop.example"];
    const { id } = await session.createContact({ ...person, values: { email } });
    await expect(session.getContact(id)).resolves.toMatchObject({ emails: ["a@shop.example"] });
    await expect(fake.crm.readNotes?.(id)).resolves.toEqual(["Інші контакти: B@shop.example"]);
  });

  it("get what was typed instead of an e-mail into a note, and are made all the same", async () => {
    const session = fake.contract.connect();
    const input = { ...person, values: { name: "Олена", phone: "+380671112233", email: "olena@" } };
    const { id } = await session.createContact(input);
    await session.updateContact(id, { email: "olena@" });
    await expect(session.getContact(id)).resolves.toMatchObject({ phones: ["+380671112233"], emails: [] });
    await expect(fake.crm.readNotes?.(id)).resolves.toEqual(["Інші контакти: olena@"]);
    await expect(session.findCreated({ kind: "contact", input })).resolves.toMatchObject({ id });
  });

  it.each([
    ["email", "olena@shop.example", []],
    ["phone", "+380671112233", ["olena@shop.example"]],
  ])("get the %s into a note when a rule of the account does not take it", async (name, refused, emails) => {
    const session = fake.contract.connect();
    const list = JSON.stringify([{ isValid: false, message: "does not meet the rule", error: "INVALID", name }]);
    const refusal = answers(400, { message: `Property values were not valid: ${list}`, category: "VALIDATION_ERROR" });
    const values = { name: "Олена", phone: "+380671112233", email: "olena@shop.example" };
    fake.contract.server.nextWrite(refusal);
    const { id } = await session.createContact({ ...person, values });
    await expect(session.getContact(id)).resolves.toMatchObject({ values: { name: "Олена" }, emails });
    await expect(fake.crm.readNotes?.(id)).resolves.toEqual([`Інші контакти: ${refused}`]);
    fake.contract.server.nextWrite(refusal);
    await session.updateContact(id, { ...values, city: "lviv" });
    await expect(session.getContact(id)).resolves.toMatchObject({ values: { city: "lviv" }, emails });
    await expect(fake.crm.readNotes?.(id)).resolves.toEqual([`Інші контакти: ${refused}`]);
  });

  it("get no note again that HubSpot keeps in HTML of its own", async () => {
    const session = fake.contract.connect();
    const note = "Ціна  20 грн\n\n«чай» — опт";
    const { id } = await session.createContact({ ...person, values: { name: "Олена", note } });
    const [stored] = fake.crm.account.store.all("notes");
    if (stored) stored.properties.hs_note_body = "<div><p>Ціна 20 грн</p><p>«чай»&nbsp;— опт</p></div>";
    await session.updateContact(id, { note });
    expect(fake.crm.account.store.all("notes")).toHaveLength(1);
  });

  it("that are gone have no deals", async () => {
    const id = fake.store({ firstname: "Олена" });
    await fake.crm.deleteContact?.(id);
    await expect(fake.contract.connect().listActiveDeals(id)).resolves.toEqual([]);
  });

  it("keep their surname when only a first name comes", async () => {
    const session = fake.contract.connect();
    const { id } = await session.createContact({ ...person, values: { name: "Олена О’Коваль 🙂" } });
    await session.updateContact(id, { name: "Оленка" });
    await expect(session.getContact(id)).resolves.toMatchObject({ values: { name: "Оленка О’Коваль 🙂" } });
  });
});

describe("what cannot be written fails no contact", () => {
  it("a value whose field is gone since is left out", async () => {
    const session = fake.contract.connect();
    const { id } = await session.createContact({ ...person, values: { name: "Олена", tags: ["чат"], gone: "1" } });
    await session.updateContact(id, { gone: "1" });
    const deal = await session.createDeal({ ...fake.contract.newDeal(id), values: { gone: "1" } });
    fake.contract.calls.length = 0;
    await session.updateDeal(deal.id, { gone: "1" });
    expect(fake.contract.calls).toEqual([]);
  });

  it("a name of 5,000 characters is kept", async () => {
    const session = fake.contract.connect();
    const name = `Олена ${"я".repeat(5000)}`;
    const { id } = await session.createContact({ ...person, values: { name } });
    await expect(session.getContact(id)).resolves.toMatchObject({ values: { name } });
  });
});
