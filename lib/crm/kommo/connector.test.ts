import { v7 as uuidv7 } from "uuid";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createFakeKommo } from "@/e2e/support/crm/kommo/create-fake-kommo";
import { createCallGate } from "../call-gate";
import { type Contract, openContract } from "../contract/contract";
import { failureOf } from "../contract/failure-of";
import { createCrmHttp } from "../http";
import { answers, type Fault, losesAnswer } from "../testing/crm-server";
import { kommo } from "./connector";
import { listSearchTexts } from "./search-texts";

const PHONE_FIELD = 3001;
const passes: Fault = (request, handle) => handle(request);

let fake: ReturnType<typeof createFakeKommo>;
let contract: Contract;

beforeAll(async () => {
  fake = createFakeKommo();
  contract = await openContract(kommo, async () => fake);
});
afterAll(() => contract.close());

/** Puts a contact into the account as a person would there. */
function addContact(phones: string[], name = "Іван") {
  const id = fake.store.nextId();
  const values = phones.map((value) => ({ value, enum_code: "MOB" }));
  fake.store.contacts.set(id, {
    ...{ id, name, first_name: "", last_name: "", responsible_user_id: 501, created_at: 1, updated_at: 1 },
    ...{ is_deleted: false, searchableAt: 0, tags: [], fields: new Map([[PHONE_FIELD, values]]) },
  });
  return String(id);
}

async function withFake<T>(options: Parameters<typeof createFakeKommo>[0], run: (opened: Contract) => Promise<T>) {
  const opened = await openContract(kommo, async () => createFakeKommo(options));
  try {
    return await run(opened);
  } finally {
    await opened.close();
  }
}

describe("people are found", () => {
  it("by every spelling of their phone, with all their values", async () => {
    const spellings = [
      "+380509990011",
      "380509990011",
      "0509990011",
      "80509990011",
      "050 999 00 11",
      "+38 (050) 999-00-11",
    ];
    const ids = spellings.map((spelling) => addContact([spelling]));
    const found = await contract.connect().findContacts({ kind: "phone", value: "+380509990011" });
    expect(found.map(({ id }) => id).toSorted()).toEqual(ids.toSorted());
    expect(found[0]?.values).toMatchObject({ name: "Іван", phone: "+380509990011", responsible: "501" });
  });

  it("and nobody whose number only has the same digits somewhere", async () => {
    addContact(["+3805099900221"]);
    addContact(["внутрішній 12"], "Замовлення 509990022");
    const id = addContact(["050-999-00-22", "+48 601 234 567"]);
    const found = await contract.connect().findContacts({ kind: "phone", value: "+380509990022" });
    expect(found.map((contact) => contact.id)).toEqual([id]);
    expect(found[0]?.phones).toEqual(["+380509990022", "+48601234567"]);
  });

  it("by the end of the number and by the number itself", () => {
    expect(listSearchTexts({ kind: "phone", value: "+380671234567" })).toEqual(["671234567", "+380671234567"]);
    expect(listSearchTexts({ kind: "email", value: "Olena@Shop.Example" })).toEqual(["olena@shop.example"]);
  });

  it("by an e-mail with an apostrophe and signs of addresses", async () => {
    const session = contract.connect();
    const email = "o'neil+чат&co=1@shop.example";
    const values = { name: "Мар'яна «Зоря» 🙂", email };
    const { id, url } = await session.createContact({ values, responsibleId: null, requestId: "r" });
    expect(url).toBe(`https://demo.kommo.com/contacts/detail/${id}`);
    const [found] = await session.findContacts({ kind: "email", value: email });
    expect(found).toMatchObject({ id, values: { name: "Мар'яна «Зоря» 🙂" }, emails: [email] });
  });
});

