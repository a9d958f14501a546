import { randomUUID } from "node:crypto";
import { v7 as uuidv7 } from "uuid";
import { describe, expect, it, onTestFinished } from "vitest";
import { createFakeOdoo, type FakeOdoo } from "@/e2e/support/crm/odoo/create-fake-odoo";
import { createCallGate } from "../call-gate";
import { failureOf } from "../contract/failure-of";
import { createCrmHttp } from "../http";
import { answers, losesAnswer, startCrmServer } from "../testing/crm-server";
import type { CrmCall, CrmDirectory, CrmSettings, FieldValue } from "../types";
import { odoo } from "./connector";

const VERSIONS = [17, 18, 19] as const;
const requestId = "01a2-request";
const phone = { kind: "phone", value: "+380671112233" } as const;

describe.each(VERSIONS)("people in Odoo %i", (version) => {
  const spellings = [
    "067 111 22 33",
    "(067) 111-22-33",
    "+380671112233",
    "380671112233",
    "00380671112233",
    "+380 67/111.22.33",
  ];

  it.each(spellings)("are found by a phone that is spelled %s", async (spelled) => {
    const { fake, session } = await open(createOdoo({ version }));
    const id = fake.create("res.partner", { name: "Іван", phone: spelled });
    fake.create("res.partner", { name: "Сусід", phone: "+380671112234" });
    await expect(session.findContacts(phone)).resolves.toMatchObject([{ id: String(id), phones: [phone.value] }]);
  });

  it("are found by it where Odoo has no search of phones", async () => {
    const { fake, session } = await open(createOdoo({ version, hasPhoneSearch: false }));
    const ids = spellings.map((spelled) => String(fake.create("res.partner", { name: "Іван", phone: spelled })));
    expect((await session.findContacts(phone)).map(({ id }) => id)).toEqual(ids);
  });

  it("keep more phones and e-mails than Odoo has fields, and are found by each", async () => {
    const { fake, session } = await open(createOdoo({ version }));
    const phones = ["+380671112233", "+380671112244", "+48601234567"];
    const emails = ["first@shop.example", "o_l%e'na@shop.example"];
    const { id } = await session.createContact(contactOf({ name: "Олена", phone: phones, email: emails }));
    for (const value of phones)
      await expect(session.findContacts({ kind: "phone", value })).resolves.toMatchObject([{ id }]);
    for (const value of emails)
      await expect(session.findContacts({ kind: "email", value })).resolves.toMatchObject([{ id }]);
    expect((await session.getContact(id))?.phones.toSorted()).toEqual(phones.toSorted());
    await session.updateContact(id, { phone: phones, email: emails });
    expect(fake.records().contacts).toMatchObject([{ emails }]);
    expect(fake.records().contacts[0]?.phones.toSorted()).toEqual(phones.toSorted());
  });

  it("are found in any number", async () => {
    const { fake, session } = await open(createOdoo({ version }));
    for (let made = 0; made < 230; made += 1) fake.create("res.partner", { name: "Іван", phone: phone.value });
    expect(new Set((await session.findContacts(phone)).map(({ id }) => id)).size).toBe(230);
  });

  it("in the archive are not there, and an update wipes nothing of them", async () => {
    const { fake, session } = await open(createOdoo({ version }));
    const { id } = await session.createContact(contactOf({ name: "Іван", phone: phone.value, note: "Перша" }));
    fake.write("res.partner", Number(id), { active: false });
    await expect(session.getContact(id)).resolves.toBeNull();
    await expect(session.findContacts(phone)).resolves.toEqual([]);
    await session.updateContact(id, { phone: "+380671112244", note: "Друга" });
    fake.write("res.partner", Number(id), { active: true });
    expect((await session.getContact(id))?.phones.toSorted()).toEqual(["+380671112233", "+380671112244"]);
    expect((await session.getContact(id))?.values.note).toBe("Перша\nДруга");
  });

  it("keep the notes that people wrote, and get one of ours once", async () => {
    const { fake, session } = await open(createOdoo({ version }));
    const id = String(fake.create("res.partner", { name: "Іван", comment: "<ul><li>VIP</li></ul>" }));
    const note = "Чат: https://chat.example/a?b=1&c=2 <3";
    await session.updateContact(id, { note });
    await session.updateContact(id, { note });
    expect((await session.getContact(id))?.values.note).toBe(`VIP\n${note}`);
  });

  it("share their tags in any letter case", async () => {
    const { session } = await open(createOdoo({ version }));
    const { id } = await session.createContact(contactOf({ name: "Іван", tags: ["VIP", "Чат з «ботом»"] }));
    const second = await session.createContact(contactOf({ name: "Олена", tags: ["чат з «ботом»", "100%"] }));
    expect((await session.getContact(id))?.values.tags).toEqual(["vip", "Чат з «ботом»"]);
    expect((await session.getContact(second.id))?.values.tags).toEqual(["Чат з «ботом»", "100%"]);
  });

  it("that were deleted are not written to", async () => {
    const { session } = await open(createOdoo({ version }));
    const failure = await failureOf(session.updateContact("404", { name: "Іван" }));
    expect(failure).toMatchObject({ kind: "reject", isOutcomeUnknown: false });
    expect(failure.message).toBe("Record does not exist or has been deleted.");
  });
});

