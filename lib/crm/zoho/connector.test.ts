import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { createFakeZoho } from "@/e2e/support/crm/zoho/create-fake-zoho";
import { failureOf } from "../contract/failure-of";
import { answers, losesAnswer } from "../testing/crm-server";
import { createZohoClient } from "./client";
import { readError } from "./errors";
import { addContact, onPath, openFakeAccount } from "./open-fake-account";
import { createZohoSession } from "./session";
import { settingsSchema } from "./settings";

describe("people in Zoho", () => {
  it.each([
    "067 123 45 67",
    "+38(067)123-45-67",
    "(067) 123-45-67",
    "0671234567",
    "380671234567",
    "+380 67 123 4567",
    "80671234567",
    "+380671234567",
  ])("are found by a phone stored as %s", async (Phone) => {
    const { fake, session } = await openFakeAccount();
    const id = await addContact(fake, { Last_Name: "Коваль", Mobile: Phone });
    const found = await session.findContacts({ kind: "phone", value: "+380671234567" });
    expect(found.map((contact) => contact.id)).toEqual([id]);
  });

  it("are found although search shows them late, and by search alone where COQL is not allowed", async () => {
    const { fake, session } = await openFakeAccount();
    await addContact(fake, { Last_Name: "О'Ніл", Email: "o'neil@shop.example" });
    const identifier = { kind: "email", value: "o'neil@shop.example" } as const;
    fake.switches.lagMs = 60_000;
    await expect(session.findContacts(identifier)).resolves.toHaveLength(1);
    fake.switches.scopes.delete("coql");
    await expect(session.findContacts(identifier)).resolves.toEqual([]);
    fake.switches.lagMs = 0;
    await expect(session.findContacts(identifier)).resolves.toHaveLength(1);
  });

  it("are found by search alone where COQL is switched off", async () => {
    const { fake, http } = await openFakeAccount();
    const client = createZohoClient("https://www.zohoapis.eu", http);
    const session = createZohoSession({ client, crmOrigin: "https://crm.zoho.eu", directory: null, usesCoql: false });
    await addContact(fake, { Last_Name: "Коваль", Phone: "0671234567" });
    fake.switches.lagMs = 60_000;
    await expect(session.findContacts({ kind: "phone", value: "+380671234567" })).resolves.toEqual([]);
  });

  it("of the assistant's phone are not taken for the contact", async () => {
    const { fake, session } = await openFakeAccount();
    await addContact(fake, { Last_Name: "Коваль", Asst_Phone: "+380671234567" });
    await expect(session.findContacts({ kind: "phone", value: "+380671234567" })).resolves.toEqual([]);
  });

  it("with all fields for phones taken keep them", async () => {
    const { session } = await openFakeAccount();
    const values = { name: "Дві картки", phone: ["+380671234567", "+380501234567"] };
    const { id } = await session.createContact({ values, responsibleId: null, requestId: randomUUID() });
    await session.updateContact(id, { phone: "+380931234567" });
    expect((await session.getContact(id))?.phones).toEqual(["+380671234567", "+380501234567"]);
  });

  it.each([200, 400] as const)("that have the unique e-mail already get the lead: refused with %i", async (status) => {
    const { fake, session } = await openFakeAccount();
    fake.store.unique.Contacts.push("Email");
    fake.switches.duplicatesAs = status;
    const id = await addContact(fake, { First_Name: "Ірина", Last_Name: "Коваль", Email: "ira@shop.example" });
    const values = { name: "Іра", email: "ira@shop.example", phone: "+380671234567", note: "Питала ціну" };
    const ref = await session.createContact({ values, responsibleId: null, requestId: randomUUID() });
    expect(ref.id).toBe(id);
    const contact = await session.getContact(id);
    expect(contact).toMatchObject({ phones: ["+380671234567"], values: { name: "Ірина Коваль" } });
    await expect(fake.readNotes?.(id)).resolves.toEqual(["Питала ціну"]);
  });
});

