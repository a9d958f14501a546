import { v7 as uuidv7 } from "uuid";
import { describe, expect, it } from "vitest";
import { failureOf } from "../contract/failure-of";
import { answers } from "../testing/crm-server";
import { addContact, openFakeAccount } from "./open-fake-account";

const place = { pipelineId: null, stageId: null, responsibleId: null };
const newContact = (values: Record<string, string>) => ({ values, responsibleId: null, requestId: uuidv7() });

describe.each([200, 400] as const)("a value that another record has in a unique field, refused with %i", (status) => {
  it.each([true, false])("is kept in the description of a new contact (request ids: %s)", async (hasRequestId) => {
    const { fake, session } = await openFakeAccount({ hasRequestId });
    fake.store.unique.Contacts.push("Nickname", "Chat_URL");
    fake.switches.duplicatesAs = status;
    await addContact(fake, { Last_Name: "Інша", Nickname: "kit", Chat_URL: "https://chat.example/1" });
    const values = {
      name: "Олена Коваль",
      Nickname: "kit",
      Chat_URL: "https://chat.example/1",
      Description: "З реклами",
    };
    const { id } = await session.createContact(newContact({ ...values, phone: "+380671234567" }));
    const contact = await session.getContact(id);
    expect(contact).toMatchObject({
      phones: ["+380671234567"],
      values: {
        name: "Олена Коваль",
        Description: "З реклами\nNickname: kit\nChat URL: https://chat.example/1",
      },
    });
    expect(contact?.values).not.toHaveProperty("Nickname");
    expect(fake.store.list("Contacts")).toHaveLength(2);
  });

  it("is kept below the description of a contact or deal that is updated, once", async () => {
    const { fake, session } = await openFakeAccount();
    fake.store.unique.Contacts.push("Nickname", "Email");
    fake.store.unique.Deals.push("Utm_Source");
    fake.switches.duplicatesAs = status;
    await addContact(fake, { Last_Name: "Інша", Nickname: "kit", Email: "olena@shop.example" });
    const id = await addContact(fake, { Last_Name: "Коваль", Description: "Давня клієнтка" });
    const change = { Nickname: "kit", email: "olena@shop.example", City: "Львів" };
    await session.updateContact(id, change);
    await session.updateContact(id, change);
    const contact = await session.getContact(id);
    expect(contact).toMatchObject({ emails: [], values: { City: "Львів" } });
    expect(contact?.values.Description).toMatch(/^Давня клієнтка\n/);
    expect(String(contact?.values.Description).split("\n").toSorted()).toEqual(
      ["Email: olena@shop.example", "Nickname: kit", "Давня клієнтка"].toSorted(),
    );

    await session.createDeal({ contactId: id, values: { Utm_Source: "тг" }, requestId: uuidv7(), ...place });
    const deal = await session.createDeal({ contactId: id, values: {}, requestId: uuidv7(), ...place });
    await session.updateDeal(deal.id, { Utm_Source: "тг", Is_Urgent: true });
    await expect(session.getDeal(deal.id)).resolves.toMatchObject({
      values: { Description: "Utm Source: тг", Is_Urgent: true },
    });
  });

  it("is kept in the description of a new deal, and somebody else's deal is not taken", async () => {
    const { fake, session } = await openFakeAccount();
    fake.store.unique.Deals.push("Utm_Source");
    fake.switches.duplicatesAs = status;
    const contactIds = [await addContact(fake, { Last_Name: "Перша" }), await addContact(fake, { Last_Name: "Друга" })];
    const values = { name: "Чат", Utm_Source: "тг" };
    const deals = [];
    for (const contactId of contactIds) {
      deals.push(await session.createDeal({ contactId, values, requestId: uuidv7(), ...place }));
    }
    await expect(session.getDeal(deals[1]?.id ?? "")).resolves.toMatchObject({
      contactId: contactIds[1],
      values: { name: "Чат", Description: "Utm Source: тг" },
    });
  });
});

it("of somebody who is there already the person gets the lead, and no second contact is made", async () => {
  const { fake, session } = await openFakeAccount();
  fake.store.unique.Contacts.push("Nickname");
  const id = await addContact(fake, { Last_Name: "Коваль", Nickname: "kit", Phone: "+380671234567" });
  const input = newContact({ name: "Олена", Nickname: "kit", phone: "+380671234567", note: "Питала ціну" });
  await expect(session.createContact(input)).resolves.toMatchObject({ id });
  expect(fake.store.list("Contacts")).toHaveLength(1);
});

it("a deal is not taken either where Zoho does not name the field", async () => {
  const { fake, session, server } = await openFakeAccount();
  const [contactId, other] = [await addContact(fake, {}), await addContact(fake, {})];
  const { id } = await session.createDeal({ contactId: other, values: {}, requestId: uuidv7(), ...place });
  const duplicate = { code: "DUPLICATE_DATA", details: { id }, message: "duplicate data", status: "error" };
  server.nextWrite(answers(200, { data: [duplicate] }));
  const create = session.createDeal({ contactId, values: {}, requestId: uuidv7(), ...place });
  await expect(failureOf(create)).resolves.toMatchObject({ kind: "reject" });
});
