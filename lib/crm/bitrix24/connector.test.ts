import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Refusal } from "@/e2e/support/crm/bitrix24/refusal";
import { failureOf } from "../contract/failure-of";
import { answers, answersText } from "../testing/crm-server";
import { type FakePortal, openFakePortal } from "./testing";

let fake: FakePortal;
beforeEach(async () => {
  fake = await openFakePortal();
});
afterEach(() => fake.server.close());

const PHONE = { kind: "phone", value: "+380501112233" } as const;

function addContact(phone: string, more: object = {}) {
  return String(fake.portal.account.records.addContact({ NAME: "Іван", PHONE: [{ VALUE: phone }], ...more }));
}

function newDeal(contactId: string, more: object = {}) {
  const place = { pipelineId: null, stageId: null, responsibleId: null };
  return { contactId, values: {}, ...place, requestId: randomUUID(), ...more };
}

describe("people", () => {
  it.each([
    "+380501112233",
    "380 50 111-22-33",
    "00380501112233",
    "0501112233",
    "(050) 111 22 33",
    "501112233",
    "80501112233",
    "+380501112233*12",
    "050 111-22-33, 067 111-22-33",
  ])("whose phone was saved as %s are found", async (saved) => {
    const id = addContact(saved);
    const found = await fake.connect().findContacts(PHONE);
    expect(found).toMatchObject([{ id }]);
  });

  it.each(["+48501112233", "0501112234", "1112233"])("whose phone is %s are not", async (saved) => {
    addContact(saved);
    await expect(fake.connect().findContacts(PHONE)).resolves.toEqual([]);
  });

  it("are all found when several share a phone, each spelt otherwise", async () => {
    const ids = ["0501112233", "+380501112233"].map((phone) => addContact(phone));
    const found = await fake.connect().findContacts(PHONE);
    expect(found.map(({ id }) => id)).toEqual(ids);
  });

  it("are found by an e-mail in any letter case", async () => {
    const id = addContact("1", { EMAIL: [{ VALUE: "Olha@Shop.Example" }] });
    const found = await fake.connect().findContacts({ kind: "email", value: "olha@shop.example" });
    expect(found).toMatchObject([{ id, emails: ["olha@shop.example"] }]);
  });

  it("come with the values of all fields, also before the directory was ever read", async () => {
    const id = addContact("1", { UF_CRM_INTERESTS: ["51", "52"], UTM_SOURCE: "tg" });
    const contact = await fake.connect().getContact(id);
    expect(contact?.values).toMatchObject({ UF_CRM_INTERESTS: ["51", "52"], UTM_SOURCE: "tg" });
  });

  it("keep one phone, however often and in whichever spelling it comes again", async () => {
    const id = addContact("050 111 22 33");
    for (const phone of ["+380501112233", "0501112233", ["+380501112233", "+380671112233"], "+380671112233"]) {
      await fake.connect().updateContact(id, { phone });
    }
    expect(fake.portal.records().contacts).toMatchObject([{ id, phones: ["050 111 22 33", "+380671112233"] }]);
  });

  it("keep what somebody noted of them, and get each note once", async () => {
    const id = addContact("+380501112233", { COMMENTS: "Постійний клієнт" });
    for (const note of ["Хоче перезвону", "Хоче перезвону"]) await fake.connect().updateContact(id, { note });
    const contact = await fake.connect().getContact(id);
    expect(contact?.values.note).toBe("Постійний клієнт\nХоче перезвону");
  });

  it("with an e-mail that is none are made all the same", async () => {
    const values = { name: "Іван", phone: "+380501112233", email: "немає" };
    const { id } = await fake.connect().createContact({ values, responsibleId: null, requestId: randomUUID() });
    await fake.connect().updateContact(id, { email: "іван@" });
    await expect(fake.connect().getContact(id)).resolves.toMatchObject({ phones: ["+380501112233"], emails: [] });
  });

  it("keep their name as it was written", async () => {
    const session = fake.connect();
    const values = { name: `Дар'я "О'Ніл" & <Ко> 🙂`, note: "Рядок\nдругий [b]" };
    const { id } = await session.createContact({ values, responsibleId: null, requestId: randomUUID() });
    await expect(session.getContact(id)).resolves.toMatchObject({ values });
  });

  it("are not asked for by what is no id, which would read them all", async () => {
    addContact("1");
    for (const id of ["", "abc", "1 OR 1"]) await expect(fake.connect().getContact(id)).resolves.toBeNull();
    expect(fake.server.calls()).toBe(0);
  });
});