describe("creates of several calls", () => {
  const input = {
    values: { name: "Олена Коваль", phone: "+380671234567", tags: ["чат", "o'neil 🙂"], note: "Питала <b>ціну</b>" },
    responsibleId: null,
    requestId: "6f0a8f9e-0000-4000-8000-000000000001",
  };

  it.each([
    ["the contact", /\/Contacts$/],
    ["its tags", /add_tags$/],
    ["its note", /\/Notes$/],
  ])("that lose the answer to %s are finished by the next try, and nothing comes twice", async (_, path) => {
    const { fake, session, server } = await openFakeAccount();
    server.nextWrite(onPath(server, path, losesAnswer()));
    await failureOf(session.createContact(input));
    const found = await session.findCreated({ kind: "contact", input });
    expect(fake.store.list("Contacts").map(({ id }) => id)).toEqual([found?.id]);
    await expect(fake.readNotes?.(found?.id ?? "")).resolves.toEqual(["Питала <b>ціну</b>"]);
    expect((await session.getContact(found?.id ?? ""))?.values.tags).toEqual(["чат", "o'neil 🙂"]);
  });

  it.each([
    ["tags", /add_tags$/, 429],
    ["note", /\/Notes$/, 429],
    ["note", /\/Notes$/, 401],
  ])("whose %s are not taken for now are looked for before anything is made again: %s %i", async (_, path, status) => {
    const { fake, session, server, connect } = await openFakeAccount();
    const code = status === 429 ? "TOO_MANY_REQUESTS" : "OAUTH_SCOPE_MISMATCH";
    server.nextWrite(onPath(server, path, answers(status, { code, message: "no", details: {}, status: "error" })));
    await expect(failureOf(session.createContact(input))).resolves.toMatchObject({ isOutcomeUnknown: true });
    // Another process, which does not wait as this one was asked to.
    const found = await connect().findCreated({ kind: "contact", input });
    expect(fake.store.list("Contacts").map(({ id }) => id)).toEqual([found?.id]);
    await expect(fake.readNotes?.(found?.id ?? "")).resolves.toEqual(["Питала <b>ціну</b>"]);
  });

  it("whose answer names no record are looked for", async () => {
    const { session, server } = await openFakeAccount();
    server.nextWrite(answers(201, { data: [{ code: "SUCCESS", details: {}, message: "added", status: "success" }] }));
    const failure = await failureOf(session.createContact(input));
    expect(failure).toMatchObject({ kind: "bad_answer", isOutcomeUnknown: true });
  });

  it("a deal whose tags are not taken for now is made already", async () => {
    const { fake, session, server } = await openFakeAccount();
    const contactId = await addContact(fake, { Last_Name: "Коваль" });
    const place = { pipelineId: null, stageId: null, responsibleId: null };
    server.nextWrite(
      onPath(server, /add_tags$/, answers(429, { code: "TOO_MANY_REQUESTS", message: "no", status: "error" })),
    );
    const create = session.createDeal({ contactId, values: { Tag: ["чат"] }, requestId: "1", ...place });
    await expect(failureOf(create)).resolves.toMatchObject({ kind: "retry", isOutcomeUnknown: true });
    expect(fake.store.list("Deals")).toHaveLength(1);
  });

  it("a note that Zoho trimmed is not made again", async () => {
    const { fake, session } = await openFakeAccount();
    const { id } = await session.createContact(input);
    const [note] = fake.store.notes;
    if (note) note.content = "Питала\r\n<b>ціну</b>";
    await session.updateContact(id, { note: " Питала\n<b>ціну</b>\n" });
    expect(fake.store.notes).toHaveLength(1);
  });

  it("leave out what Zoho takes for no phone, e-mail, tag or number, and keep the rest", async () => {
    const { fake, session } = await openFakeAccount();
    const values = {
      name: "Олена Коваль",
      phone: ["не скажу", "+380671234567"],
      email: "olena@",
      Viber: "в телеграмі",
      Visits: 380_671_234_567,
      tags: ["дуже довга назва мітки з рекламної кампанії"],
    };
    const create = { values, responsibleId: null, requestId: randomUUID() };
    const { id } = await session.createContact(create);
    const contact = await session.getContact(id);
    expect(contact).toMatchObject({ phones: ["+380671234567"], emails: [] });
    expect(contact?.values).not.toHaveProperty("Viber");
    expect(contact?.values).not.toHaveProperty("Visits");
    expect(contact?.values.tags).toEqual(["дуже довга назва мітки з"]);
    await expect(session.findCreated({ kind: "contact", input: create })).resolves.toMatchObject({ id });
    expect(fake.store.list("Contacts")).toHaveLength(1);
  });

  it("are not looked for by what is no phone", async () => {
    const { session } = await openFakeAccount();
    const values = { name: "Олена", phone: "немає", email: "-" };
    const create = { values, responsibleId: null, requestId: randomUUID() };
    await expect(session.findCreated({ kind: "contact", input: create })).resolves.toBeNull();
  });

  it("a refusal of a note that comes with 202 is told", async () => {
    const { session, server } = await openFakeAccount();
    const refusal = { data: [{ code: "NOT_ALLOWED", message: "not allowed", details: {}, status: "error" }] };
    server.nextWrite(onPath(server, /\/Notes$/, answers(202, refusal)));
    await expect(failureOf(session.createContact(input))).resolves.toMatchObject({ kind: "reject" });
  });

  it("with the field for request ids make one contact and one deal, however often they are sent", async () => {
    const { fake, session } = await openFakeAccount({ hasRequestId: true });
    const first = await session.createContact(input);
    const again = await Promise.all([session.createContact(input), session.createContact(input)]);
    expect(new Set([first, ...again].map(({ id }) => id)).size).toBe(1);
    await expect(fake.readNotes?.(first.id)).resolves.toEqual(["Питала <b>ціну</b>"]);

    const deal = { contactId: first.id, values: {}, pipelineId: null, stageId: null, responsibleId: null };
    const deals = [];
    for (let turn = 0; turn < 2; turn += 1) deals.push(await session.createDeal({ ...deal, requestId: "one" }));
    expect(deals[0]).toEqual(deals[1]);
    const found = await session.findCreated({ kind: "deal", input: { ...deal, requestId: "one" } });
    expect(found?.id).toBe(deals[0]?.id);
    await expect(session.findCreated({ kind: "deal", input: { ...deal, requestId: "two" } })).resolves.toBeNull();
  });
});

