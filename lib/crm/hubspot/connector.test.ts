import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  createFakeHubspot,
  type FakeHubspot,
  type FakeHubspotOptions,
} from "@/e2e/support/crm/hubspot/create-fake-hubspot";
import { type Contract, openContract } from "../contract/contract";
import { failureOf } from "../contract/failure-of";
import { createCrmHttp } from "../http";
import { answers, type Fault } from "../testing/crm-server";
import type { CrmField } from "../types";
import { hubspot } from "./connector";

let crm: FakeHubspot;
let contract: Contract;
const opened: Contract[] = [];

async function open(options: FakeHubspotOptions = {}) {
  crm = createFakeHubspot(options);
  contract = await openContract(hubspot, async () => crm);
  opened.push(contract);
  return contract;
}

beforeEach(async () => {
  await open();
});

afterEach(async () => {
  await Promise.all(opened.splice(0).map((item) => item.close()));
});

const letsThrough: Fault = (request, handle) => handle(request);
const store = (properties: Record<string, string>) => crm.account.store.create("contacts", { properties }).id;
const person = { responsibleId: null, requestId: randomUUID() };

describe("the form", () => {
  it.each([
    [" pat-eu1-0c0f-fee\n", "pat-eu1-0c0f-fee"],
    ["pat-eu1 0c0f", null],
    ["", null],
    ["п".repeat(20), null],
    ["x".repeat(513), null],
  ])("a key %j: %j", (token, taken) => {
    expect(hubspot.settingsSchema.safeParse({ token }).data?.token ?? null).toBe(taken);
  });

  it("has words for every setting in both languages", () => {
    for (const texts of [hubspot.texts.uk, hubspot.texts.en]) {
      expect(Object.keys(texts.settings)).toEqual(Object.keys(hubspot.settingsSchema.shape));
      expect(texts.steps.length).toBeGreaterThan(2);
    }
  });
});

describe("people are found", () => {
  it.each([
    "+380671112233",
    "380671112233",
    "0671112233",
    "80671112233",
    "671112233",
    "067 111-22-33",
    "(067) 111 22 33",
    "+38 (067) 111 22 33",
    "00380671112233",
  ])("by a phone that is written %s, in either place", async (phone) => {
    const ids = [store({ firstname: "А", phone }), store({ firstname: "Б", mobilephone: phone })];
    store({ firstname: "Інша країна", phone: "+48671112233" });
    store({ firstname: "Інший номер", phone: "+380671112234" });
    const found = await contract.connect().findContacts({ kind: "phone", value: "+380671112233" });
    expect(found.map(({ id }) => id).toSorted()).toEqual(ids);
  });

  it("by an e-mail that is not the contact's first", async () => {
    const id = store({ email: "ivan@shop.example", hs_additional_emails: "i.p@work.example;x@work.example" });
    const session = contract.connect();
    for (const value of ["ivan@shop.example", "x@work.example"]) {
      expect((await session.findContacts({ kind: "email", value })).map((contact) => contact.id)).toEqual([id]);
    }
    await expect(session.findContacts({ kind: "email", value: "p@work.example" })).resolves.toEqual([]);
  });

  it("by nothing that has no digits: no search is made", async () => {
    const before = contract.server.calls();
    await expect(contract.connect().findContacts({ kind: "phone", value: "внутрішній" })).resolves.toEqual([]);
    expect(contract.server.calls()).toBe(before);
  });

  it("by e-mail at once, by phone when the index has them", async () => {
    const session = contract.connect();
    await crm.lagSearch?.(60_000);
    const id = store({ firstname: "Олена", email: "olena@shop.example", phone: "+380671112233" });
    expect((await session.findContacts({ kind: "email", value: "olena@shop.example" }))[0]?.id).toBe(id);
    await expect(session.findContacts({ kind: "phone", value: "+380671112233" })).resolves.toEqual([]);
    await crm.lagSearch?.(0);
    expect((await session.findContacts({ kind: "phone", value: "+380671112233" }))[0]?.id).toBe(id);
  });

  it("with what they hold now, when the index still has the old", async () => {
    const session = contract.connect();
    const id = store({ firstname: "Олена", phone: "+380671112233", city: "lviv" });
    const record = crm.account.store.find("contacts", id);
    record.indexed = record.properties;
    await crm.lagSearch?.(60_000);
    crm.account.store.update(record, "contacts", { city: "Київ" });
    const [found] = await session.findContacts({ kind: "phone", value: "+380671112233" });
    expect(found?.values.city).toBe("Київ");
  });

  it("with all their values when the account has more properties than an address can hold", async () => {
    const { directory } = contract;
    const many = Array.from({ length: 400 }, (_, index): CrmField => {
      const key = `long_name_of_a_property_${index}`;
      return { entity: "contact", key, label: key, type: "text", isBuiltIn: false, isRequired: false };
    });
    const id = store({ email: "ivan@shop.example", chat_url: "https://chat.example", city: "lviv" });
    const last = directory.fields.find(({ key }) => key === "city");
    const fields = [...directory.fields.filter((field) => field !== last), ...many, ...(last ? [last] : [])];
    const session = hubspot.connect(crm.toSettings(""), openHttp(contract), { ...directory, fields });
    const before = contract.server.calls();
    await expect(session.getContact(id)).resolves.toMatchObject({
      values: { email: "ivan@shop.example", chat_url: "https://chat.example", city: "lviv" },
    });
    // Three parts of the list, and the account for its address.
    expect(contract.server.calls() - before).toBeGreaterThan(3);
  });
});