describe("deals", () => {
  it("of one person are read to the last page", async () => {
    const id = addContact("1");
    for (let count = 0; count < 60; count += 1) fake.portal.account.records.addDeal({ CONTACT_IDS: [id] });
    const deals = await fake.connect().listActiveDeals(id);
    expect(new Set(deals.map((deal) => deal.id)).size).toBe(60);
  });

  it("are found where the person is not their first contact", async () => {
    const [first, second] = [addContact("1"), addContact("2")];
    const dealId = String(fake.portal.account.records.addDeal({ CONTACT_IDS: [first, second] }));
    await expect(fake.connect().listActiveDeals(second)).resolves.toMatchObject([{ id: dealId, contactId: second }]);
    await expect(fake.connect().listActiveDeals(first)).resolves.toMatchObject([{ id: dealId, contactId: first }]);
  });

  it("of others are never taken for a person's, should the portal not know the filter", async () => {
    fake.portal.account.filtersByContacts = false;
    const [owner, other] = [addContact("1"), addContact("2")];
    fake.portal.account.records.addDeal({ CONTACT_IDS: [owner] });
    await expect(fake.connect().listActiveDeals(other)).resolves.toEqual([]);
  });

  it("that have ended are not active, should the portal list them", async () => {
    const id = addContact("1");
    const ended = { ID: "394", CONTACT_ID: id, CATEGORY_ID: "0", STAGE_ID: "WON", STAGE_SEMANTIC_ID: "S", CLOSED: "Y" };
    fake.server.next(answers(200, { result: { result: { first: [ended] }, result_error: [], result_next: [] } }));
    await expect(fake.connect().listActiveDeals(id)).resolves.toEqual([]);
  });

  it("are read all the same where the second look is refused, and not where it failed for the moment", async () => {
    const id = addContact("1");
    fake.portal.account.records.addDeal({ CONTACT_IDS: [id] });
    fake.portal.refuse("crm.item.list", new Refusal(400, "INVALID_ARG_VALUE", "Unknown filter"));
    await expect(fake.connect().listActiveDeals(id)).resolves.toHaveLength(1);
    fake.portal.refuse("crm.item.list", new Refusal(500, "INTERNAL_SERVER_ERROR", "Try later"));
    await expect(failureOf(fake.connect().listActiveDeals(id))).resolves.toMatchObject({ kind: "retry" });
  });

  it("go to the first stage of the default pipeline when nothing is named", async () => {
    const session = fake.connect();
    const { id, url } = await session.createDeal(newDeal(addContact("1")));
    expect(url).toBe(`https://demo.bitrix24.ua/crm/deal/details/${id}/`);
    await expect(session.getDeal(id)).resolves.toMatchObject({
      pipelineId: "0",
      stageId: "NEW",
      values: { name: "Нова заявка" },
    });
  });

  it("change their pipeline, by the stage alone too", async () => {
    const session = fake.connect();
    const { id } = await session.createDeal(newDeal(addContact("1")));
    await session.updateDeal(id, { stage: "C7:PREPARATION", amount: 300 });
    await expect(session.getDeal(id)).resolves.toMatchObject({
      pipelineId: "7",
      stageId: "C7:PREPARATION",
      values: { amount: 300 },
    });
    await session.updateDeal(id, { pipeline: "0" });
    await expect(session.getDeal(id)).resolves.toMatchObject({ pipelineId: "0", stageId: "NEW" });
    await expect(failureOf(session.updateDeal(id, { pipeline: "8" }))).resolves.toMatchObject({ kind: "reject" });
  });

  it("are found by the request that made them, and by no other", async () => {
    const session = fake.connect();
    const input = newDeal(addContact("1"));
    const { id } = await session.createDeal(input);
    await expect(session.findCreated({ kind: "deal", input })).resolves.toMatchObject({ id });
    const other = { ...input, requestId: randomUUID() };
    await expect(session.findCreated({ kind: "deal", input: other })).resolves.toBeNull();
    fake.server.next(answers(200, { result: [{ ID: id, ORIGIN_ID: input.requestId }] }));
    await expect(session.findCreated({ kind: "deal", input: other })).resolves.toBeNull();
  });
});