describe.each(VERSIONS)("deals in Odoo %i", (version) => {
  it("are read page by page", async () => {
    const { fake, session } = await open(createOdoo({ version }));
    const partner_id = fake.create("res.partner", { name: "Іван" });
    const deal = { type: "opportunity", partner_id, team_id: 1 };
    for (let made = 0; made < 120; made += 1) fake.create("crm.lead", { name: `Угода ${made}`, ...deal });
    fake.create("crm.lead", { name: "Ще не угода", ...deal, type: "lead" });
    expect(new Set((await session.listActiveDeals(String(partner_id))).map(({ id }) => id)).size).toBe(120);
  });

  it("that are lost are in the archive, and come back with a stage", async () => {
    const { session, dealId, contactId } = await openDeal(createOdoo({ version }));
    await session.updateDeal(dealId, { stage: "1:lost" });
    await expect(session.getDeal(dealId)).resolves.toMatchObject({
      isActive: false,
      stageId: "1:lost",
      pipelineId: "1",
    });
    await session.updateDeal(dealId, { stage: "2:5" });
    await expect(session.listActiveDeals(contactId)).resolves.toMatchObject([{ id: dealId, stageId: "2:5" }]);
    await session.updateDeal(dealId, { pipeline: "1" });
    await expect(session.getDeal(dealId)).resolves.toMatchObject({ isActive: true, stageId: "1:1" });
  });

  it("stay in their team when the responsible changes", async () => {
    const { session, dealId } = await openDeal(createOdoo({ version }));
    await session.updateDeal(dealId, { responsible: "9" });
    await expect(session.getDeal(dealId)).resolves.toMatchObject({ pipelineId: "1", responsibleId: "9" });
  });

  it("belong to nobody rather than to the owner of the key", async () => {
    const { fake } = await openDeal(createOdoo({ version }));
    expect(fake.records().deals).toMatchObject([{ responsibleId: null, name: "Нова заявка", stageId: "1:1" }]);
  });

  it("share a tag that another lead makes at the same time", async () => {
    const { fake, session, server, dealId } = await openDeal(createOdoo({ version }));
    server.nextWrite((request, handle) => {
      fake.create("crm.tag", { name: "Чат" });
      return handle(request);
    });
    await session.updateDeal(dealId, { tag_ids: ["Чат"] });
    expect((await session.getDeal(dealId))?.values.tag_ids).toEqual(["Чат"]);
  });

  it("are made without a choice that is gone", async () => {
    const { session, dealId } = await openDeal(createOdoo({ version }), { priority: "9", amount: 5 });
    expect((await session.getDeal(dealId))?.values).not.toHaveProperty("priority", "9");
  });

  it("keep where they come from, in lists that grow", async () => {
    const { session, dealId } = await openDeal(createOdoo({ version }), { source: "TELEGRAM", medium_id: "Чат" });
    const deal = await session.getDeal(dealId);
    expect(deal?.values).toMatchObject({ source: "Telegram", medium_id: "Чат" });
  });
});