describe("an e-mail that another contact has", () => {
  it("makes a new contact go on as that one: only what is empty there is filled", async () => {
    const id = store({
      firstname: "Олена",
      email: "olena@shop.example",
      phone: "+380671112233",
      hubspot_owner_id: "70012",
      city: "lviv",
    });
    const values = {
      name: "Хтось Інший",
      email: "Olena@shop.example",
      phone: "+380509998877",
      city: "Київ",
      chat_url: "https://chat.example/1",
      note: "Дзвонив",
    };
    const session = contract.connect();
    const ref = await session.createContact({ ...person, values, responsibleId: "70011" });
    expect(ref).toEqual({ id, url: `https://app-eu1.hubspot.com/contacts/4455667/record/0-1/${id}` });
    await expect(session.getContact(id)).resolves.toMatchObject({
      responsibleId: "70012",
      phones: ["+380671112233", "+380509998877"],
      values: { name: "Олена", city: "lviv", chat_url: "https://chat.example/1" },
    });
    await expect(crm.readNotes?.(id)).resolves.toEqual(["Дзвонив"]);
    expect(crm.records().contacts).toHaveLength(1);
  });

  it("is found by the id in the refusal too", async () => {
    const id = store({ firstname: "Олена" });
    crm.account.store.find("contacts", id).id = "151";
    contract.server.nextWrite(
      answers(409, { message: "Contact already exists. Existing ID: 151", category: "CONFLICT" }),
    );
    const ref = await contract.connect().createContact({ ...person, values: { email: "hidden@shop.example" } });
    expect(ref.id).toBe("151");
  });

  it("is a refusal when no contact can be found by it", async () => {
    contract.server.nextWrite(
      answers(409, { message: "Contact already exists. Existing ID: 151", category: "CONFLICT" }),
    );
    const error = await failureOf(contract.connect().createContact({ ...person, values: { email: "a@shop.example" } }));
    expect(error).toMatchObject({ kind: "reject", status: 409 });
    expect(crm.records().contacts).toEqual([]);
  });

  it("goes into a note when a known contact is updated, and the rest is kept", async () => {
    store({ firstname: "Інша", email: "taken@shop.example" });
    const id = store({ firstname: "Олена", email: "olena@shop.example" });
    const session = contract.connect();
    const change = { email: "taken@shop.example", city: "lviv" };
    await session.updateContact(id, change);
    await session.updateContact(id, change);
    await expect(session.getContact(id)).resolves.toMatchObject({
      emails: ["olena@shop.example"],
      values: { city: "lviv" },
    });
    await expect(crm.readNotes?.(id)).resolves.toEqual(["Інші контакти: taken@shop.example"]);
  });
});

