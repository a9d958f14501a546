import { describe, expect, it } from "vitest";
import type { Contract } from "./contract";

/** How people are found, made, kept and added to. */
export function describeContacts(contract: Contract): void {
  describe("contacts", () => {
    it("are found by phone and by e-mail in any letter case, and not by a part of either", async () => {
      const session = contract.connect();
      const { id } = await session.createContact(
        contract.newContact(contract.phone(10), { email: contract.email("Olena.Ten") }),
      );
      const byPhone = await session.findContacts({ kind: "phone", value: contract.phone(10) });
      const email = contract.email("olena.ten");
      const byEmail = await session.findContacts({ kind: "email", value: email });
      expect(byPhone.map((contact) => contact.id)).toEqual([id]);
      expect(byEmail.map((contact) => contact.id)).toEqual([id]);
      expect(byPhone[0]).toMatchObject({ phones: [contract.phone(10)], emails: [email] });
      await expect(session.findContacts({ kind: "phone", value: contract.phone(19) })).resolves.toEqual([]);
      const foreign = contract.phone(10).replace("+380", "+48");
      await expect(session.findContacts({ kind: "phone", value: foreign })).resolves.toEqual([]);
      const part = email.slice(email.indexOf(".") + 1);
      await expect(session.findContacts({ kind: "email", value: part })).resolves.toEqual([]);
    });

    it("with several phones are found by each", async () => {
      const session = contract.connect();
      const { id } = await session.createContact({
        ...contract.newContact(contract.phone(20)),
        values: { name: "Дві картки", phone: [contract.phone(20), contract.phone(21)] },
      });
      for (const value of [contract.phone(20), contract.phone(21)]) {
        const found = await session.findContacts({ kind: "phone", value });
        expect(found.map((contact) => contact.id)).toEqual([id]);
        expect(found[0]?.phones).toEqual([contract.phone(20), contract.phone(21)]);
      }
    });

    it("keep what an update does not name, and gain phones without losing one", async () => {
      const session = contract.connect();
      const { id } = await session.createContact(
        contract.newContact(contract.phone(30), { email: contract.email("thirty") }),
      );
      const phones = [contract.phone(30), contract.phone(31)];
      for (const phone of [phones[1], phones, contract.phone(30)])
        await session.updateContact(id, { phone: phone ?? "" });
      const contact = await session.getContact(id);
      expect(contact?.values).toMatchObject({ name: "Олена Коваль" });
      expect(contact?.emails).toEqual([contract.email("thirty")]);
      expect(contact?.phones.toSorted()).toEqual(phones.toSorted());
      const [found] = await session.findContacts({ kind: "phone", value: contract.phone(31) });
      expect(found?.id).toBe(id);
    });

    it("gain tags without losing one", async ({ skip }) => {
      if (!hasField(contract, "tags")) skip("This CRM has no tags on contacts");
      const session = contract.connect();
      const { id } = await session.createContact(contract.newContact(contract.phone(32), { tags: ["чат"] }));
      await session.updateContact(id, { tags: ["повторний"] });
      const tags = (await session.getContact(id))?.values.tags;
      expect(Array.isArray(tags) ? tags.toSorted() : tags).toEqual(["повторний", "чат"]);
    });

    it("keep a note, and the link to the chat in it", async ({ skip }) => {
      if (!hasField(contract, "note")) skip("This CRM has no notes on contacts");
      const session = contract.connect();
      const first = "Перше <b>звернення</b> & https://chat.example/contacts/all/64f?tab=1&q=2";
      const { id } = await session.createContact(contract.newContact(contract.phone(33), { note: first }));
      await session.updateContact(id, { note: "Перезвонити" });
      const { readNotes } = contract.crm;
      if (readNotes) {
        // Notes that are records of their own are added one by one.
        expect((await readNotes(id)).toSorted()).toEqual([first, "Перезвонити"].toSorted());
      } else {
        expect((await session.getContact(id))?.values.note).toContain("Перезвонити");
      }
    });

    it("keep a value of every type", async () => {
      const session = contract.connect();
      const values = contract.samples("contact");
      const { id } = await session.createContact({ ...contract.newContact(contract.phone(40)), values });
      await expect(session.getContact(id)).resolves.toMatchObject({ values });
    });

    it.each([
      ["a name of 5,000 characters", { name: "Олена ".repeat(833) }],
      ["a name with marks of every query language", { name: `O'Neil "%_*?\\'; -- {}[]()<b>&amp; 🙂 \u202eأ` }],
    ])("are made of %s, and found by phone", async (_, values) => {
      const session = contract.connect();
      const phone = contract.phone(41);
      for (const found of await session.findContacts({ kind: "phone", value: phone })) {
        await contract.crm.deleteContact?.(found.id);
      }
      const { id } = await session.createContact(contract.newContact(phone, values));
      await expect(session.findContacts({ kind: "phone", value: phone })).resolves.toMatchObject([{ id }]);
      await session.updateContact(id, values);
    });

    it("belong to the responsible that was given", async () => {
      const session = contract.connect();
      const responsibleId = contract.directory.users[1]?.id ?? null;
      const { id } = await session.createContact({ ...contract.newContact(contract.phone(50)), responsibleId });
      await expect(session.getContact(id)).resolves.toMatchObject({ responsibleId });
    });

    it("that were deleted are null", async ({ skip }) => {
      const { deleteContact } = contract.crm;
      if (!deleteContact) return skip("Contacts cannot be deleted here");
      const session = contract.connect();
      const { id } = await session.createContact(contract.newContact(contract.phone(60)));
      await deleteContact(id);
      await expect(session.getContact(id)).resolves.toBeNull();
      await expect(session.findContacts({ kind: "phone", value: contract.phone(60) })).resolves.toEqual([]);
    });

    it("are found by id while search lags behind", async ({ skip }) => {
      const { lagSearch } = contract.crm;
      if (!lagSearch) return skip("Search does not lag here");
      const session = contract.connect();
      await lagSearch(60_000);
      try {
        const { id } = await session.createContact(contract.newContact(contract.phone(70)));
        await expect(session.findContacts({ kind: "phone", value: contract.phone(70) })).resolves.toEqual([]);
        await expect(session.getContact(id)).resolves.toMatchObject({ id });
      } finally {
        await lagSearch(0);
      }
    });
  });
}

function hasField({ directory }: Contract, key: string) {
  return directory.fields.some((field) => field.entity === "contact" && field.key === key);
}
