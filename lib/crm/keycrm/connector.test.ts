import { v7 as uuidv7 } from "uuid";
import { afterEach, describe, expect, it } from "vitest";
import { createFakeKeycrm } from "@/e2e/support/crm/keycrm/create-fake-keycrm";
import { type Contract, openContract } from "../contract/contract";
import { failureOf } from "../contract/failure-of";
import { answers } from "../testing/crm-server";
import { CARD_PAGES_MAX } from "./assumptions";
import { createKeycrm, keycrm } from "./connector";
import { settingsSchema } from "./settings";

let opened: Contract | undefined;
afterEach(async () => {
  await opened?.close();
  opened = undefined;
});

async function open(options: Parameters<typeof createFakeKeycrm>[0] = {}) {
  const fake = createFakeKeycrm(options);
  const connector = {
    ...createKeycrm({ wait: async (ms) => fake.account.pass(ms) }),
    limits: { requestsPerSecond: 1000 },
  };
  opened = await openContract(connector, async () => fake);
  return { fake, contract: opened, session: opened.connect(), server: opened.server };
}

async function openWithCard(options: Parameters<typeof createFakeKeycrm>[0] = {}) {
  const { contract, session, ...rest } = await open(options);
  const contact = await session.createContact(contract.newContact(contract.phone(1)));
  const input = { ...contract.newDeal(contact.id), pipelineId: "1", stageId: "12" };
  const deal = await session.createDeal(input);
  return { contract, session, contact, deal, input, ...rest };
}

describe("buyers", () => {
  it.each(["380671112233", "0671112233", "+380671112233", "671112233"])(
    "stored as %s are found, with all of their values",
    async (stored) => {
      const { session } = await open();
      const values = { name: "Д'Артаньян 🙂", phone: stored, note: "Чекає", CT_1009: "Кам'янець-Подільський" };
      const { id } = await session.createContact({ values, responsibleId: "4", requestId: uuidv7() });
      const found = await session.findContacts({ kind: "phone", value: "+380671112233" });
      expect(found).toMatchObject([{ id, phones: ["+380671112233"], responsibleId: "4", values }]);
    },
  );

  it("stored the way of dialling of old are found too", async () => {
    const { session } = await open();
    const values = { name: "Олена", phone: "80671112233" };
    const { id } = await session.createContact({ values, responsibleId: null, requestId: uuidv7() });
    await expect(session.findContacts({ kind: "phone", value: "+380671112233" })).resolves.toMatchObject([{ id }]);
  });

  it("do not get a phone twice that they have in another spelling", async () => {
    const { session, fake } = await open();
    const { id } = await session.createContact({
      values: { name: "Олена", phone: "0671112233" },
      responsibleId: null,
      requestId: uuidv7(),
    });
    await session.updateContact(id, { phone: ["+380671112233", "+380501112233"] });
    expect(fake.account.buyers.get(Number(id))?.phone).toEqual(["0671112233", "+380501112233"]);
  });

  it("with an e-mail that is none are made all the same", async () => {
    const { session } = await open();
    const values = { name: "Олена", phone: "+380671112233", email: "немає" };
    const { id } = await session.createContact({ values, responsibleId: null, requestId: uuidv7() });
    await session.updateContact(id, { email: "олена@" });
    await expect(session.getContact(id)).resolves.toMatchObject({ phones: ["+380671112233"], emails: [] });
  });

  it("keep their note when another is added", async () => {
    const { session } = await open();
    const { id } = await session.createContact({
      values: { name: "Олена", note: "Перша" },
      responsibleId: null,
      requestId: uuidv7(),
    });
    await session.updateContact(id, { note: "Друга" });
    await expect(session.getContact(id)).resolves.toMatchObject({ values: { note: "Перша\nДруга" } });
  });
});