describe("contacts", () => {
  it("have room for two phones; a third goes into a note, once", async () => {
    const session = contract.connect();
    const phone = ["+380671112233", "+380509998877", "+380631234567"];
    const { id } = await session.createContact({ ...person, values: { name: "Олена", phone } });
    await session.updateContact(id, { phone });
    await expect(session.getContact(id)).resolves.toMatchObject({ phones: phone.slice(0, 2) });
    await expect(crm.readNotes?.(id)).resolves.toEqual(["Інші контакти: +380631234567"]);
  });

  it("gain e-mails without losing one", async () => {
    const session = contract.connect();
    const { id } = await session.createContact({ ...person, values: { email: ["a@shop.example", "b@shop.example"] } });
    await session.updateContact(id, { email: ["c@shop.example", "A@shop.example"] });
    await expect(session.getContact(id)).resolves.toMatchObject({
      emails: ["a@shop.example", "b@shop.example", "c@shop.example"],
    });
  });

  it("get further e-mails into a note when HubSpot does not take them", async () => {
    const session = contract.connect();
    contract.server.nextWrite(letsThrough);
    contract.server.nextWrite(
      answers(400, {
        message: 'Property values were not valid: [{"message":"read only","name":"hs_additional_emails"}]',
      }),
    );
    const email = ["a@shop.example", "B@shop.example"];
    const { id } = await session.createContact({ ...person, values: { email } });
    await expect(session.getContact(id)).resolves.toMatchObject({ emails: ["a@shop.example"] });
    await expect(crm.readNotes?.(id)).resolves.toEqual(["Інші контакти: B@shop.example"]);
  });

  it("get what was typed instead of an e-mail into a note, and are made all the same", async () => {
    const session = contract.connect();
    const input = { ...person, values: { name: "Олена", phone: "+380671112233", email: "olena@" } };
    const { id } = await session.createContact(input);
    await session.updateContact(id, { email: "olena@" });
    await expect(session.getContact(id)).resolves.toMatchObject({ phones: ["+380671112233"], emails: [] });
    await expect(crm.readNotes?.(id)).resolves.toEqual(["Інші контакти: olena@"]);
    await expect(session.findCreated({ kind: "contact", input })).resolves.toMatchObject({ id });
  });

  it.each([
    ["email", "olena@shop.example", []],
    ["phone", "+380671112233", ["olena@shop.example"]],
  ])("get the %s into a note when a rule of the account does not take it", async (name, refused, emails) => {
    const session = contract.connect();
    const list = JSON.stringify([{ isValid: false, message: "does not meet the rule", error: "INVALID", name }]);
    const refusal = answers(400, { message: `Property values were not valid: ${list}`, category: "VALIDATION_ERROR" });
    const values = { name: "Олена", phone: "+380671112233", email: "olena@shop.example" };
    contract.server.nextWrite(refusal);
    const { id } = await session.createContact({ ...person, values });
    await expect(session.getContact(id)).resolves.toMatchObject({ values: { name: "Олена" }, emails });
    await expect(crm.readNotes?.(id)).resolves.toEqual([`Інші контакти: ${refused}`]);
    contract.server.nextWrite(refusal);
    await session.updateContact(id, { ...values, city: "lviv" });
    await expect(session.getContact(id)).resolves.toMatchObject({ values: { city: "lviv" }, emails });
    await expect(crm.readNotes?.(id)).resolves.toEqual([`Інші контакти: ${refused}`]);
  });

  it("get no note again that HubSpot keeps in HTML of its own", async () => {
    const session = contract.connect();
    const note = "Ціна  20 грн\n\n«чай» — опт";
    const { id } = await session.createContact({ ...person, values: { name: "Олена", note } });
    const [stored] = crm.account.store.all("notes");
    if (stored) stored.properties.hs_note_body = "<div><p>Ціна 20 грн</p><p>«чай»&nbsp;— опт</p></div>";
    await session.updateContact(id, { note });
    expect(crm.account.store.all("notes")).toHaveLength(1);
  });

  it("that are gone have no deals", async () => {
    const id = store({ firstname: "Олена" });
    await crm.deleteContact?.(id);
    await expect(contract.connect().listActiveDeals(id)).resolves.toEqual([]);
  });

  it("keep their surname when only a first name comes", async () => {
    const session = contract.connect();
    const { id } = await session.createContact({ ...person, values: { name: "Олена О’Коваль 🙂" } });
    await session.updateContact(id, { name: "Оленка" });
    await expect(session.getContact(id)).resolves.toMatchObject({ values: { name: "Оленка О’Коваль 🙂" } });
  });

  it("whose note has to wait are looked for when the search has learned of them", async () => {
    const session = contract.connect();
    contract.server.nextWrite(letsThrough);
    contract.server.nextWrite(answers(429, { policyName: "SECONDLY" }));
    const values = { name: "Олена", phone: "+380671112233", note: "Перше звернення" };
    const error = await failureOf(session.createContact({ ...person, values }));
    expect(error).toMatchObject({ kind: "retry", isBusy: true, isOutcomeUnknown: true, retryAfterSeconds: 60 });
  });

  it.each([false, true])(
    "are made once and get their note when only the note failed (ids of requests: %s)",
    async (keepsRequestIds) => {
      await open({ keepsRequestIds });
      const session = contract.connect();
      const input = { ...contract.newContact(contract.phone(1), { note: "Перше звернення" }), requestId: randomUUID() };
      contract.server.nextWrite(letsThrough);
      contract.server.nextWrite(answers(429, {}));
      const error = await failureOf(session.createContact(input));
      expect(error).toMatchObject({ kind: "retry", isBusy: true, isOutcomeUnknown: true });

      // Another process, which does not wait as this one was asked to.
      const next = contract.connect();
      const found = await next.findCreated({ kind: "contact", input });
      await expect(next.findCreated({ kind: "contact", input })).resolves.toEqual(found);
      expect(crm.records().contacts.map(({ id }) => id)).toEqual([found?.id]);
      await expect(crm.readNotes?.(found?.id ?? "")).resolves.toEqual(["Перше звернення"]);
    },
  );

  it("are found again by the id of the request while search lags", async () => {
    await open({ keepsRequestIds: true });
    await crm.lagSearch?.(60_000);
    const session = contract.connect();
    const contact = contract.newContact(contract.phone(1));
    const { id } = await session.createContact(contact);
    await expect(session.findCreated({ kind: "contact", input: contact })).resolves.toMatchObject({ id });
    const deal = contract.newDeal(id);
    const made = await session.createDeal(deal);
    await expect(session.findCreated({ kind: "deal", input: deal })).resolves.toEqual(made);
    await expect(
      session.findCreated({ kind: "deal", input: { ...deal, requestId: randomUUID() } }),
    ).resolves.toBeNull();
  });
});

