import { randomUUID } from "node:crypto";
import { v7 as uuidv7 } from "uuid";
import { describe, expect, it } from "vitest";
import { failureOf } from "../contract/failure-of";
import { attemptOf } from "../testing/attempt-of";
import { answers } from "../testing/crm-server";
import type { ContactValues } from "../types";
import { letsThrough, person, setUpFakeAccount } from "./set-up-fake-account";

const fake = setUpFakeAccount();

describe("contacts", () => {
  it("whose note has to wait are looked for until the search has learned of them", async () => {
    await fake.crm.lagSearch?.(3_600_000);
    fake.contract.server.nextWrite(letsThrough);
    fake.contract.server.nextWrite(answers(429, { policyName: "SECONDLY" }));
    const values = { name: "Олена", phone: "+380671112233", note: "Перше звернення" };
    const input = { ...person, values };
    const error = await failureOf(fake.contract.connect().createContact(input));
    expect(error).toMatchObject({ kind: "retry", isBusy: true, isOutcomeUnknown: true, retryAfterSeconds: 1 });

    const session = fake.contract.connect();
    const early = await failureOf(session.findCreated({ kind: "contact", input }, secondsAgo(30)));
    expect(early).toMatchObject({ kind: "retry", code: "too_early", retryAfterSeconds: 90 });
    await fake.crm.lagSearch?.(0);
    await session.findCreated({ kind: "contact", input }, secondsAgo(30));
    expect(fake.crm.account.store.all("notes")).toHaveLength(1);
    expect(fake.crm.records().contacts).toHaveLength(1);
  });

  it.each([false, true])(
    "are made once and get their note when only the note failed (ids of requests: %s)",
    async (keepsRequestIds) => {
      await fake.open({ keepsRequestIds });
      const session = fake.contract.connect();
      const input = {
        ...fake.contract.newContact(fake.contract.phone(1), { note: "Перше звернення" }),
        requestId: randomUUID(),
      };
      fake.contract.server.nextWrite(letsThrough);
      fake.contract.server.nextWrite(answers(429, {}));
      const error = await failureOf(session.createContact(input));
      expect(error).toMatchObject({ kind: "retry", isBusy: true, isOutcomeUnknown: true });

      // Another process, which does not wait as this one was asked to.
      const next = fake.contract.connect();
      const found = await next.findCreated({ kind: "contact", input });
      await expect(next.findCreated({ kind: "contact", input })).resolves.toEqual(found);
      expect(fake.crm.records().contacts.map(({ id }) => id)).toEqual([found?.id]);
      await expect(fake.crm.readNotes?.(found?.id ?? "")).resolves.toEqual(["Перше звернення"]);
    },
  );

  it("are found again by the id of the request while search lags", async () => {
    await fake.open({ keepsRequestIds: true });
    await fake.crm.lagSearch?.(60_000);
    const session = fake.contract.connect();
    const contact = fake.contract.newContact(fake.contract.phone(1));
    const { id } = await session.createContact(contact);
    await expect(session.findCreated({ kind: "contact", input: contact })).resolves.toMatchObject({ id });
    const deal = fake.contract.newDeal(id);
    const made = await session.createDeal(deal);
    await expect(session.findCreated({ kind: "deal", input: deal })).resolves.toEqual(made);
    await expect(
      session.findCreated({ kind: "deal", input: { ...deal, requestId: randomUUID() } }),
    ).resolves.toBeNull();
  });
});

describe("a contact that is not found", () => {
  const phone = "+380671112233";
  const email = "olena@shop.example";

  it.each([
    ["a phone", { name: "Олена", phone }, 10, true],
    ["a name", { name: "Олена" }, 10, true],
    ["nothing but a text in place of its phone", { phone: "внутрішній" }, 10, true],
    ["a phone, sent long ago", { name: "Олена", phone }, 121, false],
    ["a name, sent long ago", { name: "Олена" }, 121, false],
    ["an e-mail, which is known at once", { name: "Олена", email, phone }, 10, false],
  ])("and is known by %s", async (_, values, seconds, isEarly) => {
    const find = fake.contract
      .connect()
      .findCreated({ kind: "contact", input: { ...person, values } }, secondsAgo(seconds));
    if (isEarly) await expect(failureOf(find)).resolves.toMatchObject({ code: "too_early" });
    else await expect(find).resolves.toBeNull();
  });

  it("is never too early to tell where ids of requests are kept", async () => {
    await fake.open({ keepsRequestIds: true });
    const input = { ...person, values: { name: "Олена" } };
    await expect(fake.contract.connect().findCreated({ kind: "contact", input }, secondsAgo(0))).resolves.toBeNull();
  });
});

describe("a contact with neither phone nor e-mail", () => {
  it("is the newest under its name that is not older than the request, and gets its note once", async () => {
    const session = fake.contract.connect();
    const input = {
      responsibleId: null,
      requestId: uuidv7(),
      values: { name: " Олена  О’Коваль-Дім ", note: "Чекає" },
    };
    makeOlder("contacts", fake.store({ firstname: "Олена", lastname: "О’Коваль-Дім" }));
    await expect(session.findCreated({ kind: "contact", input })).resolves.toBeNull();

    fake.store({ firstname: "Олена", lastname: "О’Коваль-Дім" });
    const { id } = await session.createContact(input);
    fake.store({ firstname: "Олена" });
    fake.store({ firstname: "Олена", lastname: "О’Коваль-Дім", email: "olena@shop.example" });
    fake.store({ firstname: "Олена", lastname: "О’Коваль-Дім", mobilephone: "067 111 22 33" });
    await expect(session.findCreated({ kind: "contact", input })).resolves.toMatchObject({ id });
    await expect(fake.crm.readNotes?.(id)).resolves.toEqual(["Чекає"]);
  });

  it.each<ContactValues>([
    { name: "Олена" },
    { lastName: "Коваль" },
    { note: "Без імені" },
    { name: "Я".repeat(3000) },
    { phone: "внутрішній" },
  ])("is found by what there is of a name: %j", async (values) => {
    const session = fake.contract.connect();
    const input = { responsibleId: null, requestId: uuidv7(), values };
    const { id } = await session.createContact(input);
    fake.store({ firstname: "Олена", lastname: "О’Коваль" });
    fake.store({ firstname: "Інша", lastname: "Коваль" });
    await expect(session.findCreated({ kind: "contact", input })).resolves.toMatchObject({ id });
  });
});

describe("a deal without the id of its request", () => {
  it("is the newest of the contact under its name that is not older than the request", async () => {
    const session = fake.contract.connect();
    const input = fake.contract.newDeal(fake.store({ firstname: "Олена" }));
    const other = fake.contract.newDeal(fake.store({ firstname: "Інша" }));
    makeOlder("deals", (await session.createDeal(input)).id);
    await session.createDeal(other);
    await session.createDeal({ ...input, values: { name: "Інша угода" } });
    await expect(session.findCreated({ kind: "deal", input })).resolves.toBeNull();

    await session.createDeal(input);
    const newest = await session.createDeal({ ...input, stageId: "closedlost", pipelineId: "default" });
    await expect(session.findCreated({ kind: "deal", input })).resolves.toEqual(newest);
  });
});

function secondsAgo(seconds: number) {
  return attemptOf(new Date(Date.now() - seconds * 1000));
}

/** As if the record had been made an hour ago. */
function makeOlder(object: "contacts" | "deals", id: string) {
  const record = fake.crm.account.store.find(object, id);
  record.createdAt = new Date(Date.now() - 3_600_000).toISOString();
  record.properties.createdate = record.createdAt;
}