describe("an answer that is a refusal", () => {
  it.each<[string, Fault, number]>([
    ["says in its body how long", answers(429, { title: "Too Many Requests", status: 429, retry_after: 300 }), 300],
    ["says it in both", answers(429, { retry_after: 300 }, { "retry-after": "20" }), 20],
    ["is no JSON", () => new Response("Too Many Requests", { status: 429, headers: { "retry-after": "20" } }), 20],
  ])("429 that %s: wait", async (_, fault, retryAfterSeconds) => {
    contract.server.next(fault);
    const error = await failureOf(contract.connect().verify());
    expect(error).toMatchObject({ kind: "retry", isBusy: true, retryAfterSeconds });
  });

  it.each([
    ["text", "text/plain", "403 Forbidden"],
    ["a page", "text/html", "<html><h1>403 Forbidden</h1></html>"],
  ])("403 as %s: the address is blocked, and no call goes out for long", async (_, type, text) => {
    const session = contract.connect();
    contract.server.next(() => new Response(text, { status: 403, headers: { "content-type": type } }));
    const error = await failureOf(session.createContact(contract.newContact(contract.phone(1))));
    expect(error).toMatchObject({ kind: "retry", isBusy: true, isOutcomeUnknown: false, retryAfterSeconds: 3600 });
    await expect(failureOf(session.verify())).resolves.toMatchObject({ kind: "retry", code: "paused" });
  });

  it.each([
    [403, { title: "Forbidden", status: 403, detail: "The token has no such scope" }, "The token has no such scope"],
    [402, { title: "Payment Required", status: 402, detail: "The account is not paid" }, "The account is not paid"],
    [401, { title: "Unauthorized", status: 401 }, "Unauthorized"],
  ])("%i with JSON holds the connection, in the CRM's words", async (status, body, message) => {
    contract.server.next(answers(status, body));
    await expect(failureOf(contract.connect().verify())).resolves.toMatchObject({ kind: "hold", status, message });
  });

  it("names the fields that are wrong", async () => {
    const session = contract.connect();
    const { id } = await session.createContact(contract.newContact(contract.phone(2)));
    const error = await failureOf(session.updateContact(id, { cf_3052: "777" }));
    expect(error).toMatchObject({
      kind: "reject",
      status: 400,
      message: "custom_fields_values.0.values.0.value: The value you selected is not a valid choice.",
    });
    await expect(failureOf(session.updateContact(id, { cf_777: "так" }))).resolves.toMatchObject({ kind: "reject" });
  });

  it.each([[{ _embedded: { leads: [] } }], [{ _embedded: [] }], [[]], [{ _embedded: { contacts: [{ id: "8001" }] } }]])(
    "a list like %j is a bad answer",
    async (body) => {
      contract.server.next(answers(200, body));
      const error = await failureOf(contract.connect().findContacts({ kind: "email", value: "a@b.ua" }));
      expect(error).toMatchObject({ kind: "bad_answer", code: "shape" });
    },
  );

  it("a write whose answer names no record has an unknown outcome", async () => {
    contract.server.nextWrite(answers(200, { _embedded: { contacts: [] } }));
    const error = await failureOf(contract.connect().createContact(contract.newContact(contract.phone(3))));
    expect(error).toMatchObject({ kind: "bad_answer", isOutcomeUnknown: true });
  });
});

describe("what the token may see", () => {
  it("a token that is not of an administrator gives its own user, and says so", async () => {
    await withFake({ isAdmin: false }, async ({ directory, connect }) => {
      expect(directory.users).toEqual([{ id: "501", name: "ID 501", email: null, isActive: true }]);
      await expect(connect().verify()).resolves.toMatchObject({
        name: "Студія «Світло»",
        userName: null,
        notices: [{ code: "users_hidden", detail: null }],
      });
    });
  });

  it("tells until when it works", async () => {
    await expect(contract.connect().verify()).resolves.toMatchObject({
      userName: "Ольга Бойко",
      credentialsEndAt: "2030-03-17T17:46:40.000Z",
      notices: [],
    });
  });

  it("lists are read to their last page", async () => {
    const { fields, users } = contract.directory;
    await withFake({ pageLimit: 2 }, async ({ directory }) => {
      expect(directory.users).toEqual(users);
      expect(directory.fields).toEqual(fields);
    });
  });

  it("types and stages are read where no directory is known yet, and only for values that need them", async () => {
    const labels: string[] = [];
    const http = createCrmHttp({
      connector: kommo,
      address: { ownOrigin: "https://leads.example", privateHosts: [] },
      gateway: contract.server.origin,
      secrets: [],
      onCall: ({ path }) => labels.push(path),
      gate: createCallGate({ requestsPerSecond: 10_000 }),
    });
    const connectAnew = () => kommo.connect(contract.crm.toSettings(""), http, null);
    const { id } = await connectAnew().createContact(contract.newContact(contract.phone(9)));
    const lead = await connectAnew().createDeal({ ...contract.newDeal(id), stageId: "7001:90012" });
    expect(labels).toEqual(["/contacts", "/leads"]);

    await connectAnew().updateContact(id, { cf_3057: true, cf_3055: 7 });
    await connectAnew().updateDeal(lead.id, { pipeline: "7002" });
    const [contact, deal] = [await contract.connect().getContact(id), await contract.connect().getDeal(lead.id)];
    expect(contact?.values).toMatchObject({ cf_3057: true, cf_3055: 7 });
    expect(deal?.stageId).toBe("7002:90021");
  });
});