describe("what cannot be written fails no contact", () => {
  it("a value whose field is gone since is left out", async () => {
    const session = contract.connect();
    const { id } = await session.createContact({ ...person, values: { name: "Олена", tags: ["чат"], gone: "1" } });
    await session.updateContact(id, { gone: "1" });
    const deal = await session.createDeal({ ...contract.newDeal(id), values: { gone: "1" } });
    contract.calls.length = 0;
    await session.updateDeal(deal.id, { gone: "1" });
    expect(contract.calls).toEqual([]);
  });

  it("a name of 5,000 characters is kept", async () => {
    const session = contract.connect();
    const name = `Олена ${"я".repeat(5000)}`;
    const { id } = await session.createContact({ ...person, values: { name } });
    await expect(session.getContact(id)).resolves.toMatchObject({ values: { name } });
  });
});

describe("deals and tasks", () => {
  it("deals of a contact are read to the last page and the last batch", async () => {
    const id = store({ firstname: "Гурт" });
    const tie = { to: { id }, types: [{ associationTypeId: 3 }] };
    for (let index = 0; index < 503; index += 1) {
      const dealstage = index < 2 ? "closedlost" : "contractsent";
      crm.account.store.create("deals", {
        properties: { dealname: `Угода ${index}`, pipeline: "default", dealstage },
        associations: [tie],
      });
    }
    await expect(contract.connect().listActiveDeals(id)).resolves.toHaveLength(501);
  });

  it("a deal knows its contact", async () => {
    const session = contract.connect();
    const contactId = store({ firstname: "Олена" });
    const { id } = await session.createDeal(contract.newDeal(contactId));
    await expect(session.getDeal(id)).resolves.toMatchObject({ contactId, stageId: "appointmentscheduled" });
  });

  it("a stage of another pipeline takes the deal there", async () => {
    const session = contract.connect();
    const { id } = await session.createDeal(contract.newDeal(store({ firstname: "Олена" })));
    await session.updateDeal(id, { stage: "181234571" });
    await expect(session.getDeal(id)).resolves.toMatchObject({ pipelineId: "81234567", isActive: true });
  });

  it("what the account offers is read when it is needed and not known", async () => {
    const session = hubspot.connect(crm.toSettings(""), openHttp(contract), null);
    const { id } = await session.createDeal(contract.newDeal(store({ firstname: "Олена" })));
    await expect(session.getDeal(id)).resolves.toMatchObject({ pipelineId: "default", isActive: true });
  });

  it("a task at another time is another task; one without a deal is looked for on the contact", async () => {
    const session = contract.connect();
    const contactId = store({ firstname: "Олена" });
    const input = {
      contactId,
      dealId: null,
      responsibleId: "70011",
      text: "Передзвонити\nhttps://chat.example/1",
      dueAt: "2026-12-01T09:00:00.000Z",
      requestId: randomUUID(),
    };
    const task = await session.createTask(input);
    await expect(session.findCreated({ kind: "task", input })).resolves.toEqual(task);
    const later = { ...input, dueAt: "2026-12-01T09:05:00.000Z" };
    await expect(session.findCreated({ kind: "task", input: later })).resolves.toBeNull();
    expect(crm.records().tasks).toMatchObject([{ text: input.text, responsibleId: "70011" }]);
  });

  it("a value that HubSpot does not take is refused in its words, and nothing is made", async () => {
    const values = { name: "Олена", city: "Одеса", interests: ["music"] };
    const error = await failureOf(contract.connect().createContact({ ...person, values }));
    expect(error).toMatchObject({ kind: "reject", status: 400 });
    expect(error.message).toMatch(/city: .*allowed options.*interests: .*allowed options/);
    expect(error.message).not.toMatch(/isValid|portalId|Одеса/);
    expect(crm.records().contacts).toEqual([]);
  });
});

