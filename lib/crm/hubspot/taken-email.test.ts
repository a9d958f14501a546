import { describe, expect, it } from "vitest";
import { failureOf } from "../contract/failure-of";
import { answers } from "../testing/crm-server";
import { person, setUpFakeAccount } from "./set-up-fake-account";

const fake = setUpFakeAccount();

describe("an e-mail that another contact has", () => {
  it("makes a new contact go on as that one: only what is empty there is filled", async () => {
    const id = fake.store({
      firstname: "Олена",
      email: "olena@shop.example",
      phone: "+380671112233",
      hubspot_owner_id: "70012",
      city: "lviv",
    });
    const values = {
      name: "Хтось Інший",
      email: "Olena@shop.example",
      phone: "+380509998877",
      city: "Київ",
      chat_url: "https://chat.example/1",
      note: "Дзвонив",
    };
    const session = fake.contract.connect();
    const ref = await session.createContact({ ...person, values, responsibleId: "70011" });
    expect(ref).toEqual({ id, url: `https://app-eu1.hubspot.com/contacts/4455667/record/0-1/${id}` });
    await expect(session.getContact(id)).resolves.toMatchObject({
      responsibleId: "70012",
      phones: ["+380671112233", "+380509998877"],
      values: { name: "Олена", city: "lviv", chat_url: "https://chat.example/1" },
    });
    await expect(fake.crm.readNotes?.(id)).resolves.toEqual(["Дзвонив"]);
    expect(fake.crm.records().contacts).toHaveLength(1);
  });

  it("is found by the id in the refusal too", async () => {
    const id = fake.store({ firstname: "Олена" });
    fake.crm.account.store.find("contacts", id).id = "151";
    fake.contract.server.nextWrite(
      answers(409, { message: "Contact already exists. Existing ID: 151", category: "CONFLICT" }),
    );
    const ref = await fake.contract.connect().createContact({ ...person, values: { email: "hidden@shop.example" } });
    expect(ref.id).toBe("151");
  });

  it("is a refusal when no contact can be found by it", async () => {
    fake.contract.server.nextWrite(
      answers(409, { message: "Contact already exists. Existing ID: 151", category: "CONFLICT" }),
    );
    const error = await failureOf(
      fake.contract.connect().createContact({ ...person, values: { email: "a@shop.example" } }),
    );
    expect(error).toMatchObject({ kind: "reject", status: 409 });
    expect(fake.crm.records().contacts).toEqual([]);
  });

  it("goes into a note when a known contact is updated, and the rest is kept", async () => {
    fake.store({ firstname: "Інша", email: "taken@shop.example" });
    const id = fake.store({ firstname: "Олена", email: "olena@shop.example" });
    const session = fake.contract.connect();
    const change = { email: "taken@shop.example", city: "lviv" };
    await session.updateContact(id, change);
    await session.updateContact(id, change);
    await expect(session.getContact(id)).resolves.toMatchObject({
      emails: ["olena@shop.example"],
      values: { city: "lviv" },
    });
    await expect(fake.crm.readNotes?.(id)).resolves.toEqual(["Інші контакти: taken@shop.example"]);
  });
});