describe("tasks", () => {
  const task = { responsibleId: "7", text: "Подзвонити", dueAt: "2026-12-01T09:00:00.500Z" };

  it("are found again on the deal that they stand on", async () => {
    const session = fake.connect();
    const contactId = addContact("1");
    const { id: dealId } = await session.createDeal(newDeal(contactId));
    const input = { ...task, contactId, dealId, requestId: randomUUID() };
    const { id, url } = await session.createTask(input);
    expect(url).toBe(`https://demo.bitrix24.ua/crm/deal/details/${dealId}/`);
    await expect(session.findCreated({ kind: "task", input })).resolves.toEqual({ id, url });
    const onContact = { ...input, dealId: null };
    await expect(session.findCreated({ kind: "task", input: onContact })).resolves.toBeNull();
  });

  it("are looked for by one call among the newest of many", async () => {
    const session = fake.connect();
    const contactId = addContact("1");
    const input = { ...task, contactId, dealId: null, requestId: randomUUID() };
    const todo = { ownerTypeId: 3, ownerId: contactId, deadline: "2026-11-01T09:00:00+00:00", title: "Дзвінок" };
    for (let count = 0; count < 120; count += 1) fake.portal.account.records.addTodo(todo);
    await expect(session.findCreated({ kind: "task", input })).resolves.toBeNull();
    expect(fake.calls.map(({ path }) => path)).toEqual(["/crm.activity.list"]);
    const { id } = await session.createTask(input);
    await expect(session.findCreated({ kind: "task", input })).resolves.toMatchObject({ id });
  });

  it("stand on the contact where there is no deal", async () => {
    const contactId = addContact("1");
    const input = { ...task, contactId, dealId: null, requestId: randomUUID() };
    const { url } = await fake.connect().createTask(input);
    expect(url).toBe(`https://demo.bitrix24.ua/crm/contact/details/${contactId}/`);
    expect(fake.portal.records().tasks).toMatchObject([{ text: "Подзвонити", dealId: null, responsibleId: "7" }]);
  });

  it("on a deal that is gone are refused", async () => {
    const input = { ...task, contactId: addContact("1"), dealId: "99999", requestId: randomUUID() };
    await expect(failureOf(fake.connect().createTask(input))).resolves.toMatchObject({ kind: "reject" });
  });
});

describe("the directory", () => {
  it("has the users of all pages, by three calls and one for each further page", async () => {
    const { users } = await fake.connect().readDirectory();
    expect(users.length).toBeGreaterThan(50);
    expect(fake.calls.map(({ path }) => path)).toEqual([
      "/batch (profile, scope, crm.category.list, crm.contact.fields, crm.deal.fields)",
      "/batch (crm.status.list)",
      "/user.get",
      "/user.get",
    ]);
  });

  it("of a key that may not list users has its own user alone, and the account says so", async () => {
    fake.portal.account.scope = ["crm"];
    const session = fake.connect();
    await expect(session.readDirectory()).resolves.toMatchObject({ users: [{ id: "1", name: "Олена Коваль" }] });
    const { notices } = await session.verify();
    expect(notices).toContainEqual({ code: "users_hidden", detail: null });
  });
});