describe("the account", () => {
  it("owners of all pages are users", async () => {
    const more = Array.from({ length: 250 }, (_, index) => ({
      id: String(80_000 + index),
      firstName: `Менеджер ${index}`,
    }));
    crm.account.owners.push(...more);
    const { users } = await contract.connect().readDirectory();
    expect(users).toHaveLength(253);
    expect(users.at(-1)).toEqual({ id: "80249", name: "Менеджер 249", email: null, isActive: true });
  });

  it("an owner who has neither name nor e-mail is known by the id", async () => {
    crm.account.owners.splice(0, crm.account.owners.length, { id: "1" });
    await expect(contract.connect().readDirectory()).resolves.toMatchObject({ users: [{ id: "1", name: "1" }] });
  });

  it("says which rights the key lacks, where HubSpot tells", async () => {
    await open({ tokenScopes: ["crm.objects.contacts.read", "crm.objects.contacts.write"] });
    const { notices } = await contract.connect().verify();
    expect(notices).toEqual([
      {
        code: "missing_scopes",
        detail: "crm.objects.deals.read, crm.objects.deals.write, crm.schemas.contacts.read, crm.schemas.deals.read",
      },
      { code: "users_hidden", detail: "crm.objects.owners.read" },
    ]);
  });

  it("says it by trying where HubSpot does not tell, and is read without its users", async () => {
    const scopes = [
      "crm.objects.contacts.read",
      "crm.objects.deals.read",
      "crm.schemas.contacts.read",
      "crm.schemas.deals.read",
    ];
    await open({ scopes });
    const session = contract.connect();
    await expect(session.verify()).resolves.toMatchObject({
      name: "HubSpot 4455667",
      notices: [{ code: "users_hidden", detail: "crm.objects.owners.read" }],
    });
    await expect(session.readDirectory()).resolves.toMatchObject({ users: [], pipelines: [{ id: "default" }, {}] });
    const error = await failureOf(session.createContact({ ...person, values: { name: "Олена" } }));
    expect(error).toMatchObject({ kind: "hold", status: 403 });
    expect(error.message).toContain("crm.objects.contacts.write");
  });

  it("a right that is there is not reported", async () => {
    await expect(contract.connect().verify()).resolves.toMatchObject({ notices: [] });
  });

  it("records open where HubSpot says so, and then nothing more is asked", async () => {
    crm.account.givesUrls = true;
    contract.calls.length = 0;
    const session = contract.connect();
    const contact = await session.createContact({ ...person, values: { name: "Олена" } });
    const deal = await session.createDeal(contract.newDeal(contact.id));
    expect(contact.url).toBe(`https://app-eu1.hubspot.com/contacts/4455667/contacts/${contact.id}`);
    expect(deal.url).toBe(`https://app-eu1.hubspot.com/contacts/4455667/deals/${deal.id}`);
    expect(contract.calls.map(({ path }) => path)).toEqual(["/contacts", "/deals"]);
  });

  it("the account is asked once for the addresses of a session", async () => {
    contract.calls.length = 0;
    const session = contract.connect();
    const contact = await session.createContact({ ...person, values: { name: "Олена" } });
    await session.createDeal(contract.newDeal(contact.id));
    expect(contract.calls.map(({ path }) => path)).toEqual(["/contacts", "/account", "/deals"]);
  });

  it("records have no address when the account cannot be read, and are written all the same", async () => {
    const refusesAccount: Fault = (request, handle) =>
      request.url.includes("account-info") ? answers(403)(request, handle) : handle(request);
    contract.server.next(letsThrough, refusesAccount);
    const ref = await contract.connect().createContact({ ...person, values: { name: "Олена" } });
    expect(ref.url).toBeNull();
    expect(crm.records().contacts).toHaveLength(1);
  });
});

