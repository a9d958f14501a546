import { describe, expect, it } from "vitest";
import { failureOf } from "../contract/failure-of";
import { contactOf, createOdoo, openOdoo, phone, VERSIONS } from "./testing";

describe.each(VERSIONS)("people in Odoo %i", (version) => {
  const spellings = [
    "067 111 22 33",
    "(067) 111-22-33",
    "+380671112233",
    "380671112233",
    "00380671112233",
    "+380 67/111.22.33",
  ];

  it.each(spellings)("are found by a phone that is spelled %s", async (spelled) => {
    const { fake, session } = await openOdoo(createOdoo({ version }));
    const id = fake.create("res.partner", { name: "Іван", phone: spelled });
    fake.create("res.partner", { name: "Сусід", phone: "+380671112234" });
    await expect(session.findContacts(phone)).resolves.toMatchObject([{ id: String(id), phones: [phone.value] }]);
  });

  it("are found by it where Odoo has no search of phones", async () => {
    const { fake, session } = await openOdoo(createOdoo({ version, hasPhoneSearch: false }));
    const ids = spellings.map((spelled) => String(fake.create("res.partner", { name: "Іван", phone: spelled })));
    expect((await session.findContacts(phone)).map(({ id }) => id)).toEqual(ids);
  });

  it("keep more phones and e-mails than Odoo has fields, and are found by each", async () => {
    const { fake, session } = await openOdoo(createOdoo({ version }));
    const phones = ["+380671112233", "+380671112244", "+48601234567"];
    const emails = ["first@shop.example", "o_l%e'na@shop.example"];
    const { id } = await session.createContact(contactOf({ name: "Олена", phone: phones, email: emails }));
    for (const value of phones)
      await expect(session.findContacts({ kind: "phone", value })).resolves.toMatchObject([{ id }]);
    for (const value of emails)
      await expect(session.findContacts({ kind: "email", value })).resolves.toMatchObject([{ id }]);
    expect((await session.getContact(id))?.phones.toSorted()).toEqual(phones.toSorted());
    await session.updateContact(id, { phone: phones, email: emails });
    expect(fake.records().contacts).toMatchObject([{ emails }]);
    expect(fake.records().contacts[0]?.phones.toSorted()).toEqual(phones.toSorted());
  });

  it("are found in any number", async () => {
    const { fake, session } = await openOdoo(createOdoo({ version }));
    for (let made = 0; made < 230; made += 1) fake.create("res.partner", { name: "Іван", phone: phone.value });
    expect(new Set((await session.findContacts(phone)).map(({ id }) => id)).size).toBe(230);
  });

  it("in the archive are not there, and an update wipes nothing of them", async () => {
    const { fake, session } = await openOdoo(createOdoo({ version }));
    const { id } = await session.createContact(contactOf({ name: "Іван", phone: phone.value, note: "Перша" }));
    fake.write("res.partner", Number(id), { active: false });
    await expect(session.getContact(id)).resolves.toBeNull();
    await expect(session.findContacts(phone)).resolves.toEqual([]);
    await session.updateContact(id, { phone: "+380671112244", note: "Друга" });
    fake.write("res.partner", Number(id), { active: true });
    expect((await session.getContact(id))?.phones.toSorted()).toEqual(["+380671112233", "+380671112244"]);
    expect((await session.getContact(id))?.values.note).toBe("Перша\nДруга");
  });

  it("keep the notes that people wrote, and get one of ours once", async () => {
    const { fake, session } = await openOdoo(createOdoo({ version }));
    const id = String(fake.create("res.partner", { name: "Іван", comment: "<ul><li>VIP</li></ul>" }));
    const note = "Чат: https://chat.example/a?b=1&c=2 <3";
    await session.updateContact(id, { note });
    await session.updateContact(id, { note });
    expect((await session.getContact(id))?.values.note).toBe(`VIP\n${note}`);
  });

  it("share their tags in any letter case", async () => {
    const { session } = await openOdoo(createOdoo({ version }));
    const { id } = await session.createContact(contactOf({ name: "Іван", tags: ["VIP", "Чат з «ботом»"] }));
    const second = await session.createContact(contactOf({ name: "Олена", tags: ["чат з «ботом»", "100%"] }));
    expect((await session.getContact(id))?.values.tags).toEqual(["vip", "Чат з «ботом»"]);
    expect((await session.getContact(second.id))?.values.tags).toEqual(["Чат з «ботом»", "100%"]);
  });

  it("that were deleted are not written to", async () => {
    const { session } = await openOdoo(createOdoo({ version }));
    const failure = await failureOf(session.updateContact("404", { name: "Іван" }));
    expect(failure).toMatchObject({ kind: "reject", isOutcomeUnknown: false });
    expect(failure.message).toBe("Record does not exist or has been deleted.");
  });
});
