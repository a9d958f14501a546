import { v7 as uuidv7 } from "uuid";
import { afterEach, describe, expect, it } from "vitest";
import { createFakeKeepincrm } from "@/e2e/support/crm/keepincrm/create-fake-keepincrm";
import { type Contract, openContract } from "../contract/contract";
import { failureOf } from "../contract/failure-of";
import { answers, type Fault } from "../testing/crm-server";
import { keepincrm } from "./connector";

let opened: Contract | undefined;
afterEach(async () => {
  await opened?.close();
  opened = undefined;
});

async function open(options: Parameters<typeof createFakeKeepincrm>[0] = {}) {
  const fake = createFakeKeepincrm(options);
  opened = await openContract({ ...keepincrm, limits: { requestsPerSecond: 1000 } }, async () => fake);
  return { fake, contract: opened, session: opened.connect(), server: opened.server };
}

describe("clients", () => {
  it.each(["380671112233", "0671112233", "+380671112233"])(
    "stored as %s are found, with all of their values",
    async (stored) => {
      const { session } = await open();
      const values = { name: "Д'Артаньян 🙂", phone: stored, tags: ["чат"], cf_Місто: "Кам'янець-Подільський" };
      const { id } = await session.createContact({ values, responsibleId: "5", requestId: uuidv7() });
      const found = await session.findContacts({ kind: "phone", value: "+380671112233" });
      expect(found).toMatchObject([{ id, phones: ["+380671112233"], responsibleId: "5", values }]);
    },
  );

  it("whose e-mail is kept in other letters are found by the search over all", async () => {
    const { session } = await open();
    await expect(session.findContacts({ kind: "email", value: "ivan@shop.example" })).resolves.toMatchObject([
      { id: "22", emails: ["ivan@shop.example"] },
    ]);
  });

  it("are found while one filter is refused, and not while all are", async () => {
    const { session, fake } = await open({ refusedFilters: ["phones_i_cont"] });
    const identifier = { kind: "phone", value: "+380501112233" } as const;
    await expect(session.findContacts(identifier)).resolves.toMatchObject([{ id: "22" }]);
    fake.account.options.refusedFilters = ["phones_i_cont", "trigram_idx_cont"];
    await expect(failureOf(session.findContacts(identifier))).resolves.toMatchObject({
      kind: "reject",
      message: expect.stringContaining("phones_i_cont"),
    });
  });

  it("a filter that fails for another reason is not passed over", async () => {
    const { session, server } = await open();
    server.next(answers(503));
    const failure = failureOf(session.findContacts({ kind: "phone", value: "+380501112233" }));
    await expect(failure).resolves.toMatchObject({ kind: "retry" });
  });

  it("are not taken for others when a filter gives everybody", async () => {
    const { session, contract, fake, server } = await open();
    await session.createContact(contract.newContact(contract.phone(1)));
    const all = (request: Request) => fake.handle(new Request(request.url.split("?")[0] ?? "", request));
    server.next(all, all);
    await expect(session.findContacts({ kind: "phone", value: contract.phone(1) })).resolves.toMatchObject([
      { phones: [contract.phone(1)] },
    ]);
  });

  it("keep their e-mail, and have the other one in the comment", async () => {
    const { session } = await open();
    await session.updateContact("22", { email: "other@shop.example", note: "Чекає" });
    await expect(session.getContact("22")).resolves.toMatchObject({
      emails: ["ivan@shop.example"],
      values: { note: "Чекає\nE-mail: other@shop.example" },
    });
  });
});

describe("a client with neither phone nor e-mail, after a create in doubt,", () => {
  const input = { values: { name: "Оксана О’Тиха" }, responsibleId: null, requestId: uuidv7() };
  const longAgo = "2026-03-01T12:00:00.000+02:00";

  it("is the newest of the name, and none that is older than the request or has a phone", async () => {
    const { session, fake } = await open();
    const make = async (values: object) =>
      (await session.createContact({ ...input, values: { ...input.values, ...values } })).id;
    const older = await make({});
    Object.assign(fake.account.clients.get(Number(older)) ?? {}, { created_at: longAgo });
    await make({ phone: "+380671112233" });
    await make({ email: "oksana@shop.example" });
    await make({ name: "Оксана О’Тиха-Коваль" });
    await expect(session.findCreated({ kind: "contact", input })).resolves.toBeNull();
    await make({});
    const newest = await make({});
    await expect(session.findCreated({ kind: "contact", input })).resolves.toMatchObject({ id: newest });
  });

  it("is found behind many newer clients, and among the newest where the search is refused", async () => {
    const { session, fake } = await open();
    const { id } = await session.createContact(input);
    for (let made = 0; made < 80; made += 1) await session.createContact({ ...input, values: { name: "Іван" } });
    await expect(session.findCreated({ kind: "contact", input })).resolves.toMatchObject({ id });
    fake.account.options.refusedFilters = ["trigram_idx_cont"];
    await expect(session.findCreated({ kind: "contact", input })).resolves.toBeNull();
    const again = await session.createContact(input);
    await expect(session.findCreated({ kind: "contact", input })).resolves.toMatchObject({ id: again.id });
  });
});

