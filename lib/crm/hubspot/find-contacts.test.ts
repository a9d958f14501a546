import { describe, expect, it } from "vitest";
import type { CrmField } from "../types";
import { hubspot } from "./connector";
import { setUpFakeAccount } from "./set-up-fake-account";

const fake = setUpFakeAccount();

describe("people are found", () => {
  it.each([
    "+380671112233",
    "380671112233",
    "0671112233",
    "80671112233",
    "671112233",
    "067 111-22-33",
    "(067) 111 22 33",
    "+38 (067) 111 22 33",
    "00380671112233",
  ])("by a phone that is written %s, in either place", async (phone) => {
    const ids = [fake.store({ firstname: "А", phone }), fake.store({ firstname: "Б", mobilephone: phone })];
    fake.store({ firstname: "Інша країна", phone: "+48671112233" });
    fake.store({ firstname: "Інший номер", phone: "+380671112234" });
    const found = await fake.contract.connect().findContacts({ kind: "phone", value: "+380671112233" });
    expect(found.map(({ id }) => id).toSorted()).toEqual(ids);
  });

  it("by an e-mail that is not the contact's first", async () => {
    const id = fake.store({ email: "ivan@shop.example", hs_additional_emails: "i.p@work.example;x@work.example" });
    const session = fake.contract.connect();
    for (const value of ["ivan@shop.example", "x@work.example"]) {
      expect((await session.findContacts({ kind: "email", value })).map((contact) => contact.id)).toEqual([id]);
    }
    await expect(session.findContacts({ kind: "email", value: "p@work.example" })).resolves.toEqual([]);
  });

  it("by nothing that has no digits: no search is made", async () => {
    const before = fake.contract.server.calls();
    await expect(fake.contract.connect().findContacts({ kind: "phone", value: "внутрішній" })).resolves.toEqual([]);
    expect(fake.contract.server.calls()).toBe(before);
  });

  it("by e-mail at once, by phone when the index has them", async () => {
    const session = fake.contract.connect();
    await fake.crm.lagSearch?.(60_000);
    const id = fake.store({ firstname: "Олена", email: "olena@shop.example", phone: "+380671112233" });
    expect((await session.findContacts({ kind: "email", value: "olena@shop.example" }))[0]?.id).toBe(id);
    await expect(session.findContacts({ kind: "phone", value: "+380671112233" })).resolves.toEqual([]);
    await fake.crm.lagSearch?.(0);
    expect((await session.findContacts({ kind: "phone", value: "+380671112233" }))[0]?.id).toBe(id);
  });

  it("with what they hold now, when the index still has the old", async () => {
    const session = fake.contract.connect();
    const id = fake.store({ firstname: "Олена", phone: "+380671112233", city: "lviv" });
    const record = fake.crm.account.store.find("contacts", id);
    record.indexed = record.properties;
    await fake.crm.lagSearch?.(60_000);
    fake.crm.account.store.update(record, "contacts", { city: "Київ" });
    const [found] = await session.findContacts({ kind: "phone", value: "+380671112233" });
    expect(found?.values.city).toBe("Київ");
  });

  it("with all their values when the account has more properties than an address can hold", async () => {
    const { directory } = fake.contract;
    const many = Array.from({ length: 400 }, (_, index): CrmField => {
      const key = `long_name_of_a_property_${index}`;
      return { entity: "contact", key, label: key, type: "text", isBuiltIn: false, isRequired: false };
    });
    const id = fake.store({ email: "ivan@shop.example", chat_url: "https://chat.example", city: "lviv" });
    const last = directory.fields.find(({ key }) => key === "city");
    const fields = [...directory.fields.filter((field) => field !== last), ...many, ...(last ? [last] : [])];
    const session = hubspot.connect(fake.crm.toSettings(""), fake.openHttp(), { ...directory, fields });
    const before = fake.contract.server.calls();
    await expect(session.getContact(id)).resolves.toMatchObject({
      values: { email: "ivan@shop.example", chat_url: "https://chat.example", city: "lviv" },
    });
    // Three parts of the list, and the account for its address.
    expect(fake.contract.server.calls() - before).toBeGreaterThan(3);
  });
});