describe.each(VERSIONS)("tasks in Odoo %i", (version) => {
  const text = "Передзвонити: «Де замовлення?»\nhttps://chat.example/a?b=1&c=2";

  it("are told apart by their time, and found again when they are the same", async () => {
    const { fake, session, contactId, dealId } = await openDeal(createOdoo({ version }));
    const input = { contactId, dealId, responsibleId: "8", text, dueAt: "2026-12-01T09:30:00.000Z", requestId };
    await expect(session.findCreated({ kind: "task", input })).resolves.toBeNull();
    const { id } = await session.createTask(input);
    await expect(session.findCreated({ kind: "task", input })).resolves.toMatchObject({ id });
    const later = { ...input, dueAt: "2026-12-01T10:30:00.000Z" };
    await expect(session.findCreated({ kind: "task", input: later })).resolves.toBeNull();
    expect(fake.records().tasks).toEqual([{ id, text: `${text}\n⏰ 2026-12-01 11:30`, dealId, responsibleId: "8" }]);
  });

  it("are found again after Odoo has sanitised them", async () => {
    const { fake, session, contactId, dealId } = await openDeal(createOdoo({ version }));
    const input = {
      contactId,
      dealId,
      responsibleId: null,
      text: "Кава\u00a0&  чай",
      dueAt: "2026-12-01T09:30:00.000Z",
      requestId,
    };
    const task = await session.createTask(input);
    const note = "<p>Кава&nbsp;&amp; чай<br/>⏰ 2026-12-01 11:30</p>";
    fake.write("mail.activity", Number(task.id), { note });
    await expect(session.findCreated({ kind: "task", input })).resolves.toMatchObject({ id: task.id });
  });

  it("without a deal are made on the contact", async () => {
    const { fake, session, contactId } = await openDeal(createOdoo({ version }));
    const input = { contactId, dealId: null, responsibleId: null, text, dueAt: "2026-12-01T09:30:00.000Z", requestId };
    const { id, url } = await session.createTask(input);
    await expect(session.findCreated({ kind: "task", input })).resolves.toEqual({ id, url });
    expect(url).toContain(version === 17 ? `/web#id=${contactId}&model=res.partner` : `/odoo/contacts/${contactId}`);
    expect(fake.records().tasks).toMatchObject([{ dealId: null }]);
  });
});

describe.each(VERSIONS)("the field of request ids in Odoo %i", (version) => {
  it("finds what an answer that was lost had made", async () => {
    const { session, server } = await open(createOdoo({ version, hasRequestIds: true }));
    const contact = contactOf({ name: "Іван" });
    server.nextWrite(losesAnswer());
    await expect(failureOf(session.createContact(contact))).resolves.toMatchObject({ isOutcomeUnknown: true });
    const found = await session.findCreated({ kind: "contact", input: contact });
    expect(found?.id).toBe("1");
    const deal = { ...dealOf("1"), requestId: randomUUID() };
    const { id } = await session.createDeal(deal);
    await session.updateDeal(id, { stage: "1:lost" });
    await expect(session.findCreated({ kind: "deal", input: deal })).resolves.toMatchObject({ id });
    await expect(session.findCreated({ kind: "deal", input: dealOf("1") })).resolves.toBeNull();
    const { fields } = await session.readDirectory();
    expect(fields.map(({ key }) => key)).not.toContain("x_leadbox_request_id");
  });
});

