import { v7 as uuidv7 } from "uuid";
import { afterEach, describe, expect, it } from "vitest";
import { createFakeUspacy, type FakeUspacy } from "@/e2e/support/crm/uspacy/create-fake-uspacy";
import { failureOf } from "../contract/failure-of";
import { createCrmHttp } from "../http";
import { readGrant } from "../read-grant";
import { answers, type CrmServer, type Fault, losesAnswer, startCrmServer } from "../testing/crm-server";
import type { CrmGrant } from "../types";
import { tokens } from "./access";
import { uspacy } from "./connector";
import { readError } from "./errors";
import { settingsSchema } from "./settings";

const servers: CrmServer[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

describe("people in Uspacy", () => {
  it.each(["+380671234567", "380671234567", "0671234567", "80671234567", "+38 0671234567"])(
    "are found by a phone stored as %s",
    async (stored) => {
      const { fake, session } = await open();
      const id = add(fake, { phone: [{ value: "044 000 00 00" }, { value: stored }] });
      const found = await session.findContacts({ kind: "phone", value: "+380671234567" });
      expect(found.map((contact) => contact.id)).toEqual([id]);
    },
  );

  it("are found by search alone where filters are passed over, and nobody else is taken for them", async () => {
    const { fake, session } = await open();
    fake.switches.hasFilters = false;
    const id = add(fake, { email: [{ value: "O'Neil@Shop.Example" }] });
    add(fake, { email: [{ value: "other@shop.example" }] });
    const found = await session.findContacts({ kind: "email", value: "o'neil@shop.example" });
    expect(found.map((contact) => contact.id)).toEqual([id]);
  });

  it("are found while one way to look is refused, and not while all are", async () => {
    const { fake, session, server } = await open();
    const id = add(fake, { email: [{ value: "a@b.ua" }] });
    server.next(answers(422, { errors: { filters: ["Unknown field"] }, status: false }));
    const found = await session.findContacts({ kind: "email", value: "a@b.ua" });
    expect(found.map((contact) => contact.id)).toEqual([id]);
    server.next(answers(422), answers(422));
    const lookup = session.findContacts({ kind: "email", value: "a@b.ua" });
    await expect(failureOf(lookup)).resolves.toMatchObject({ kind: "reject", status: 422 });
  });

  it("that the user may not see or change hold one lead, and not the connection", async () => {
    const { fake, session, server } = await open();
    const id = add(fake, {});
    server.next(answers(403, { message: "Forbidden" }));
    await expect(failureOf(session.getContact(id))).resolves.toMatchObject({ kind: "reject", status: 403 });
    server.nextWrite(answers(403, { message: "Forbidden" }));
    const change = session.updateContact(id, { note: "Дзвонив" });
    await expect(failureOf(change)).resolves.toMatchObject({ kind: "reject", status: 403 });
  });

  it("keep the ids of their phones when one is added", async () => {
    const { fake, session } = await open();
    const phone = [{ id: "a1", type: "home", value: "067 123 45 67", main: true }];
    const id = add(fake, { phone });
    await session.updateContact(id, { phone: ["+380671234567", "+380501234567"] });
    expect(fake.store.find("contacts", Number(id))?.phone).toMatchObject([...phone, { value: "+380501234567" }]);
  });

  it("keep a name with an apostrophe and an emoji", async () => {
    const { session } = await open();
    const values = { name: "Мар'яна О’Ніл 🙂", email: "a@b.ua" };
    const { id } = await session.createContact({ values, responsibleId: "2", requestId: "1" });
    expect((await session.getContact(id))?.values).toMatchObject({ name: values.name, firstName: "Мар'яна" });
  });
});

describe("after a create in doubt", () => {
  const seconds = (text: string) => Date.parse(text) / 1000;

  it("a contact with neither phone nor e-mail is the newest of the name, and none that is older or has one", async () => {
    const { fake, session } = await open();
    const input = { values: { name: "Оксана О’Тиха" }, responsibleId: null, requestId: uuidv7() };
    const now = Math.floor(Date.now() / 1000);
    const contact = { title: "Оксана О’Тиха", created_at: now };
    add(fake, { ...contact, created_at: seconds("2026-03-01T12:00:00Z") });
    add(fake, { ...contact, phone: [{ value: "067 123 45 67" }] });
    add(fake, { ...contact, email: [{ value: "oksana@shop.example" }] });
    add(fake, { ...contact, title: "Оксана О’Тиха-Коваль" });
    await expect(session.findCreated({ kind: "contact", input })).resolves.toBeNull();
    const newest = add(fake, { ...contact, created_at: now + 5 });
    add(fake, contact);
    await expect(session.findCreated({ kind: "contact", input })).resolves.toMatchObject({ id: newest });
  });

  it("such a contact is found by search alone, and by the order of the list alone", async () => {
    const { fake, session, server } = await open();
    const input = { values: { name: "Оксана" }, responsibleId: null, requestId: uuidv7() };
    for (let made = 0; made < 120; made += 1) add(fake, { created_at: 1 });
    const { id } = await session.createContact(input);
    const refuse = (part: string): Fault => {
      const refused = answers(422, { errors: { query: ["Not allowed"] }, status: false });
      return (request, handle) => (request.url.includes(part) ? refused(request, handle) : handle(request));
    };
    for (const part of ["sort_by", "search="]) {
      server.next(refuse(part), refuse(part));
      await expect(session.findCreated({ kind: "contact", input })).resolves.toMatchObject({ id });
    }
  });

  it("a deal is the newest of the contact and the name, whether it ended or not, and none that is older", async () => {
    const { fake, session } = await open();
    const contactId = add(fake, {});
    const input = { contactId, values: { name: "Заявка" }, pipelineId: "1", stageId: "13", responsibleId: null };
    const request = { ...input, requestId: uuidv7() };
    const make = async (values: object) => {
      const { id } = await session.createDeal(request);
      const deal = fake.store.find("deals", Number(id));
      if (deal) fake.store.save("deals", { ...deal, ...values });
      return id;
    };
    await make({ created_at: seconds("2026-03-01T12:00:00Z") });
    await make({ title: "Інша" });
    await expect(session.findCreated({ kind: "deal", input: request })).resolves.toBeNull();
    const newest = await make({ created_at: seconds("2099-01-01T12:00:00Z") });
    await make({});
    await expect(session.findCreated({ kind: "deal", input: request })).resolves.toMatchObject({ id: newest });
    const other = { ...request, contactId: add(fake, {}) };
    await expect(session.findCreated({ kind: "deal", input: other })).resolves.toBeNull();
  });
});

it("an amount keeps the currency that the deal has", async () => {
  const { fake, session } = await open();
  const contactId = add(fake, {});
  const input = { contactId, values: { amount: 5 }, pipelineId: null, stageId: null, responsibleId: null };
  const { id } = await session.createDeal({ ...input, requestId: "1" });
  const deal = fake.store.find("deals", Number(id));
  if (deal) fake.store.save("deals", { ...deal, amount_of_the_deal: { currency: "USD", value: "5" } });
  await session.updateDeal(id, { amount: 7 });
  expect(fake.store.find("deals", Number(id))?.amount_of_the_deal).toEqual({ currency: "USD", value: "7" });
});

describe("lists", () => {
  it("of more than a page are read to their end, with the fields that the list leaves out", async () => {
    const { fake, session } = await open();
    const contactId = add(fake, {});
    for (let index = 0; index < 103; index += 1) {
      const isOpen = index > 100;
      fake.store.save("deals", {
        id: 10_000 + index,
        title: `№${index}`,
        contacts: [{ id: 1 }, { id: Number(contactId) }],
        funnel_id: 1,
        kanban_stage_id: isOpen ? 11 : 12,
        kanban_status: isOpen ? "IN_WORK" : "SUCCESS",
        comments: `коментар ${index}`,
      });
    }
    const deals = await session.listActiveDeals(contactId);
    expect(deals).toMatchObject([
      { contactId, values: { name: "№101", comments: "коментар 101" } },
      { contactId, values: { name: "№102", comments: "коментар 102" } },
    ]);
  });

  it("of users leave out who left, where only administrators see them", async () => {
    const { fake, session } = await open();
    await expect(session.readDirectory()).resolves.toMatchObject({ users: [{}, {}, { isActive: false }] });
    fake.switches.isAdmin = false;
    await expect(session.readDirectory()).resolves.toMatchObject({ users: [{ id: "1" }, { id: "2" }] });
  });
});

describe("tasks", () => {
  it("whose answer is lost are known by deal, words and time", async () => {
    const { session, server } = await open();
    const task = { contactId: "1", dealId: "7", responsibleId: null, text: "Подзвонити", requestId: "1" };
    const input = { ...task, dueAt: "2026-12-01T09:30:00.000Z" };
    server.nextWrite(losesAnswer());
    await failureOf(session.createTask(input));
    await expect(session.findCreated({ kind: "task", input })).resolves.not.toBeNull();
    const others = [{ dueAt: "2026-12-01T09:31:00.000Z" }, { dealId: "8" }, { text: "Написати" }];
    for (const other of others) {
      await expect(session.findCreated({ kind: "task", input: { ...input, ...other } })).resolves.toBeNull();
    }
  });
});

describe("access", () => {
  it("that ended is renewed without the password", async () => {
    const { fake, session } = await open();
    fake.endTokens();
    await expect(session.verify()).resolves.toEqual({
      name: "acme.uspacy.ua",
      userName: "Олена Коваль",
      url: "https://acme.uspacy.ua",
    });
    expect(fake.signIns()).toBe(0);
  });

  it("that cannot be renewed is had by the password, and the new refresh token is used from then on", async () => {
    const { fake, session, loose } = await open();
    fake.endTokens({ refresh: true });
    await session.verify();
    expect(fake.signIns()).toBe(1);
    const first = await tokens.renew({ settings: fake.form, grant: null, app: null }, loose);
    expect(fake.signIns()).toBe(2);
    const second = await tokens.renew({ settings: fake.form, grant: first, app: null }, loose);
    expect(fake.signIns()).toBe(2);
    expect(second.refreshToken).not.toBe(first.refreshToken);
    expect(Date.parse(second.expiresAt ?? "")).toBeGreaterThan(Date.now());
  });

  it("with a password that was changed is refused in Uspacy's words", async () => {
    const { fake, session } = await open();
    fake.endTokens({ refresh: true });
    fake.changePassword("another");
    const error = await failureOf(session.verify());
    expect(error).toMatchObject({ kind: "reject", status: 422 });
    expect(error.message).toContain("These credentials do not match");
    expect(error.message).not.toContain(fake.form.password);
  });

  it("a server that fails while a token is renewed does not use the password up", async () => {
    const { fake, session, server } = await open();
    fake.endTokens();
    server.next((request, handle) => handle(request), answers(503));
    await expect(failureOf(session.verify())).resolves.toMatchObject({ kind: "retry", status: 503 });
    expect(fake.signIns()).toBe(0);
  });
});

describe("refusals", () => {
  const read = (status: number, body: Parameters<typeof readError>[0]["body"]) =>
    readError({ status, headers: {}, body });

  it("say which field it is, and come with 200 too", () => {
    const body = { errors: { phone: ["is taken"] }, status: false };
    expect(read(422, body)).toEqual({ words: "phone: is taken" });
    expect(read(200, body)).toEqual({ kind: "reject", words: "phone: is taken" });
  });

  it("of a plan that ended hold the connection", () => {
    expect(read(402, { message: "Оплатіть тариф" })).toEqual({ kind: "hold", words: "Оплатіть тариф" });
  });

  it.each([[null], [[]], [{ data: [] }], [{ id: 1, status: "planned", errors: null }]])("none in %j", (body) => {
    expect(read(200, body)).toBeNull();
  });
});

describe("settings", () => {
  const rest = { email: "a@b.ua", password: " with spaces " };

  it.each([
    "acme",
    "acme.uspacy.ua",
    " ACME.uspacy.ua ",
    "https://acme.uspacy.ua/",
    "https://acme.uspacy.ua/crm/deals?a=1",
  ])("take %s for the portal", (portal) => {
    expect(settingsSchema.parse({ ...rest, portal })).toEqual({ ...rest, portal: "acme.uspacy.ua" });
    expect(settingsSchema.parse(settingsSchema.parse({ ...rest, portal })).portal).toBe("acme.uspacy.ua");
  });

  it.each([
    "",
    "acme.example",
    "acme.uspacy.ua.evil.example",
    "evil@acme.uspacy.ua",
    "a.b.uspacy.ua",
    "acme.uspacy.ua:8443",
    "-a",
  ])("do not take %s", (portal) => {
    expect(settingsSchema.safeParse({ ...rest, portal }).success).toBe(false);
  });
});

/** A session over a fake of its own; its directory is read once, as a connection's is. */
async function open() {
  const fake = createFakeUspacy();
  const server = await startCrmServer(fake.handle, { isWrite: fake.isWrite });
  servers.push(server);
  const settings = fake.toSettings(server.origin);
  const connector = { ...uspacy, limits: { requestsPerSecond: 2000 } };
  const address = { ownOrigin: "https://leads.example", privateHosts: [new URL(server.origin).host] };
  const options = { connector, address, gateway: server.origin, secrets: [String(settings.password)] };
  const loose = createCrmHttp(options);
  let grant: CrmGrant | null = readGrant(settings);
  const http = createCrmHttp({
    ...options,
    tokens: {
      async get(from) {
        if (!grant || grant.accessToken === from?.refused)
          grant = await tokens.renew({ settings, grant, app: null }, loose);
        return grant.accessToken;
      },
    },
  });
  const directory = await uspacy.connect(settings, http, null).readDirectory();
  return { fake, server, loose, session: uspacy.connect(settings, http, directory) };
}

function add(fake: FakeUspacy, contact: Record<string, unknown>) {
  const id = fake.store.nextId();
  fake.store.save("contacts", { id, title: "Коваль", ...contact });
  return String(id);
}