describe("cards", () => {
  it("are found on later pages, those of the buyer alone, and only open ones", async () => {
    const { session, contract, contact, deal, input } = await openWithCard();
    const other = await session.createContact(contract.newContact(contract.phone(1)));
    await Promise.all(Array.from({ length: 55 }, () => session.createDeal({ ...input, contactId: other.id })));
    const lost = await session.createDeal(input);
    await session.updateDeal(lost.id, { stage: "19" });
    await expect(session.listActiveDeals(contact.id)).resolves.toMatchObject([{ id: deal.id, contactId: contact.id }]);
  });

  it("whose person is tied to no buyer are found by the digits of a phone", async () => {
    const { session, contract, contact, deal, fake } = await openWithCard();
    const card = fake.account.cards.get(Number(deal.id));
    if (card) card.contact = { ...card.contact, client_id: null, phone: contract.phone(1).replace("+38", "") };
    await expect(session.listActiveDeals(contact.id)).resolves.toMatchObject([{ id: deal.id, contactId: contact.id }]);
  });

  it("are found where KeyCRM does not sort them", async () => {
    const { session, contact, deal, fake, server } = await openWithCard();
    const words = "Requested sort(s) `id` is not allowed. Allowed sort(s) are ``.";
    server.next(answers(400, { message: words }));
    await expect(session.listActiveDeals(contact.id)).resolves.toMatchObject([{ id: deal.id }]);
    server.next(answers(400, { message: "Requested filter(s) `status_id` are not allowed." }));
    await expect(failureOf(session.listActiveDeals(contact.id))).resolves.toMatchObject({ kind: "reject" });
    expect(fake.account.cards.size).toBe(1);
  });

  it("and buyers with a name of 10 kB are made, and found again", async () => {
    const { session, contract } = await open();
    const name = "🙂Ї%_*'\"\\".repeat(1200);
    const { id } = await session.createContact({ ...contract.newContact(contract.phone(1)), values: { name } });
    await session.updateContact(id, { name });
    const input = { ...contract.newDeal(id), values: { name }, requestId: uuidv7() };
    const deal = await session.createDeal(input);
    await session.updateDeal(deal.id, { name });
    await expect(session.findCreated({ kind: "deal", input })).resolves.toMatchObject({ id: deal.id });
    const kept = String((await session.getDeal(deal.id))?.values.name);
    expect([...kept]).toHaveLength(255);
    expect(name.startsWith(kept)).toBe(true);
  });

  it("are looked through to a bound", async () => {
    const { session, contact, deal, fake, server } = await openWithCard();
    const card = fake.account.cards.get(Number(deal.id));
    for (let id = 5000; card && id < 5000 + 50 * (CARD_PAGES_MAX + 1); id += 1) {
      fake.account.cards.set(id, { ...card, id, contact: { ...card.contact, client_id: 1 } });
    }
    const before = server.calls();
    await expect(session.listActiveDeals(contact.id)).resolves.toEqual([]);
    expect(server.calls() - before).toBe(CARD_PAGES_MAX);
  });

  it("that come out in another stage than was asked for are moved", async () => {
    const { session, deal } = await openWithCard({ ignoresStatusOnCreate: true });
    await expect(session.getDeal(deal.id)).resolves.toMatchObject({ pipelineId: "1", stageId: "12" });
  });

  it("that were made, but not moved, are found by their name and time, and moved then", async () => {
    const { session, contact, input, server, fake, contract } = await openWithCard({ ignoresStatusOnCreate: true });
    const again = { ...input, requestId: uuidv7() };
    fake.account.pass(120_000);
    server.next((request, handle) => handle(request), answers(429));
    await expect(failureOf(session.createDeal(again))).resolves.toMatchObject({
      kind: "retry",
      isOutcomeUnknown: true,
    });
    const found = await contract.connect().findCreated({ kind: "deal", input: again });
    expect(found?.id).toBe(String(Math.max(...fake.account.cards.keys())));
    await expect(contract.connect().getDeal(found?.id ?? "")).resolves.toMatchObject({
      stageId: "12",
      contactId: contact.id,
    });
    await expect(contract.crm.countRecords?.()).resolves.toMatchObject({ deals: 2 });
  });

  it("that were made, and moved by somebody since, stay there", async () => {
    const { session, input } = await openWithCard();
    const again = { ...input, requestId: uuidv7() };
    const { id } = await session.createDeal({ ...again, stageId: "11" });
    await session.updateDeal(id, { stage: "19" });
    await expect(session.findCreated({ kind: "deal", input: again })).resolves.toEqual({ id, url: null });
    await expect(session.getDeal(id)).resolves.toMatchObject({ stageId: "19" });
  });

  it("stay in their stage when their own pipeline is named, and move when another is", async () => {
    const { session, deal } = await openWithCard();
    await session.updateDeal(deal.id, { pipeline: "1" });
    await expect(session.getDeal(deal.id)).resolves.toMatchObject({ pipelineId: "1", stageId: "12" });
    await session.updateDeal(deal.id, { pipeline: "2" });
    await expect(session.getDeal(deal.id)).resolves.toMatchObject({ pipelineId: "2", stageId: "21" });
  });

  it("that are older than the request are not taken for it, whatever their name", async () => {
    const { session, input, fake } = await openWithCard();
    for (const card of fake.account.cards.values()) card.created_at = "2026-01-01 10:00:00";
    await expect(session.findCreated({ kind: "deal", input: { ...input, requestId: uuidv7() } })).resolves.toBeNull();
  });
});