describe.each(VERSIONS)("after a create in doubt, in Odoo %i", (version) => {
  const long = "2026-03-01 12:00:00";
  const ahead = "2099-01-01 12:00:00";

  it("a contact with neither phone nor e-mail is the newest of the name, and none that is older or has one", async () => {
    const { fake, session } = await open(createOdoo({ version }));
    const input = { ...contactOf({ firstName: "Оксана", lastName: "О’Тиха 100%" }), requestId: uuidv7() };
    const name = "Оксана О’Тиха 100%";
    fake.setCreated("res.partner", fake.create("res.partner", { name }), long);
    fake.create("res.partner", { name, phone: phone.value });
    if (version < 19) fake.create("res.partner", { name, mobile: phone.value });
    fake.create("res.partner", { name, email: "oksana@shop.example" });
    fake.create("res.partner", { name: "Оксана О’Тиха 1000" });
    await expect(session.findCreated({ kind: "contact", input })).resolves.toBeNull();
    fake.create("res.partner", { name });
    const newest = fake.create("res.partner", { name });
    fake.setCreated("res.partner", newest, ahead);
    fake.write("res.partner", newest, { active: false });
    fake.create("res.partner", { name });
    await expect(session.findCreated({ kind: "contact", input })).resolves.toMatchObject({ id: String(newest) });
  });

  it("a deal is the newest of the contact and the name, wherever it has got to, and none that is older", async () => {
    const { fake, session, contactId, dealId } = await openDeal(createOdoo({ version }));
    const input = { ...dealOf(contactId), stageId: "1:lost", requestId: uuidv7() };
    fake.setCreated("crm.lead", Number(dealId), long);
    await session.createDeal({ ...input, values: { name: "Інша" } });
    const other = await session.createContact(contactOf({ name: "Олена" }));
    await session.createDeal({ ...input, contactId: other.id });
    await expect(session.findCreated({ kind: "deal", input })).resolves.toBeNull();
    await session.createDeal(input);
    const newest = await session.createDeal(input);
    fake.setCreated("crm.lead", Number(newest.id), ahead);
    await session.createDeal(input);
    await expect(session.findCreated({ kind: "deal", input })).resolves.toEqual(newest);
  });

  it("a record that bears another request's id is none of its own, and one that bears none may be", async () => {
    const { fake, session } = await open(createOdoo({ version, hasRequestIds: true }));
    const input = { ...contactOf({ name: "Оксана" }), requestId: uuidv7() };
    await session.createContact({ ...input, requestId: uuidv7() });
    await expect(session.findCreated({ kind: "contact", input })).resolves.toBeNull();
    const id = fake.create("res.partner", { name: "Оксана" });
    await expect(session.findCreated({ kind: "contact", input })).resolves.toMatchObject({ id: String(id) });
    const own = await session.createContact(input);
    fake.create("res.partner", { name: "Оксана" });
    await expect(session.findCreated({ kind: "contact", input })).resolves.toEqual(own);
  });
});

describe("an account", () => {
  it.each(VERSIONS)("of Odoo %i says whose it is, and when the key ends", async (version) => {
    const { session, calls } = await open(createOdoo({ version }), { apiKeyEndsOn: "2027-02-28" });
    await expect(session.verify()).resolves.toEqual({
      name: "ТОВ «Акме»",
      userName: "Бот LeadBox",
      url: "https://acme.odoo.com",
      credentialsEndAt: "2027-02-28T00:00:00.000Z",
    });
    const protocol = version === 19 ? "/json/2/res.users/read" : "/jsonrpc/res.users/read";
    expect(calls.map(({ path }) => path)).toContain(protocol);
    expect(calls[0]?.path).toBe("/jsonrpc/common/version");
  });

  it.each([true, "said"] as const)("of a version that has JSON-2 alone works the same (%s)", async (isJsonRpcGone) => {
    const { session, calls } = await open(createOdoo({ version: 19, isJsonRpcGone }));
    const { id } = await session.createContact(contactOf({ name: "Іван", phone: phone.value }));
    await expect(session.findContacts(phone)).resolves.toMatchObject([
      { id, url: `https://acme.odoo.com/odoo/contacts/${id}` },
    ]);
    expect(calls.filter(({ path }) => path.startsWith("/jsonrpc"))).toHaveLength(1);
  });

  it.each(VERSIONS)("of Odoo %i without the app CRM has contacts alone", async (version) => {
    const { session } = await open(createOdoo({ version, hasCrm: false }));
    await expect(session.verify()).resolves.toMatchObject({ notices: [{ code: "no_deals", detail: null }] });
    const { pipelines, fields } = await session.readDirectory();
    expect(pipelines).toEqual([]);
    expect(new Set(fields.map(({ entity }) => entity))).toEqual(new Set(["contact"]));
  });

  it.each(VERSIONS)(
    "of Odoo %i without the app CRM gives a contact no deals, and refuses to write one in plain words",
    async (version) => {
      const { session } = await open(createOdoo({ version, hasCrm: false }));
      const { id } = await session.createContact(contactOf({ name: "Іван", phone: phone.value }));
      await expect(session.findContacts(phone)).resolves.toMatchObject([{ id }]);
      await expect(session.listActiveDeals(id)).resolves.toEqual([]);
      await expect(session.getDeal("1")).resolves.toBeNull();
      const deal = { ...dealOf(id), requestId: uuidv7() };
      await expect(session.findCreated({ kind: "deal", input: deal })).resolves.toBeNull();
      for (const write of [session.createDeal(deal), session.updateDeal("1", { name: "Заявка" })]) {
        const failure = await failureOf(write);
        expect(failure).toMatchObject({ kind: "reject", isOutcomeUnknown: false });
        expect(failure.message).toMatch(/app CRM is not installed/);
      }
    },
  );

  it.each(VERSIONS)("of Odoo %i where rights are missing says which", async (version) => {
    const { session } = await open(createOdoo({ version, forbidden: ["crm.lead"] }));
    const notices = [{ code: "missing_scopes", detail: "create crm.lead" }];
    await expect(session.verify()).resolves.toMatchObject({ notices });
    const failure = await failureOf(session.listActiveDeals("1"));
    expect(failure).toMatchObject({ kind: "reject", message: "You are not allowed to access 'crm.lead' records." });
  });

  it("of a version that is asked for rights in another way lacks nothing", async () => {
    const fake = createOdoo({ version: 19 });
    const handle = async (request: Request) => {
      if (!request.url.endsWith("/has_access")) return fake.handle(request);
      return Response.json({ name: "werkzeug.exceptions.NotFound", message: "no such method" }, { status: 404 });
    };
    const { session } = await open({ ...fake, handle });
    expect(await session.verify()).not.toHaveProperty("notices");
  });

  it("lists portal users to nobody, and those in the archive as not active", async () => {
    const { session } = await open(createOdoo());
    const { users } = await session.readDirectory();
    expect(users.map(({ name, isActive }) => [name, isActive])).toEqual([
      ["Бот LeadBox", true],
      ["Олена Коваль", true],
      ["Ярослав Бондар", true],
      ["OdooBot", false],
    ]);
  });
});

