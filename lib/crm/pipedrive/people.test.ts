import { v7 as uuidv7 } from "uuid";
import { describe, expect, it } from "vitest";
import { failureOf } from "../contract/failure-of";
import { answers, losesAnswer } from "../testing/crm-server";
import type { CrmCreate } from "../types";
import { toHash } from "./fixtures";
import { addPerson, newContact, openAccount, passes } from "./testing";

describe("people are found", () => {
  it.each([
    "+380671234567",
    "380671234567",
    "0671234567",
    "067 123 45 67",
    "(067) 123-45-67",
    "067-123-45-67",
    "+38 (067) 123 45 67",
    "+380 67 123-45-67",
    "+380 67 123 4567",
    "067 1234567",
    "(067)1234567",
  ])("by a phone typed as %s, even where the search compares nothing but texts", async (typed) => {
    const { fake, session } = await openAccount({ readsDigits: false });
    const id = addPerson(fake, [typed]);
    const found = await session.findContacts({ kind: "phone", value: "+380671234567" });
    expect(found.map((contact) => contact.id)).toEqual([id]);
    expect(found[0]?.phones).toEqual(["+380671234567"]);
  });

  it("all of them, when two people have one phone in two spellings; each once", async () => {
    const { fake, session } = await openAccount();
    const ids = [addPerson(fake, ["+380671234567"]), addPerson(fake, ["067 123 45 67", "0671234567"])];
    const found = await session.findContacts({ kind: "phone", value: "+380671234567" });
    expect(found.map(({ id }) => id).toSorted()).toEqual(ids.toSorted());
  });

  it("with the values of their own fields, which the search does not give", async () => {
    const { fake, session } = await openAccount();
    const id = addPerson(fake, ["+380671234567"]);
    await session.updateContact(id, { [toHash("a", 1)]: "Своє", [toHash("a", 21)]: "72" });
    const [found] = await session.findContacts({ kind: "phone", value: "+380671234567" });
    expect(found?.values).toMatchObject({ [toHash("a", 1)]: "Своє", [toHash("a", 21)]: "72" });
  });

  it("behind more than a page of near hits, which are not read", async () => {
    const { fake, contract, session } = await openAccount();
    for (let number = 0; number < 120; number += 1) addPerson(fake, [`+38067123456700${number}`]);
    const id = addPerson(fake, ["0671234567"]);
    contract.calls.length = 0;
    const found = await session.findContacts({ kind: "phone", value: "+380671234567" });
    expect(found.map((contact) => contact.id)).toEqual([id]);
    expect(contract.calls.filter(({ path }) => path === "/api/v2/persons/:id")).toHaveLength(1);
    expect(contract.calls.filter(({ path }) => path === "/api/v2/persons/search")).toHaveLength(6);
  });

  it("of an office with one phone: the newest twenty", async () => {
    const { fake, contract, session } = await openAccount();
    for (let number = 0; number < 50; number += 1) addPerson(fake, ["0671234567"]);
    contract.calls.length = 0;
    const found = await session.findContacts({ kind: "phone", value: "+380671234567" });
    const ids = [...fake.account.persons.keys()].slice(-20).map(String);
    expect(found.map(({ id }) => id).toSorted()).toEqual(ids.toSorted());
    expect(contract.calls.filter(({ path }) => path === "/api/v2/persons/:id")).toHaveLength(20);
  });

  it("by an e-mail in any letter case, and nobody by a part of it", async () => {
    const { fake, session } = await openAccount();
    const id = addPerson(fake, [], ["Ira@Shop.Example"]);
    addPerson(fake, [], ["x.ira@shop.example"]);
    const found = await session.findContacts({ kind: "email", value: "ira@shop.example" });
    expect(found.map((contact) => contact.id)).toEqual([id]);
  });

  it("not by id when Pipedrive has forgotten them", async () => {
    const { contract, session } = await openAccount();
    await expect(session.getContact("5")).resolves.toBeNull();
    contract.server.next(answers(410, { success: false, error: "Gone" }));
    await expect(session.getContact("5")).resolves.toBeNull();
  });
});