describe("tasks", () => {
  const about = {
    responsibleId: "3",
    text: "Передзвонити: https://chat.example/?a=1&b=<2>",
    dueAt: "2026-12-01T09:30:00.000Z",
  };

  it("are the next contact of the card and a line below its comment", async () => {
    const { session, contact, deal, fake } = await openWithCard();
    await session.updateDeal(deal.id, { manager_comment: "Постійний клієнт" });
    const task = { ...about, contactId: contact.id, dealId: deal.id, requestId: uuidv7() };
    await expect(session.findCreated({ kind: "task", input: task })).resolves.toBeNull();
    await expect(session.createTask(task)).resolves.toEqual({ id: deal.id, url: null });
    await session.createTask({ ...task, text: "Ще раз" });
    const card = fake.account.cards.get(Number(deal.id));
    expect(card?.communicate_at).toBe("2026-12-01 09:30:00");
    expect(card?.manager_comment?.split("\n")).toEqual([
      "Постійний клієнт",
      expect.stringContaining(about.text),
      expect.stringContaining("Ще раз"),
    ]);
    await expect(session.findCreated({ kind: "task", input: task })).resolves.toEqual({ id: deal.id, url: null });
  });

  it("stay when the card is commented on, by each comment once", async () => {
    const { session, contact, deal } = await openWithCard();
    await session.createTask({ ...about, contactId: contact.id, dealId: deal.id, requestId: uuidv7() });
    for (const comment of ["Хоче знижку", "Хоче знижку"]) {
      await session.updateDeal(deal.id, { manager_comment: comment });
    }
    const comment = String((await session.getDeal(deal.id))?.values.manager_comment);
    expect(comment.split("\n")).toEqual([expect.stringContaining(about.text), "Хоче знижку"]);
  });

  it("give a card that is nobody's to their responsible, and leave others theirs", async () => {
    const { session, contact, deal, input } = await openWithCard();
    const nobodys = await session.createDeal({ ...input, responsibleId: null });
    for (const dealId of [deal.id, nobodys.id]) {
      await session.createTask({ ...about, responsibleId: "4", contactId: contact.id, dealId, requestId: uuidv7() });
    }
    await expect(session.getDeal(deal.id)).resolves.toMatchObject({ responsibleId: "3" });
    await expect(session.getDeal(nobodys.id)).resolves.toMatchObject({ responsibleId: "4" });
  });

  it("without a card are a line in the buyer's note", async () => {
    const { session, contact } = await openWithCard();
    await session.updateContact(contact.id, { note: "Постійний клієнт" });
    const task = { ...about, contactId: contact.id, dealId: null, requestId: uuidv7() };
    await expect(session.findCreated({ kind: "task", input: task })).resolves.toBeNull();
    await session.createTask(task);
    const note = String((await session.getContact(contact.id))?.values.note);
    expect(note).toMatch(/^Постійний клієнт\n.*Передзвонити/);
    await expect(session.findCreated({ kind: "task", input: task })).resolves.toMatchObject({ id: contact.id });
  });

  it("are written though the look at the card fails", async () => {
    const { session, contact, deal, server, fake } = await openWithCard();
    const pass = (request: Request, handle: (request: Request) => Promise<Response>) => handle(request);
    server.next(pass, pass, answers(500));
    await session.createTask({ ...about, contactId: contact.id, dealId: deal.id, requestId: uuidv7() });
    fake.account.pass(10_000);
    await expect(session.getDeal(deal.id)).resolves.toMatchObject({
      values: { manager_comment: expect.stringContaining(about.text) },
    });
  });
});