describe("what the process remembers of an account", () => {
  it.each([
    [17, 7, 3],
    [18, 7, 3],
    [19, 6, 3],
  ] as const)(
    "of Odoo %i makes a new lead of three steps cost %i calls at first, and %i from then on",
    async (version, first, later) => {
      const { connect, calls, directory } = await openConnection(createOdoo({ version }), { version });
      const countCalls = async (lead: string) => {
        calls.length = 0;
        // Every step has a session of its own.
        await connect().findContacts({ kind: "phone", value: lead });
        const contact = await connect().createContact(contactOf({ name: "Іван", phone: lead }));
        await connect().createDeal({ ...dealOf(contact.id), pipelineId: directory.pipelines[0]?.id ?? null });
        return calls.length;
      };
      expect([await countCalls("+380671112233"), await countCalls("+380671112244")]).toEqual([first, later]);
    },
  );

  it.each(VERSIONS)("of Odoo %i does no harm when a field or a choice is gone meanwhile", async (version) => {
    const { fake, connect } = await openConnection(createOdoo({ version }), { version });
    const values = { name: "Іван", phone: phone.value, x_story: "Є", x_channel: "viber" };
    await connect().createContact(contactOf({ ...values, x_chat_url: "https://chat.example" }));
    fake.removeField("res.partner", "x_chat_url");
    await expect(connect().findContacts(phone)).resolves.toHaveLength(1);
    fake.removeField("res.partner", "x_age");
    fake.removeChoice("res.partner", "x_channel", "viber");
    const { id } = await connect().createContact(contactOf({ ...values, x_age: 30 }));
    const contact = await connect().getContact(id);
    expect(contact?.values).toMatchObject({ x_story: "Є" });
    expect(contact?.values).not.toHaveProperty("x_channel");
    expect(fake.records().contacts).toHaveLength(2);
  });

  it.each(VERSIONS)("of Odoo %i sends nothing twice that Odoo refuses for another reason", async (version) => {
    const { server, calls, connect } = await openConnection(createOdoo({ version }), { version });
    await connect().createContact(contactOf({ name: "Іван" }));
    for (const status of [401, 404, 422, 500]) {
      calls.length = 0;
      server.nextWrite(answers(status, { message: "Ні" }));
      await expect(failureOf(connect().createContact(contactOf({ name: "Іван" })))).resolves.toMatchObject({ status });
      expect(calls.filter(({ path }) => path.endsWith("/create"))).toHaveLength(1);
    }
  });

  it("is asked anew when the server was upgraded to one without JSON-RPC", async () => {
    const old = createOdoo({ version: 18 });
    const upgraded = createOdoo({ version: 19, isJsonRpcGone: true, apiKey: String(old.form.apiKey) });
    let current = old;
    const { connect, calls } = await openConnection(
      { ...old, handle: (request) => current.handle(request) },
      { version: 18 },
    );
    await connect().createContact(contactOf({ name: "Іван" }));
    current = upgraded;
    calls.length = 0;
    await connect().createContact(contactOf({ name: "Олена" }));
    expect(upgraded.records().contacts).toMatchObject([{ name: "Олена" }]);
    expect(calls.map(({ path }) => path)).toEqual([
      "/jsonrpc/res.partner/create",
      "/jsonrpc/common/version",
      "/json/2/res.partner/create",
    ]);
  });

  it("is asked anew when the login is another user's by now, and says in plain words when it is nobody's", async () => {
    const first = createOdoo({ version: 17 });
    const { apiKey } = first.form;
    const second = createOdoo({ version: 17, userId: 8, apiKey: String(apiKey) });
    let current = first;
    const { connect } = await openConnection(
      { ...first, handle: (request) => current.handle(request) },
      { version: 17 },
    );
    await connect().createContact(contactOf({ name: "Іван" }));
    current = second;
    await connect().createContact(contactOf({ name: "Олена" }));
    expect(second.records().contacts).toMatchObject([{ name: "Олена" }]);
    current = createOdoo({ version: 17 });
    const failure = await failureOf(connect().createContact(contactOf({ name: "Марія" })));
    expect(failure).toMatchObject({ kind: "hold", status: 401 });
    expect(failure.message).toMatch(/login with this API key/);
  });

  it("is not shared with other credentials", async () => {
    const [known, other] = [createOdoo({ version: 17 }), createOdoo({ version: 17 })];
    const { connect } = await openConnection(known, { version: 17 });
    await connect().createContact(contactOf({ name: "Іван" }));
    const opened = await openConnection(other, { version: 17 });
    await opened.connect().createContact(contactOf({ name: "Іван" }));
    expect(opened.calls.map(({ path }) => path)).toEqual([
      "/jsonrpc/common/version",
      "/jsonrpc/common/authenticate",
      "/jsonrpc/res.partner/fields_get",
      "/jsonrpc/res.partner/create",
    ]);
  });
});