describe("contacts", () => {
  it("keep the kinds of their phones, and other fields, when one is added", async () => {
    const session = contract.connect();
    const id = addContact(["050 999 00 33"]);
    await session.updateContact(id, { phone: "+380509990034", cf_3053: ["305301", "305303"] });
    await session.updateContact(id, { phone: "+380509990033", cf_3050: "ще" });
    const stored = fake.store.contacts.get(Number(id));
    expect(stored?.fields.get(PHONE_FIELD)).toEqual([
      { value: "050 999 00 33", enum_id: 300103, enum_code: "MOB" },
      { value: "+380509990034", enum_id: 300101, enum_code: "WORK" },
    ]);
    const contact = await session.getContact(id);
    expect(contact?.values).toMatchObject({ cf_3050: "ще", cf_3053: ["305301", "305303"] });
  });

  it("and deals with a name of 10 kB are made, their names cut between signs", async () => {
    const session = contract.connect();
    const name = "🙂Ї%_*'\"\\\n".repeat(1200);
    const { id } = await session.createContact(contract.newContact(contract.phone(10), { name, lastName: name }));
    await session.updateContact(id, { firstName: name });
    const { name: kept } = (await session.getContact(id))?.values ?? {};
    expect([...String(kept)]).toHaveLength(255);
    expect(name.startsWith(String(kept))).toBe(true);
    const deal = await session.createDeal({ ...contract.newDeal(id), values: { name } });
    await session.updateDeal(deal.id, { name });
    await expect(session.getDeal(deal.id)).resolves.toMatchObject({ values: { name: kept } });
  });

  it("a note that fails leaves a contact that is found and finished, not made again", async () => {
    const session = contract.connect();
    const input = contract.newContact(contract.phone(4), { note: "З чату: https://chat.example/1" });
    const before = await contract.crm.countRecords?.();
    contract.server.nextWrite(passes);
    contract.server.nextWrite(answers(503));
    const error = await failureOf(session.createContact(input));
    expect(error).toMatchObject({ kind: "retry", status: 503, isOutcomeUnknown: true });

    const found = await session.findCreated({ kind: "contact", input });
    await session.findCreated({ kind: "contact", input });
    expect(await contract.crm.readNotes?.(found?.id ?? "")).toEqual(["З чату: https://chat.example/1"]);
    expect(await contract.crm.countRecords?.()).toMatchObject({ contacts: (before?.contacts ?? 0) + 1 });
  });

  it("that are older than the request, or share what is no phone, are not taken for the one it made", async () => {
    const session = contract.connect();
    const old = addContact(["+380509990051", "123456789"], "Давній");
    const made = { values: { name: "Новий", phone: "+380509990051" }, responsibleId: null, requestId: uuidv7() };
    await expect(session.findCreated({ kind: "contact", input: made })).resolves.toBeNull();
    const { id } = await session.createContact(made);
    await expect(session.findCreated({ kind: "contact", input: made })).resolves.toMatchObject({ id });
    expect(id).not.toBe(old);

    for (const phone of ["немає", "123456789", "0"]) {
      const input = { values: { name: "Інший", phone }, responsibleId: null, requestId: "r" };
      await expect(session.findCreated({ kind: "contact", input })).resolves.toBeNull();
    }
  });

  it("a note that was refused does not let the contact be made again either", async () => {
    contract.server.nextWrite(passes);
    contract.server.nextWrite(answers(429, {}, { "retry-after": "1" }));
    const input = contract.newContact(contract.phone(5), { note: "Примітка" });
    const error = await failureOf(contract.connect().createContact(input));
    expect(error).toMatchObject({ kind: "retry", status: 429, isBusy: true, isOutcomeUnknown: true });
  });

  it("a note whose answer is lost is not noted twice", async () => {
    const session = contract.connect();
    const { id } = await session.createContact(contract.newContact(contract.phone(6)));
    contract.server.nextWrite(losesAnswer());
    await failureOf(session.updateContact(id, { note: "Перезвонити <сьогодні>" }));
    await session.updateContact(id, { note: "Перезвонити <сьогодні>" });
    expect(await contract.crm.readNotes?.(id)).toEqual(["Перезвонити <сьогодні>"]);
  });
});