describe("limits and refusals", () => {
  it.each([
    ["QUERY_LIMIT_EXCEEDED", 2],
    ["OVERLOAD_LIMIT", 600],
  ])("503 %s asks to wait %i seconds; the write was not done", async (error, retryAfterSeconds) => {
    fake.server.next(answers(503, { error, error_description: "Too many requests" }));
    const session = fake.connect({ directory: { users: [], pipelines: [], fields: [] } });
    const failure = await failureOf(
      session.createContact({ values: { name: "Іван" }, responsibleId: null, requestId: randomUUID() }),
    );
    expect(failure).toMatchObject({ kind: "retry", isBusy: true, retryAfterSeconds, isOutcomeUnknown: false });
  });

  it("a bucket that is full lets nobody through for a while", async () => {
    addContact("+380501112233");
    fake.portal.account.callsLeft = 1;
    const failure = await failureOf(fake.connect().findContacts(PHONE));
    expect(failure).toMatchObject({ kind: "retry", isBusy: true, status: 503, retryAfterSeconds: 2 });
    expect(fake.calls.map(({ path }) => path)).toEqual(["/crm.duplicate.findbycomm", "/crm.contact.list"]);
  });

  it("a method whose run time is used up waits until its budget begins anew, and no other does", async () => {
    fake.portal.setReset("crm.contact.list", Date.now() / 1000 + 300);
    await fake.connect().getContact("1");
    fake.portal.refuse("crm.contact.list", new Refusal(429, "OPERATION_TIME_LIMIT", "Method is blocked"));
    const failure = await failureOf(fake.connect().getContact("1"));
    expect(failure).toMatchObject({ kind: "retry", isBusy: true, status: 429 });
    expect(failure.retryAfterSeconds).toBeGreaterThan(200);
    expect(failure.retryAfterSeconds).toBeLessThanOrEqual(300);
    await expect(fake.connect().verify()).resolves.toMatchObject({ name: "demo.bitrix24.ua" });
  });

  it("the same within a batch, which says 200", async () => {
    fake.portal.setReset("crm.deal.list", Date.now() / 1000 + 100);
    await fake.connect().listActiveDeals("1");
    fake.portal.refuse("crm.deal.list", new Refusal(429, "OPERATION_TIME_LIMIT", "Method is blocked"));
    const failure = await failureOf(fake.connect().listActiveDeals("1"));
    expect(failure).toMatchObject({ kind: "retry", isBusy: true });
    expect(failure.retryAfterSeconds).toBeLessThanOrEqual(100);
  });

  it.each([
    [401, "NO_AUTH_FOUND", "Wrong authorization data", "hold"],
    [403, "insufficient_scope", "The request requires higher privileges", "hold"],
    [403, "ACCESS_DENIED", "REST API is available only on commercial plans", "hold"],
    [402, "PAYMENT_REQUIRED", "Subscription has ended", "hold"],
    [404, "ERROR_METHOD_NOT_FOUND", "Method not found!", "hold"],
    [500, "PORTAL_DELETED", "Portal was deleted", "hold"],
    [500, "INTERNAL_SERVER_ERROR", "Internal server error", "retry"],
    [400, "", "Access denied", "reject"],
    [400, "ERROR_CORE", "Incorrect e-mail address", "reject"],
  ])("%i %s «%s»: %s", async (status, error, description, kind) => {
    fake.server.next(answers(status, { error, error_description: description }));
    await expect(failureOf(fake.connect().verify())).resolves.toMatchObject({ kind, status, message: description });
  });

  it("several refusals in one text are given in words, without the breaks between them", async () => {
    const words = "Fill in the field Name.<br>Fill in the field City.<br />";
    fake.server.next(answers(400, { error: "ERROR_CORE", error_description: words }));
    const { message } = await failureOf(fake.connect().verify());
    expect(message).toBe("Fill in the field Name. Fill in the field City.");
  });

  it("a right that is missing inside a batch is told by its code", async () => {
    fake.portal.refuse("crm.contact.fields", new Refusal(403, "insufficient_scope", "Higher privileges are needed"));
    await expect(failureOf(fake.connect().readDirectory())).resolves.toMatchObject({
      kind: "hold",
      message: "Higher privileges are needed",
    });
  });

  it("a missing method is no missing record", async () => {
    fake.server.next(answers(404, { error: "ERROR_METHOD_NOT_FOUND", error_description: "Method not found!" }));
    await expect(failureOf(fake.connect().getContact("1"))).resolves.toMatchObject({ kind: "hold" });
  });

  it("neither words nor the trace give the secret of the webhook away", async () => {
    const { address = "" } = fake.portal.form;
    const path = new URL(address).pathname;
    fake.server.next(answers(500, { error: "", error_description: `Cannot POST ${path}batch` }));
    const failure = await failureOf(fake.connect().verify());
    await fake.connect().findContacts(PHONE);
    expect(failure.message).toContain("Cannot POST");
    expect(failure.message).not.toContain(path.split("/")[3]);
    expect(JSON.stringify(fake.calls)).not.toContain(path.split("/")[3]);
  });

  it.each(['{"result":{"CONTACT":"46"}}', '{"result":null}', '{"result":{"CONTACT":[{}]}}'])(
    "the answer %s to a search is a bad answer",
    async (text) => {
      fake.server.next(answersText(text));
      await expect(failureOf(fake.connect().findContacts(PHONE))).resolves.toMatchObject({ kind: "bad_answer" });
    },
  );
});