describe("refusals", () => {
  it.each([
    [17, { apiKey: "wrong" }, { kind: "hold", status: 401, message: /login with this API key/ }],
    [17, { database: "other" }, { kind: "hold", message: /no database of this name/ }],
    [19, { apiKey: "wrong" }, { kind: "hold", status: 401, message: /Invalid apikey/ }],
    [19, { database: "other" }, { kind: "reject", status: 404, message: /database not found/ }],
  ] as const)("Odoo %i with %j: %j", async (version, settings, { message, ...expected }) => {
    const { session } = await open(createOdoo({ version }), settings);
    const failure = await failureOf(session.verify());
    expect(failure).toMatchObject(expected);
    expect(failure.message).toMatch(message);
    expect(failure.message).not.toMatch(/10\.0\.0\.5|secret of the server/);
  });

  const names = [
    ["odoo.exceptions.AccessDenied", "hold"],
    ["odoo.http.SessionExpiredException", "hold"],
    ["odoo.exceptions.AccessError", "reject"],
    ["odoo.exceptions.UserError", "reject"],
    ["odoo.exceptions.ValidationError", "reject"],
    ["builtins.ValueError", "reject"],
    ["psycopg2.errors.NotNullViolation", "reject"],
    ["psycopg2.errors.SerializationFailure", "retry"],
    ["psycopg2.OperationalError", "retry"],
    ["odoo.addons.some.NeverHeardOf", "retry"],
    ["constructor", "retry"],
  ] as const;
  const tell = (name: string) => ({ name, message: "Не можна\nDETAIL: (Іван, 067)", debug: "Traceback: secret" });

  it.each(names)("%s over JSON-RPC: %s, in Odoo's first line", async (name, kind) => {
    const { session, server } = await open(createOdoo({ version: 17 }));
    const error = { code: 200, message: "Odoo Server Error", data: tell(name) };
    server.nextWrite(answers(200, { jsonrpc: "2.0", id: 1, error }));
    const failure = await failureOf(session.createContact(contactOf({ name: "Іван" })));
    expect(failure).toMatchObject({ kind, status: 200, isOutcomeUnknown: false });
    expect(failure.message).toBe(
      name === "psycopg2.OperationalError" ? "Odoo could not reach its database" : "Не можна",
    );
  });

  it.each([
    [403, "odoo.exceptions.AccessError", "reject"],
    [403, "odoo.exceptions.AccessDenied", "hold"],
    [422, "odoo.exceptions.UserError", "reject"],
    [500, "builtins.ValueError", "reject"],
    [500, "psycopg2.errors.SerializationFailure", "retry"],
    [500, "builtins.NeverHeardOf", "retry"],
  ] as const)("%i %s over JSON-2: %s", async (status, name, kind) => {
    const { session, server } = await open(createOdoo({ version: 19 }));
    server.nextWrite(answers(status, tell(name)));
    const failure = await failureOf(session.createContact(contactOf({ name: "Іван" })));
    expect(failure).toMatchObject({ kind, status, message: "Не можна" });
  });

  it("an error that does not say what it is, is tried again", async () => {
    const { session, server } = await open(createOdoo());
    server.next(answers(200, { jsonrpc: "2.0", id: 1, error: { code: 200, message: "Odoo Server Error" } }));
    await expect(failureOf(session.verify())).resolves.toMatchObject({ kind: "retry", message: "Odoo Server Error" });
  });

  it("a failure of the first call is not kept for the next", async () => {
    const { session, server } = await open(createOdoo());
    server.next(answers(503));
    await expect(failureOf(session.verify())).resolves.toMatchObject({ kind: "retry" });
    await expect(session.verify()).resolves.toMatchObject({ userName: "Бот LeadBox" });
  });
});

