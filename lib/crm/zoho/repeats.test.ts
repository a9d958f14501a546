import { v7 as uuidv7 } from "uuid";
import { describe, expect, it } from "vitest";
import { zohoTime } from "@/e2e/support/crm/zoho/answers";
import { failureOf } from "../contract/failure-of";
import { attemptOf } from "../testing/attempt-of";
import { answers } from "../testing/crm-server";
import type { ContactValues, CreateContactInput, CreateDealInput } from "../types";
import { addContact, onPath, openFakeAccount } from "./open-fake-account";

const secondsAgo = (seconds: number) => new Date(Date.now() - seconds * 1000);
const newContact = (values: ContactValues): CreateContactInput => ({
  values,
  responsibleId: null,
  requestId: uuidv7(),
});

describe("a contact with neither phone nor e-mail", () => {
  const name = { First_Name: "Олена", Last_Name: "О'Коваль (опт)" };

  it.each([true, false])(
    "is the newest under its name that is not older than the request, and gets note and tags once (COQL: %s)",
    async (hasCoql) => {
      const { fake, session } = await openFakeAccount({ hasCoql });
      const values = { name: " Олена  О'Коваль (опт) ", note: "Чекає", tags: ["чат"] };
      const input = newContact(values);
      const later = { ...name, Created_Time: zohoTime(secondsAgo(-5)) };
      await addContact(fake, { ...name, Created_Time: zohoTime(secondsAgo(3600)) });
      await expect(session.findCreated({ kind: "contact", input })).resolves.toBeNull();

      await addContact(fake, { ...name, Created_Time: zohoTime(secondsAgo(30)) });
      const { id } = await session.createContact(input);
      await addContact(fake, { ...later, First_Name: "Інша" });
      await addContact(fake, { ...later, Mobile: "067 123 45 67" });
      await addContact(fake, { ...later, Email: "olena@shop.example" });
      await expect(session.findCreated({ kind: "contact", input })).resolves.toMatchObject({ id });
      await expect(fake.readNotes?.(id)).resolves.toEqual(["Чекає"]);
      await expect(session.getContact(id)).resolves.toMatchObject({ values: { tags: ["чат"] } });
    },
  );

  it.each<ContactValues>([
    { name: "Олена" },
    { firstName: "Олена" },
    { note: "Без імені" },
    { name: `Олена ${"я".repeat(200)}` },
    { phone: "немає", email: "-" },
  ])("is found by what there is of a name, although search lags: %j", async (values) => {
    const { fake, session } = await openFakeAccount();
    const input = newContact(values);
    const { id } = await session.createContact(input);
    fake.switches.lagMs = 3_600_000;
    await expect(session.findCreated({ kind: "contact", input }, attemptOf(secondsAgo(0)))).resolves.toMatchObject({
      id,
    });
  });
});

describe("what is not found", () => {
  const values = { phone: "+380671234567", email: "olena@shop.example" };

  it.each([
    ["may be hidden from search, where that alone is asked", { hasCoql: false }, values, 10, "too_early"],
    ["may be hidden from search by its name too", { hasCoql: false }, { name: "Олена" }, 10, "too_early"],
    ["was long in search, if it had been made", { hasCoql: false }, values, 301, null],
    ["is not there, where COQL is asked", {}, values, 10, null],
    ["is not there, where COQL is asked by a name", {}, { name: "Олена" }, 10, null],
    ["may be sent again, where request ids are kept", { hasCoql: false, hasRequestId: true }, values, 10, null],
  ])("%s", async (_, options, known, seconds, code) => {
    const { session } = await openFakeAccount(options);
    const find = session.findCreated({ kind: "contact", input: newContact(known) }, attemptOf(secondsAgo(seconds)));
    if (code) await expect(failureOf(find)).resolves.toMatchObject({ kind: "retry", code });
    else await expect(find).resolves.toBeNull();
  });

  it("may be a task that search does not show yet", async () => {
    const { session } = await openFakeAccount({ hasCoql: false });
    const place = { contactId: "554500000000777001", dealId: null, responsibleId: null };
    const input = { ...place, text: "Передзвонити", dueAt: "2026-12-01T09:00:00.000Z", requestId: uuidv7() };
    await expect(
      failureOf(session.findCreated({ kind: "task", input }, attemptOf(secondsAgo(0)))),
    ).resolves.toMatchObject({
      code: "too_early",
    });
  });
});

describe("a deal", () => {
  const place = { pipelineId: null, stageId: null, responsibleId: null };

  it("is the newest of the contact under its name that is not older than the request", async () => {
    const { fake, session } = await openFakeAccount();
    const [contactId, other] = [await addContact(fake, {}), await addContact(fake, {})];
    const input: CreateDealInput = { contactId, values: { name: "Чат" }, requestId: uuidv7(), ...place };
    const old = await session.createDeal(input);
    const record = fake.store.find("Deals", old.id);
    if (record) record.Created_Time = zohoTime(secondsAgo(3600));
    await session.createDeal({ ...input, values: { name: "Інша" } });
    await session.createDeal({ ...input, contactId: other });
    await expect(session.findCreated({ kind: "deal", input })).resolves.toBeNull();

    await session.createDeal(input);
    const newest = await session.createDeal({ ...input, stageId: "Standard:Closed Lost" });
    await expect(session.findCreated({ kind: "deal", input })).resolves.toEqual(newest);
  });

  it.each([true, false])("gets the tags that were not taken with it, once (request ids: %s)", async (hasRequestId) => {
    const { fake, session, server, connect } = await openFakeAccount({ hasRequestId });
    const contactId = await addContact(fake, {});
    const input: CreateDealInput = { contactId, values: { Tag: ["чат"] }, requestId: uuidv7(), ...place };
    server.nextWrite(onPath(server, /add_tags$/, answers(429, { code: "TOO_MANY_REQUESTS", status: "error" })));
    await expect(failureOf(session.createDeal(input))).resolves.toMatchObject({ isOutcomeUnknown: true });

    // Another process, which does not wait as this one was asked to.
    const next = connect();
    const found = await next.findCreated({ kind: "deal", input });
    await expect(next.findCreated({ kind: "deal", input })).resolves.toEqual(found);
    await expect(next.getDeal(found?.id ?? "")).resolves.toMatchObject({ values: { Tag: ["чат"] } });
    expect(fake.store.list("Deals")).toHaveLength(1);
  });
});