describe("a change of a person", () => {
  it("adds what is new, and writes nothing when nothing is", async () => {
    const { fake, contract, session } = await openAccount();
    const id = addPerson(fake, ["067 123 45 67"], ["Ira@Shop.Example"]);
    contract.calls.length = 0;
    await session.updateContact(id, { phone: "+380671234567", email: "ira@shop.example" });
    expect(contract.calls.map(({ method }) => method)).toEqual(["GET"]);

    await session.updateContact(id, { phone: "+380501112233", email: "second@shop.example" });
    expect(fake.account.persons.get(Number(id))).toMatchObject({
      phones: [
        { value: "067 123 45 67", primary: true, label: "work" },
        { value: "+380501112233", primary: false },
      ],
      emails: [
        { value: "Ira@Shop.Example", primary: true },
        { value: "second@shop.example", primary: false },
      ],
    });
  });

  it("of somebody who is gone is given up", async () => {
    const { session } = await openAccount();
    await expect(failureOf(session.updateContact("5", { name: "Іра" }))).resolves.toMatchObject({ kind: "reject" });
  });

  it("adds its note once although the answer to it is lost", async () => {
    const { fake, contract, session } = await openAccount();
    const id = addPerson(fake, ["+380671234567"]);
    contract.server.nextWrite(losesAnswer());
    await session.updateContact(id, { note: "Де <b>замовлення</b>?\nhttps://chat.example/64f?a=1&b=2" });
    await expect(fake.readNotes?.(id)).resolves.toEqual(["Де <b>замовлення</b>?\nhttps://chat.example/64f?a=1&b=2"]);
  });
});

describe("a change that is sent again", () => {
  it("adds no note twice", async () => {
    const { fake, session } = await openAccount();
    const id = addPerson(fake, ["+380671234567"]);
    for (const note of ["👍", "🔥", "Де замовлення?", "👍", "Де замовлення?"])
      await session.updateContact(id, { note });
    expect((await fake.readNotes?.(id))?.toSorted()).toEqual(["👍", "🔥", "Де замовлення?"].toSorted());
  });
});

describe("a person with a note takes two calls", () => {
  const create: CrmCreate = {
    kind: "contact",
    input: newContact({
      name: "Олена",
      phone: "+380671234567",
      email: "olena@shop.example",
      note: "Пише з <Instagram>",
    }),
  };

  it("and is whole when the answer to the second is lost", async () => {
    const { fake, contract, session } = await openAccount();
    contract.server.next(passes, losesAnswer());
    const { id, url } = await session.createContact(create.input);
    expect(url).toBe(`https://dzherelo-12ab.pipedrive.com/person/${id}`);
    await expect(fake.readNotes?.(id)).resolves.toEqual(["Пише з <Instagram>"]);
  });

  it.each([
    ["fails", answers(500, { success: false, error: "Internal" })],
    ["has to wait", answers(429, { success: false, error: "request over limit" })],
    ["is refused", answers(403, { success: false, error: "Scope and URL mismatch" })],
  ])("so that when the second %s, the first is looked for, and finished while the search lags", async (_, fault) => {
    const { fake, contract } = await openAccount();
    await fake.lagSearch?.(60_000);
    contract.server.next(passes, fault);
    const failure = await failureOf(contract.connect().createContact(create.input));
    expect(failure.isOutcomeUnknown).toBe(true);

    for (let tries = 0; tries < 2; tries += 1) {
      const found = await contract.connect().findCreated(create);
      expect(found?.id).toBe(fake.records().contacts[0]?.id);
    }
    expect(fake.records().contacts).toHaveLength(1);
    expect(fake.account.notes.size).toBe(1);
  });

  it("and nobody is taken for it who holds a part of what it holds", async () => {
    const { fake, session } = await openAccount();
    addPerson(fake, ["0671234567"]);
    await expect(session.findCreated(create)).resolves.toBeNull();
    const whole = addPerson(fake, ["0671234567"], ["Olena@Shop.Example"]);
    await expect(session.findCreated(create)).resolves.toMatchObject({ id: whole });
  });

  it("and is found by the search when a hundred others came since", async () => {
    const { fake, session } = await openAccount();
    const id = addPerson(fake, ["0671234567"], ["olena@shop.example"]);
    for (let number = 0; number < 101; number += 1) addPerson(fake, [`+48601${100_000 + number}`]);
    await expect(session.findCreated(create)).resolves.toMatchObject({ id });
  });

  it("and is found among the newest although no phone was typed as its phone", async () => {
    const { fake, session } = await openAccount();
    await fake.lagSearch?.(60_000);
    const input = newContact({ name: "Іра", phone: "немає", email: "ira@shop.example" });
    const { id } = await session.createContact(input);
    await expect(session.findCreated({ kind: "contact", input })).resolves.toMatchObject({ id });
  });

  it("and nobody older is taken for it who has the same name and nothing else", async () => {
    const { session } = await openAccount();
    const older = newContact({ name: "Іра" });
    await session.createContact(older);
    const input = { ...older, requestId: uuidv7({ msecs: Date.now() + 300_000 }) };
    await expect(session.findCreated({ kind: "contact", input })).resolves.toBeNull();
    await expect(session.findCreated({ kind: "contact", input: older })).resolves.not.toBeNull();
  });
});