describe("deals and tasks", () => {
  it("are won in the pipeline whose stage is named, though final stages have the same ids in all", async () => {
    const session = contract.connect();
    const contact = await session.createContact(contract.newContact(contract.phone(7)));
    const { id, url } = await session.createDeal({ ...contract.newDeal(contact.id), pipelineId: "7002" });
    expect(url).toBe(`https://demo.kommo.com/leads/detail/${id}`);
    await expect(session.getDeal(id)).resolves.toMatchObject({ stageId: "7002:90021", isActive: true });
    await session.updateDeal(id, { stage: "7001:142", amount: 99.6, tags: ["повторний"] });
    await expect(session.getDeal(id)).resolves.toMatchObject({
      pipelineId: "7001",
      stageId: "7001:142",
      values: { amount: 100, tags: ["повторний"] },
      isActive: false,
    });
    await session.updateDeal(id, { pipeline: "7002" });
    await expect(session.getDeal(id)).resolves.toMatchObject({ stageId: "7002:90021" });
  });

  it("without a stage go where the CRM puts them, and never among the incoming", async () => {
    const session = contract.connect();
    const contact = await session.createContact(contract.newContact(contract.phone(8)));
    const { id } = await session.createDeal(contract.newDeal(contact.id));
    await expect(session.getDeal(id)).resolves.toMatchObject({ stageId: "7001:90011" });
    const input = { ...contract.newDeal(contact.id), stageId: "7001:90010" };
    await expect(failureOf(session.createDeal(input))).resolves.toMatchObject({ kind: "reject" });
  });

  it("made in a final stage are found by the request that made them, and no older one is", async () => {
    const session = contract.connect();
    const contactId = addContact(["+380509990046"]);
    const input = { ...contract.newDeal(contactId), stageId: "7001:142", requestId: uuidv7() };
    contract.server.nextWrite(losesAnswer());
    await failureOf(session.createDeal(input));
    await expect(session.listActiveDeals(contactId)).resolves.toEqual([]);
    const found = await session.findCreated({ kind: "deal", input });
    expect(fake.store.leads.get(Number(found?.id))).toMatchObject({ status_id: 142, contactIds: [Number(contactId)] });
    for (const lead of fake.store.leads.values()) lead.created_at -= 3600;
    await expect(session.findCreated({ kind: "deal", input })).resolves.toBeNull();
  });

  it("stay in their stage when their own pipeline is named", async () => {
    const session = contract.connect();
    const place = { pipelineId: "7001", stageId: "7001:90012" };
    const { id } = await session.createDeal({ ...contract.newDeal(addContact(["+380509990047"])), ...place });
    await session.updateDeal(id, { pipeline: "7001", name: "Інша назва" });
    await expect(session.getDeal(id)).resolves.toMatchObject({ stageId: "7001:90012", values: { name: "Інша назва" } });
  });

  it("of another contact are left out where the CRM passes over the filter", async () => {
    const session = contract.connect();
    const [first, second] = [addContact(["+380509990041"]), addContact(["+380509990042"])];
    const own = await session.createDeal(contract.newDeal(first));
    await session.createDeal(contract.newDeal(second));
    contract.server.next(passes, (request, handle) =>
      handle(new Request(`${new URL(request.url).origin}/api/v4/leads`, { headers: request.headers })),
    );
    const deals = await session.listActiveDeals(first);
    expect(deals.map(({ id }) => id)).toEqual([own.id]);
  });

  it("more deals than fit into one call are all listed", async () => {
    const contactId = addContact(["+380509990043"]);
    const { id } = await contract.connect().createDeal(contract.newDeal(contactId));
    const lead = fake.store.leads.get(Number(id));
    for (let count = 1; count < 60 && lead; count += 1) {
      const copy = { ...lead, id: fake.store.nextId(), is_deleted: count % 2 === 0 };
      fake.store.leads.set(copy.id, copy);
    }
    await expect(contract.connect().listActiveDeals(contactId)).resolves.toHaveLength(31);
  });

  it("of a contact that is gone, or has none, are none", async () => {
    const session = contract.connect();
    await expect(session.listActiveDeals("999999999")).resolves.toEqual([]);
    await expect(session.listActiveDeals(addContact(["+380509990044"]))).resolves.toEqual([]);
  });

  it("a task without a deal stands on the contact, and is found there", async () => {
    const session = contract.connect();
    const contactId = addContact(["+380509990045"]);
    const input = {
      contactId,
      dealId: null,
      responsibleId: "502",
      text: "Повторне звернення 🙂 https://chat.example/1",
      dueAt: "2026-12-01T09:00:00.000Z",
      requestId: "r",
    };
    await expect(session.findCreated({ kind: "task", input })).resolves.toBeNull();
    const task = await session.createTask(input);
    expect(task.url).toBe(`https://demo.kommo.com/contacts/detail/${contactId}`);
    await expect(session.findCreated({ kind: "task", input })).resolves.toEqual(task);
    const later = { ...input, dueAt: "2026-12-01T10:00:00.000Z" };
    await expect(session.findCreated({ kind: "task", input: later })).resolves.toBeNull();
  });
});