describe("lists", () => {
  it("of more than a page are read to their end", async () => {
    const { fake, session } = await openFakeAccount();
    const contactId = await addContact(fake, { Last_Name: "Оптовик" });
    const stages = ["Closed Won", "Qualification"];
    for (let index = 0; index < 205; index += 1) {
      const deal = { Deal_Name: `№${index}`, Pipeline: "Standard", Stage: stages[index < 203 ? 0 : 1] };
      const id = fake.store.nextId();
      fake.store.save("Deals", { id, Contact_Name: { id: contactId }, ...deal });
    }
    const deals = await session.listActiveDeals(contactId);
    expect(deals.map(({ values }) => values.name)).toEqual(["№203", "№204"]);
  });

  it("that are empty come without a body", async () => {
    const { fake, session } = await openFakeAccount();
    const id = await addContact(fake, { Last_Name: "Нова" });
    await expect(session.listActiveDeals(id)).resolves.toEqual([]);
    await expect(session.getDeal("554500000000000001")).resolves.toBeNull();
  });
});

describe("access", () => {
  it("that ended is renewed once, and only by the accounts server of the data centre", async () => {
    const { fake, session } = await openFakeAccount();
    fake.endTokens();
    await expect(session.verify()).resolves.toMatchObject({ name: "ТОВ «Крамниця»" });
  });

  it("without the scope of search is told", async () => {
    const { fake, session } = await openFakeAccount();
    await expect(session.verify()).resolves.toMatchObject({ notices: [] });
    fake.switches.scopes.delete("search");
    await expect(session.verify()).resolves.toMatchObject({
      notices: [{ code: "missing_scopes", detail: "ZohoSearch.securesearch.READ" }],
    });
  });

  it("that lacks a right is not asked for anew, as a new token would lack it too", async () => {
    const { fake, session } = await openFakeAccount();
    await addContact(fake, { Last_Name: "Коваль", Phone: "+380671234567" });
    const identifier = { kind: "phone", value: "+380671234567" } as const;
    fake.switches.scopes.delete("coql");
    await expect(session.findContacts(identifier)).resolves.toHaveLength(1);
    fake.switches.scopes.delete("search");
    await expect(failureOf(session.findContacts(identifier))).resolves.toMatchObject({ kind: "hold", status: 401 });
    expect(fake.mints()).toBe(0);
  });

  it("that was taken back holds the connection, although the refusal comes with 200", async () => {
    const { fake, session } = await openFakeAccount();
    fake.revoke();
    await expect(failureOf(session.verify())).resolves.toMatchObject({ kind: "hold", status: 200 });
  });
});

