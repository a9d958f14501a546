import { describe, expect, it } from "vitest";
import { sampleValues } from "../testing/sample-values";
import type { Contract } from "./contract";

/** How people are found, made, kept and added to. */
export function describeContacts(contract: Contract): void {
  describe("contacts", () => {
    it("are found by phone and by e-mail in any letter case, and not by a part of either", async () => {
      const session = contract.connect();
      const { id } = await session.createContact(
        contract.newContact("+380671000010", { email: "Olena.Ten@Shop.Example" }),
      );
      const byPhone = await session.findContacts({ kind: "phone", value: "+380671000010" });
      const byEmail = await session.findContacts({ kind: "email", value: "olena.ten@shop.example" });
      expect(byPhone.map((contact) => contact.id)).toEqual([id]);
      expect(byEmail.map((contact) => contact.id)).toEqual([id]);
      expect(byPhone[0]).toMatchObject({ phones: ["+380671000010"], emails: ["olena.ten@shop.example"] });
      await expect(session.findContacts({ kind: "phone", value: "+380671000019" })).resolves.toEqual([]);
      await expect(session.findContacts({ kind: "phone", value: "+48671000010" })).resolves.toEqual([]);
      await expect(session.findContacts({ kind: "email", value: "ten@shop.example" })).resolves.toEqual([]);
    });

    it("with several phones are found by each", async () => {
      const session = contract.connect();
      const { id } = await session.createContact({
        ...contract.newContact("+380671000020"),
        values: { name: "Дві картки", phone: ["+380671000020", "+380671000021"] },
      });
      for (const value of ["+380671000020", "+380671000021"]) {
        const found = await session.findContacts({ kind: "phone", value });
        expect(found.map((contact) => contact.id)).toEqual([id]);
        expect(found[0]?.phones).toEqual(["+380671000020", "+380671000021"]);
      }
    });

    it("keep what an update does not name, and gain phones without losing one", async () => {
      const session = contract.connect();
      const { id } = await session.createContact(
        contract.newContact("+380671000030", { email: "a@shop.example", tags: ["чат"] }),
      );
      await session.updateContact(id, { phone: "+380671000031", note: "Перезвонити", tags: ["повторний"] });
      const contact = await session.getContact(id);
      expect(contact?.values).toMatchObject({ name: "Олена Коваль", note: "Перезвонити" });
      expect(contact?.emails).toEqual(["a@shop.example"]);
      expect(contact?.phones.toSorted()).toEqual(["+380671000030", "+380671000031"]);
      expect(contact?.values.tags).toEqual(["чат", "повторний"]);
    });

    it("keep a value of every type", async () => {
      const session = contract.connect();
      const values = sampleValues(contract.directory, "contact");
      const { id } = await session.createContact({ ...contract.newContact("+380671000040"), values });
      await expect(session.getContact(id)).resolves.toMatchObject({ values });
    });

    it("belong to the responsible that was given", async () => {
      const session = contract.connect();
      const responsibleId = contract.directory.users[1]?.id ?? null;
      const { id } = await session.createContact({ ...contract.newContact("+380671000050"), responsibleId });
      await expect(session.getContact(id)).resolves.toMatchObject({ responsibleId });
    });

    it("that were deleted are null", async () => {
      const session = contract.connect();
      const { id } = await session.createContact(contract.newContact("+380671000060"));
      await contract.crm.deleteContact(id);
      await expect(session.getContact(id)).resolves.toBeNull();
      await expect(session.findContacts({ kind: "phone", value: "+380671000060" })).resolves.toEqual([]);
    });

    it("are found by id while search lags behind", async () => {
      const session = contract.connect();
      await contract.crm.lagSearch(60_000);
      try {
        const { id } = await session.createContact(contract.newContact("+380671000070"));
        await expect(session.findContacts({ kind: "phone", value: "+380671000070" })).resolves.toEqual([]);
        await expect(session.getContact(id)).resolves.toMatchObject({ id });
      } finally {
        await contract.crm.lagSearch(0);
      }
    });
  });
}