describe("limits and refusals", () => {
  it.each([
    [429, { errorType: "RATE_LIMIT", policyName: "SECONDLY" }, {}, 1],
    [429, { errorType: "RATE_LIMIT", policyName: "TEN_SECONDLY_ROLLING" }, {}, 10],
    [429, { errorType: "RATE_LIMIT", policyName: "DAILY" }, {}, 3600],
    [429, { category: "RATE_LIMITS" }, {}, 10],
    [429, { policyName: "DAILY" }, { "retry-after": "7" }, 7],
    [423, {}, {}, 2],
    [477, { message: "Migration in progress" }, { "retry-after": "5400" }, 5400],
  ])("%i %j %j waits %i s, and the write was not made", async (status, body, headers, retryAfterSeconds) => {
    contract.server.nextWrite(answers(status, body, headers));
    const error = await failureOf(contract.connect().createContact({ ...person, values: { name: "Олена" } }));
    expect(error).toMatchObject({ kind: "retry", status, retryAfterSeconds, isBusy: true, isOutcomeUnknown: false });
  });

  it("the limit of search is waited for", async () => {
    crm.account.searchesToRefuse = 1;
    const error = await failureOf(contract.connect().findContacts({ kind: "phone", value: "+380671112233" }));
    expect(error).toMatchObject({ kind: "retry", retryAfterSeconds: 1, isBusy: true });
  });

  it.each([
    [{ message: "You've reached your contacts limit.", category: "FORBIDDEN" }, "reject"],
    [{ message: "You do not have permission to edit this record" }, "reject"],
    [{ message: "The scope to edit this record is over the limit", category: "MISSING_SCOPES" }, "hold"],
    [{ message: "This key does not have proper permissions" }, "hold"],
  ])("403 %j: %s", async (body, kind) => {
    contract.server.nextWrite(answers(403, body));
    const error = await failureOf(contract.connect().createContact({ ...person, values: { name: "Олена" } }));
    expect(error).toMatchObject({ kind, status: 403, message: body.message });
  });

  it("a list of errors is read besides the message", async () => {
    const errors = [{ message: "Regex does not match", code: "RULE", context: { propertyName: ["phone"] } }];
    contract.server.nextWrite(answers(400, { message: "Input was invalid.", errors, category: "VALIDATION_ERROR" }));
    const error = await failureOf(contract.connect().createContact({ ...person, values: { name: "Олена" } }));
    expect(error.message).toBe("Input was invalid. phone: Regex does not match");
  });

  it.each(["null", '"x"', '{"errors":"many"}', '{"message":"[{broken"}'])(
    "an odd refusal %s is one all the same",
    async (text) => {
      contract.server.next(() => new Response(text, { status: 400, headers: { "content-type": "application/json" } }));
      await expect(failureOf(contract.connect().verify())).resolves.toMatchObject({ kind: "reject", status: 400 });
    },
  );
});

function openHttp({ server }: Contract) {
  return createCrmHttp({
    connector: hubspot,
    address: { ownOrigin: "https://leads.example", privateHosts: [new URL(server.origin).host] },
    gateway: server.origin,
    secrets: [],
  });
}