describe("refusals", () => {
  const refusal = (code: string, more: object = {}) => ({ code, message: "no", details: {}, status: "error", ...more });
  const read = (status: number, body: Parameters<typeof readError>[0]["body"], headers = {}) =>
    readError({ status, headers, body });

  it.each([
    [401, "INVALID_TOKEN", "hold"],
    [401, "AUTHENTICATION_FAILURE", "hold"],
    [403, "NO_PERMISSION", "hold"],
    [500, "INTERNAL_ERROR", "retry"],
    [429, "TOO_MANY_REQUESTS", "retry"],
    [200, "INVALID_DATA", "reject"],
  ])("%i %s: %s", (status, code, kind) => {
    expect(read(status, refusal(code))).toMatchObject({ kind });
  });

  it("a missing right on one record gives up on that record", () => {
    expect(read(403, { data: [refusal("NO_PERMISSION")] })).toMatchObject({ kind: "reject" });
  });

  it("credits that are used up are waited for; what the header says wins", () => {
    expect(read(429, refusal("LIMIT_EXCEEDED"))).toMatchObject({ isBusy: true, retryAfterSeconds: 3600 });
    const headers = { "retry-after": "7" };
    expect(read(429, refusal("LIMIT_EXCEEDED"), headers)).toMatchObject({ retryAfterSeconds: 7 });
  });

  it("too many tokens are waited for, other words of the accounts server hold", () => {
    expect(read(200, { error: "Access Denied", error_description: "You have made too many requests" })).toMatchObject({
      kind: "retry",
      isBusy: true,
      retryAfterSeconds: 600,
    });
    expect(read(200, { error: "access_denied" })).toMatchObject({ kind: "retry" });
    expect(read(200, { error: "invalid_code" })).toMatchObject({ kind: "hold" });
    expect(read(503, { error: "Service Unavailable" })).toBeNull();
  });

  it("name the field and what was expected of it", () => {
    const details = { api_name: "Visits", expected_data_type: "integer" };
    const errors = [refusal("INVALID_DATA", { details }), refusal("MANDATORY_NOT_FOUND")];
    const many = { data: [refusal("MULTIPLE_OR_MULTI_ERRORS", { details: { errors } })] };
    expect(read(400, many)?.words).toBe("INVALID_DATA: no (Visits, expected integer); MANDATORY_NOT_FOUND: no");
  });

  it.each([[null], [[]], [{ unexpected: true }], [{ data: [] }], [{ data: [{ code: "SUCCESS", status: "success" }] }]])(
    "none in %j",
    (body) => {
      expect(read(200, body)).toBeNull();
    },
  );
});

describe("settings", () => {
  const { form } = createFakeZoho();
  it("are trimmed, and of a data centre that Zoho has", () => {
    expect(settingsSchema.parse({ ...form, clientId: ` ${form.clientId}\n` })).toEqual(form);
    expect(settingsSchema.safeParse({ ...form, dataCentre: "evil.example" }).success).toBe(false);
  });
});