describe("refusals", () => {
  it("an account without pipelines has no deals, and says so", async () => {
    const { session, contract, fake } = await open();
    fake.account.options.hasLeads = false;
    await expect(session.verify()).resolves.toMatchObject({ notices: [{ code: "no_deals" }] });
    await expect(session.readDirectory()).resolves.toMatchObject({ pipelines: [] });
    const contact = await session.createContact(contract.newContact(contract.phone(1)));
    await expect(session.listActiveDeals(contact.id)).resolves.toEqual([]);
    await expect(failureOf(session.createDeal(contract.newDeal(contact.id)))).resolves.toMatchObject({
      kind: "hold",
      message: "Leads are not enabled",
    });
  });

  it("an account with pipelines has nothing to say", async () => {
    const { session } = await open();
    await expect(session.verify()).resolves.toMatchObject({ notices: [] });
  });

  it("a wrong key holds the connection", async () => {
    const { fake, contract } = await open();
    const { server } = contract;
    server.next((request) =>
      fake.handle(new Request(request, { headers: { accept: "application/json", authorization: "Bearer x" } })),
    );
    await expect(failureOf(contract.connect().verify())).resolves.toMatchObject({
      kind: "hold",
      message: "Unauthenticated.",
    });
  });

  it("the words of 422 name the field", async () => {
    const { session, contract } = await open();
    const input = { ...contract.newContact(contract.phone(1)), responsibleId: "77" };
    const error = await failureOf(session.createContact(input));
    expect(error).toMatchObject({ kind: "reject", status: 422 });
    expect(error.message).toContain("manager_id");
  });

  it("403 of a card is about its arguments, and does not hold the connection", async () => {
    const { session, input, deal, contact, server } = await openWithCard();
    for (const read of [() => session.getDeal(deal.id), () => session.listActiveDeals(contact.id)]) {
      server.next(answers(403, { message: "The card is of another team." }));
      await expect(failureOf(read())).resolves.toMatchObject({ kind: "reject", status: 403 });
    }
    const error = await failureOf(session.createDeal({ ...input, stageId: "9999" }));
    expect(error).toMatchObject({ kind: "reject", status: 403, message: "The selected status_id is invalid." });
  });

  it("429 waits for as long as it says, or long enough", async () => {
    const { contract, fake } = await open({ perMinute: 20 });
    while (fake.account.mayCall());
    await expect(failureOf(contract.connect().verify())).resolves.toMatchObject({
      isBusy: true,
      retryAfterSeconds: 30,
    });
    for (const fault of [
      answers(429, { message: "Too Many Attempts." }),
      () => new Response("Slow down", { status: 429 }),
    ]) {
      contract.server.next(fault);
      await expect(failureOf(contract.connect().verify())).resolves.toMatchObject({
        isBusy: true,
        retryAfterSeconds: 20,
      });
    }
  });
});

describe("settings", () => {
  it.each([
    ["", 50],
    ["100", 100],
    [20, 20],
    [undefined, 50],
  ])("%j requests a minute are %i", (given, number) => {
    const settings = settingsSchema.parse({ token: " key ", requestsPerMinute: given });
    expect(settings).toMatchObject({ token: "key", requestsPerMinute: number });
    const { requestsPerSecond, burst = 0 } = keycrm.readLimits?.(settings) ?? { requestsPerSecond: 0 };
    expect(requestsPerSecond * 60 + burst).toBeCloseTo(number);
  });

  it.each(["0", "5", "1000", "багато", "5.5"])("%s requests a minute are refused", (given) => {
    expect(settingsSchema.safeParse({ token: "key", requestsPerMinute: given }).success).toBe(false);
  });

  it("the stages that were marked are those that are won", async () => {
    const fake = createFakeKeycrm();
    const marked = { ...fake, toSettings: () => ({ token: fake.account.token, wonStages: "Відмова, 19" }) };
    opened = await openContract({ ...keycrm, limits: { requestsPerSecond: 1000 } }, async () => marked);
    const won = opened.directory.pipelines.flatMap(({ stages }) => stages.filter(({ kind }) => kind === "won"));
    expect(won.map(({ id }) => id)).toEqual(["19", "29"]);
  });
});