describe("agreements", () => {
  it("that a create in doubt made are found by their time, the newest of them, whether they ended or not", async () => {
    const { session, contract, fake, server } = await open();
    const contact = await session.createContact(contract.newContact(contract.phone(1)));
    const input = contract.newDeal(contact.id);
    const make = async () => Number((await session.createDeal({ ...input, stageId: "1:failed" })).id);
    const setTime = (id: number, created_at: string) =>
      Object.assign(fake.account.agreements.get(id) ?? {}, { created_at });
    setTime(await make(), "2026-03-01T12:00:00.000+02:00");
    await expect(session.findCreated({ kind: "deal", input })).resolves.toBeNull();
    const newest = await make();
    setTime(newest, "2099-01-02T12:00:00.000+02:00");
    setTime(await make(), "2099-01-01T12:00:00.000+02:00");
    await expect(session.findCreated({ kind: "deal", input })).resolves.toMatchObject({ id: String(newest) });
    server.next(async (request, handle) => {
      const list: { items: object[] } = await (await handle(request)).json();
      return Response.json({ ...list, items: list.items.map((item) => ({ ...item, title: null, created_at: null })) });
    });
    await expect(session.findCreated({ kind: "deal", input })).resolves.toMatchObject({ id: String(newest) });
  });

  it("of a client are found on later pages, and only open ones", async () => {
    const { session, contract } = await open();
    const contact = await session.createContact(contract.newContact(contract.phone(1)));
    const deal = await session.createDeal(contract.newDeal(contact.id));
    for (let index = 0; index < 26; index += 1) {
      const { id } = await session.createDeal(contract.newDeal(contact.id));
      await session.updateDeal(id, { stage: "1:failed" });
    }
    await expect(session.listActiveDeals(contact.id)).resolves.toMatchObject([{ id: deal.id, contactId: contact.id }]);
  });

  it("of others are left out when the filter gives them too", async () => {
    const { session, contract, fake, server } = await open();
    const contact = await session.createContact(contract.newContact(contract.phone(1)));
    const deal = await session.createDeal(contract.newDeal(contact.id));
    server.next((request) => fake.handle(new Request(request.url.split("?")[0] ?? "", request)));
    await expect(session.listActiveDeals(contact.id)).resolves.toMatchObject([{ id: deal.id }]);
  });

  it("are told by reading them when the list does not say whose they are", async () => {
    const { session, contract, server } = await open();
    const contact = await session.createContact(contract.newContact(contract.phone(1)));
    const input = { ...contract.newDeal(contact.id), requestId: uuidv7() };
    const deal = await session.createDeal(input);
    const withoutClients: Fault = async (request, handle) => {
      const list: { items: object[]; pagination: object } = await (await handle(request)).json();
      return Response.json({ ...list, items: list.items.map((item) => ({ ...item, client: null, client_id: null })) });
    };
    server.next(withoutClients);
    await expect(session.listActiveDeals(contact.id)).resolves.toMatchObject([{ id: deal.id }]);
    server.next(withoutClients);
    await expect(session.findCreated({ kind: "deal", input })).resolves.toMatchObject({ id: deal.id });
  });

  it("stay in their stage when their own funnel is named, and move when another is", async () => {
    const { session } = await open();
    await session.updateDeal("501", { stage: "12" });
    await session.updateDeal("501", { pipeline: "1" });
    await expect(session.getDeal("501")).resolves.toMatchObject({ pipelineId: "1", stageId: "12" });
    await session.updateDeal("501", { pipeline: "8" });
    await expect(session.getDeal("501")).resolves.toMatchObject({ pipelineId: "8", stageId: "81" });
  });

  it("that were made are found by their name and time, older ones are not", async () => {
    const { session, contract, fake } = await open();
    const contact = await session.createContact(contract.newContact(contract.phone(1)));
    const input = { ...contract.newDeal(contact.id), requestId: uuidv7() };
    const deal = await session.createDeal(input);
    await expect(session.findCreated({ kind: "deal", input })).resolves.toEqual({ id: deal.id, url: null });
    const other = { ...input, values: { name: "Інша" } };
    await expect(session.findCreated({ kind: "deal", input: other })).resolves.toBeNull();
    for (const agreement of fake.account.agreements.values()) agreement.created_at = "2026-01-01T10:00:00.000Z";
    await expect(session.findCreated({ kind: "deal", input })).resolves.toBeNull();
  });
});

describe("refusals", () => {
  it("a plan without the API holds the connection", async () => {
    const { session, fake } = await open();
    fake.account.options.isPaid = false;
    await expect(failureOf(session.verify())).resolves.toMatchObject({
      kind: "hold",
      status: 402,
      message: "API недоступне на вашому тарифі",
    });
  });

  it("a wrong key holds the connection", async () => {
    const { contract, fake } = await open();
    contract.server.next((request) => fake.handle(new Request(request, { headers: { "x-auth-token": "x" } })));
    await expect(failureOf(contract.connect().verify())).resolves.toMatchObject({
      kind: "hold",
      message: "Invalid auth token",
    });
  });

  it("the words of 422 name the field", async () => {
    const { session, contract } = await open();
    const error = await failureOf(
      session.createContact({ ...contract.newContact(contract.phone(1)), responsibleId: "77" }),
    );
    expect(error).toMatchObject({ kind: "reject", status: 422 });
    expect(error.message).toBe("Validation failed main_responsible_id: must exist");
  });

  it("that one agreement may not be changed does not hold the connection", async () => {
    const { session } = await open({ ownAgreementsOf: 5 });
    await expect(failureOf(session.updateDeal("501", { comment: "Чекає" }))).resolves.toMatchObject({
      kind: "reject",
      status: 403,
      message: "Недостатньо прав",
    });
  });

  it("that one client may not be read does not hold the connection", async () => {
    const { session, server } = await open();
    server.next(answers(403, { message: "Недостатньо прав" }));
    await expect(failureOf(session.getContact("22"))).resolves.toMatchObject({ kind: "reject", status: 403 });
  });
});