describe("a directory", () => {
  it("that is older than a field which is gone does no harm", async () => {
    const fake = createOdoo();
    const known = await (await open(fake)).session.readDirectory();
    const gone = {
      entity: "contact",
      key: "x_gone",
      label: "Gone",
      type: "text",
      isBuiltIn: false,
      isRequired: false,
    } as const;
    const { session } = await open(fake, {}, { ...known, fields: [...known.fields, gone] });
    const { id } = await session.createContact(contactOf({ name: "Іван", x_gone: "?", x_story: "Є" }));
    expect((await session.getContact(id))?.values).toMatchObject({ name: "Іван", x_story: "Є" });
  });
});

/** An account of its own: what is remembered of one is remembered for its key. */
function createOdoo(options: Parameters<typeof createFakeOdoo>[0] = {}) {
  return createFakeOdoo({ apiKey: randomUUID(), ...options });
}

/** A session with the fake, without limits of its own. */
async function open(fake: FakeOdoo, settings: CrmSettings = {}, directory: CrmDirectory | null = null) {
  const server = await startCrmServer(fake.handle, { isWrite: fake.isWrite });
  onTestFinished(() => server.close());
  const calls: CrmCall[] = [];
  const http = createCrmHttp({
    connector: odoo,
    address: { ownOrigin: "https://leads.example", privateHosts: [] },
    gateway: server.origin,
    secrets: [String(fake.form.apiKey)],
    gate: createCallGate({ requestsPerSecond: 10_000 }),
    onCall: (call) => calls.push(call),
  });
  return { fake, server, calls, http, session: odoo.connect({ ...fake.form, ...settings }, http, directory) };
}

/** A connection as the steps of leads use it, each with a session of its own, and of which the process knows nothing yet. */
async function openConnection(fake: FakeOdoo, { version }: { version: (typeof VERSIONS)[number] }) {
  const directory = await (await open(createOdoo({ version }))).session.readDirectory();
  const { http, calls, server } = await open(fake);
  return { fake, directory, calls, server, connect: () => odoo.connect(fake.form, http, directory) };
}

async function openDeal(fake: FakeOdoo, values: Record<string, FieldValue> = {}) {
  const opened = await open(fake);
  const contact = await opened.session.createContact(contactOf({ name: "Іван", phone: phone.value }));
  const deal = await opened.session.createDeal({ ...dealOf(contact.id), values });
  return { ...opened, contactId: contact.id, dealId: deal.id };
}

function contactOf(values: Record<string, FieldValue>) {
  return { values, responsibleId: null, requestId };
}

function dealOf(contactId: string) {
  return { contactId, values: {}, pipelineId: null, stageId: null, responsibleId: null, requestId };
}
