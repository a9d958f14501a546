import { afterEach, describe, expect, it } from "vitest";
import { createFakePipedrive } from "@/e2e/support/crm/pipedrive/create-fake-pipedrive";
import { createCallGate } from "../call-gate";
import { openContract } from "../contract/contract";
import { failureOf } from "../contract/failure-of";
import { answers, answersHtml, answersText, type Fault, losesAnswer } from "../testing/crm-server";
import { createFakeClock } from "../testing/fake-clock";
import type { CrmCreate } from "../types";
import { withChecks } from "./check-requests";
import { pipedrive } from "./connector";
import { toHash } from "./fixtures";
import { settingsSchema } from "./settings";

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function openAccount(options: Parameters<typeof createFakePipedrive>[0] = {}) {
  const fake = createFakePipedrive(options);
  const { crm, problems } = withChecks(fake);
  const contract = await openContract(pipedrive, async () => crm);
  closing.push(async () => {
    await contract.close();
    expect(problems).toEqual([]);
  });
  return { fake, contract, session: contract.connect() };
}

/** A person as somebody typed it into Pipedrive. */
function addPerson({ account }: ReturnType<typeof createFakePipedrive>, phones: string[], emails: string[] = []) {
  const row = account.newRow();
  const toPoint = (value: string, place: number) => ({ value, primary: place === 0, label: "work" });
  account.persons.set(row.id, {
    ...row,
    name: "Іра",
    first_name: "Іра",
    last_name: "",
    owner_id: 11,
    org_id: null,
    phones: phones.map(toPoint),
    emails: emails.map(toPoint),
    label_ids: [],
    visible_to: 3,
    custom_fields: {},
  });
  return String(row.id);
}

const passes: Fault = (request, handle) => handle(request);
const newContact = (values: Record<string, string | string[]>) => ({ values, responsibleId: null, requestId: "r1" });

describe("people are found", () => {
  it.each([
    "+380671234567",
    "380671234567",
    "0671234567",
    "067 123 45 67",
    "(067) 123-45-67",
    "067-123-45-67",
    "+38 (067) 123 45 67",
    "+380 67 123-45-67",
    "+380 67 123 4567",
    "067 1234567",
    "(067)1234567",
  ])("by a phone typed as %s, even where the search compares nothing but texts", async (typed) => {
    const { fake, session } = await openAccount({ readsDigits: false });
    const id = addPerson(fake, [typed]);
    const found = await session.findContacts({ kind: "phone", value: "+380671234567" });
    expect(found.map((contact) => contact.id)).toEqual([id]);
    expect(found[0]?.phones).toEqual(["+380671234567"]);
  });

  it("all of them, when two people have one phone in two spellings; each once", async () => {
    const { fake, session } = await openAccount();
    const ids = [addPerson(fake, ["+380671234567"]), addPerson(fake, ["067 123 45 67", "0671234567"])];
    const found = await session.findContacts({ kind: "phone", value: "+380671234567" });
    expect(found.map(({ id }) => id).toSorted()).toEqual(ids.toSorted());
  });

  it("with the values of their own fields, which the search does not give", async () => {
    const { fake, session } = await openAccount();
    const id = addPerson(fake, ["+380671234567"]);
    await session.updateContact(id, { [toHash("a", 1)]: "Своє", [toHash("a", 21)]: "72" });
    const [found] = await session.findContacts({ kind: "phone", value: "+380671234567" });
    expect(found?.values).toMatchObject({ [toHash("a", 1)]: "Своє", [toHash("a", 21)]: "72" });
  });

  it("behind more than a page of near hits, which are not read", async () => {
    const { fake, contract, session } = await openAccount();
    for (let number = 0; number < 120; number += 1) addPerson(fake, [`+38067123456700${number}`]);
    const id = addPerson(fake, ["0671234567"]);
    contract.calls.length = 0;
    const found = await session.findContacts({ kind: "phone", value: "+380671234567" });
    expect(found.map((contact) => contact.id)).toEqual([id]);
    expect(contract.calls.filter(({ path }) => path === "/api/v2/persons/:id")).toHaveLength(1);
    expect(contract.calls.filter(({ path }) => path === "/api/v2/persons/search")).toHaveLength(6);
  });

  it("of an office with one phone: the newest twenty", async () => {
    const { fake, contract, session } = await openAccount();
    for (let number = 0; number < 50; number += 1) addPerson(fake, ["0671234567"]);
    contract.calls.length = 0;
    const found = await session.findContacts({ kind: "phone", value: "+380671234567" });
    const ids = [...fake.account.persons.keys()].slice(-20).map(String);
    expect(found.map(({ id }) => id).toSorted()).toEqual(ids.toSorted());
    expect(contract.calls.filter(({ path }) => path === "/api/v2/persons/:id")).toHaveLength(20);
  });

  it("by an e-mail in any letter case, and nobody by a part of it", async () => {
    const { fake, session } = await openAccount();
    const id = addPerson(fake, [], ["Ira@Shop.Example"]);
    addPerson(fake, [], ["x.ira@shop.example"]);
    const found = await session.findContacts({ kind: "email", value: "ira@shop.example" });
    expect(found.map((contact) => contact.id)).toEqual([id]);
  });

  it("not by id when Pipedrive has forgotten them", async () => {
    const { contract, session } = await openAccount();
    await expect(session.getContact("5")).resolves.toBeNull();
    contract.server.next(answers(410, { success: false, error: "Gone" }));
    await expect(session.getContact("5")).resolves.toBeNull();
  });
});

describe("a change of a person", () => {
  it("adds what is new, and writes nothing when nothing is", async () => {
    const { fake, contract, session } = await openAccount();
    const id = addPerson(fake, ["067 123 45 67"], ["Ira@Shop.Example"]);
    contract.calls.length = 0;
    await session.updateContact(id, { phone: "+380671234567", email: "ira@shop.example" });
    expect(contract.calls.map(({ method }) => method)).toEqual(["GET"]);

    await session.updateContact(id, { phone: "+380501112233", email: "second@shop.example" });
    expect(fake.account.persons.get(Number(id))).toMatchObject({
      phones: [
        { value: "067 123 45 67", primary: true, label: "work" },
        { value: "+380501112233", primary: false },
      ],
      emails: [
        { value: "Ira@Shop.Example", primary: true },
        { value: "second@shop.example", primary: false },
      ],
    });
  });

  it("of somebody who is gone is given up", async () => {
    const { session } = await openAccount();
    await expect(failureOf(session.updateContact("5", { name: "Іра" }))).resolves.toMatchObject({ kind: "reject" });
  });

  it("adds its note once although the answer to it is lost", async () => {
    const { fake, contract, session } = await openAccount();
    const id = addPerson(fake, ["+380671234567"]);
    contract.server.nextWrite(losesAnswer());
    await session.updateContact(id, { note: "Де <b>замовлення</b>?\nhttps://chat.example/64f?a=1&b=2" });
    await expect(fake.readNotes?.(id)).resolves.toEqual(["Де <b>замовлення</b>?\nhttps://chat.example/64f?a=1&b=2"]);
  });
});

describe("a change that is sent again", () => {
  it("adds no note twice", async () => {
    const { fake, session } = await openAccount();
    const id = addPerson(fake, ["+380671234567"]);
    for (const note of ["👍", "🔥", "Де замовлення?", "👍", "Де замовлення?"])
      await session.updateContact(id, { note });
    expect((await fake.readNotes?.(id))?.toSorted()).toEqual(["👍", "🔥", "Де замовлення?"].toSorted());
  });
});

describe("a person with a note takes two calls", () => {
  const create: CrmCreate = {
    kind: "contact",
    input: newContact({
      name: "Олена",
      phone: "+380671234567",
      email: "olena@shop.example",
      note: "Пише з <Instagram>",
    }),
  };

  it("and is whole when the answer to the second is lost", async () => {
    const { fake, contract, session } = await openAccount();
    contract.server.next(passes, losesAnswer());
    const { id, url } = await session.createContact(create.input);
    expect(url).toBe(`https://dzherelo-12ab.pipedrive.com/person/${id}`);
    await expect(fake.readNotes?.(id)).resolves.toEqual(["Пише з <Instagram>"]);
  });

  it.each([
    ["fails", answers(500, { success: false, error: "Internal" })],
    ["has to wait", answers(429, { success: false, error: "request over limit" })],
    ["is refused", answers(403, { success: false, error: "Scope and URL mismatch" })],
  ])("so that when the second %s, the first is looked for, and finished while the search lags", async (_, fault) => {
    const { fake, contract } = await openAccount();
    await fake.lagSearch?.(60_000);
    contract.server.next(passes, fault);
    const failure = await failureOf(contract.connect().createContact(create.input));
    expect(failure.isOutcomeUnknown).toBe(true);

    for (let tries = 0; tries < 2; tries += 1) {
      const found = await contract.connect().findCreated(create);
      expect(found?.id).toBe(fake.records().contacts[0]?.id);
    }
    expect(fake.records().contacts).toHaveLength(1);
    expect(fake.account.notes.size).toBe(1);
  });

  it("and nobody is taken for it who holds a part of what it holds", async () => {
    const { fake, session } = await openAccount();
    addPerson(fake, ["0671234567"]);
    await expect(session.findCreated(create)).resolves.toBeNull();
    const whole = addPerson(fake, ["0671234567"], ["Olena@Shop.Example"]);
    await expect(session.findCreated(create)).resolves.toMatchObject({ id: whole });
  });

  it("and is found by the search when a hundred others came since", async () => {
    const { fake, session } = await openAccount();
    const id = addPerson(fake, ["0671234567"], ["olena@shop.example"]);
    for (let number = 0; number < 101; number += 1) addPerson(fake, [`+48601${100_000 + number}`]);
    await expect(session.findCreated(create)).resolves.toMatchObject({ id });
  });

  it("and is found among the newest although no phone was typed as its phone", async () => {
    const { fake, session } = await openAccount();
    await fake.lagSearch?.(60_000);
    const input = newContact({ name: "Іра", phone: "немає", email: "ira@shop.example" });
    const { id } = await session.createContact(input);
    await expect(session.findCreated({ kind: "contact", input })).resolves.toMatchObject({ id });
  });

  it("and is not looked for by nothing", async () => {
    const { contract, session } = await openAccount();
    contract.calls.length = 0;
    await expect(session.findCreated({ kind: "contact", input: newContact({ name: "Іра" }) })).resolves.toBeNull();
    expect(contract.calls).toEqual([]);
  });
});

describe("deals", () => {
  const newDeal = (contactId: string, more: object = {}) => ({
    contactId,
    values: { name: "Заявка" },
    pipelineId: null,
    stageId: null,
    responsibleId: null,
    requestId: "r2",
    ...more,
  });

  it("that are archived are not active, and stay readable", async () => {
    const { fake, session } = await openAccount();
    const { id } = await session.createDeal(newDeal(addPerson(fake, ["+380671234567"])));
    const deal = fake.account.deals.get(Number(id));
    if (deal) deal.is_archived = true;
    await expect(session.listActiveDeals(String(deal?.person_id))).resolves.toEqual([]);
    await expect(session.getDeal(id)).resolves.toMatchObject({ isActive: false });
  });

  it("that were deleted are null, however Pipedrive says so", async () => {
    const { fake, session } = await openAccount();
    const { id } = await session.createDeal(newDeal(addPerson(fake, ["+380671234567"])));
    const deal = fake.account.deals.get(Number(id));
    for (const change of [{ is_deleted: true }, { is_deleted: false, status: "deleted" as const }]) {
      if (deal) Object.assign(deal, change);
      await expect(session.getDeal(id)).resolves.toBeNull();
    }
  });

  it("more than a page of them are all listed", async () => {
    const { fake, session } = await openAccount();
    const contactId = addPerson(fake, ["+380671234567"]);
    const { id } = await session.createDeal(newDeal(contactId));
    const deal = fake.account.deals.get(Number(id));
    for (let copy = 0; deal && copy < 500; copy += 1) {
      const row = fake.account.newRow();
      fake.account.deals.set(row.id, { ...deal, ...row });
    }
    await expect(session.listActiveDeals(contactId)).resolves.toHaveLength(501);
  });

  it("in a pipeline without a stage begin at its first one by order", async () => {
    const { fake, session } = await openAccount();
    const { id } = await session.createDeal(newDeal(addPerson(fake, ["+380671234567"]), { pipelineId: "1" }));
    await expect(session.getDeal(id)).resolves.toMatchObject({ pipelineId: "1", stageId: "6" });
  });

  it("may be made won, and be opened again by a stage", async () => {
    const { fake, session } = await openAccount();
    const contactId = addPerson(fake, ["+380671234567"]);
    const { id } = await session.createDeal(newDeal(contactId, { pipelineId: "1", stageId: "2:won" }));
    await expect(session.getDeal(id)).resolves.toMatchObject({ stageId: "2:won", isActive: false });
    await session.updateDeal(id, { stage: "8" });
    await expect(session.getDeal(id)).resolves.toMatchObject({ stageId: "8", isActive: true });
  });

  it("gain labels without losing one", async () => {
    const { fake, session } = await openAccount();
    const { id } = await session.createDeal(
      newDeal(addPerson(fake, ["+380671234567"]), { values: { label_ids: ["21"] } }),
    );
    await session.updateDeal(id, { label_ids: ["22"] });
    await expect(session.getDeal(id)).resolves.toMatchObject({ values: { label_ids: ["21", "22"] } });
  });

  it("are not taken for one that was made before", async () => {
    const { fake, session } = await openAccount();
    const input = newDeal(addPerson(fake, ["+380671234567"]));
    await session.createDeal(input);
    await expect(session.findCreated({ kind: "deal", input })).resolves.toBeNull();
  });

  it("beyond what the plan allows are given up with Pipedrive's words, and the connection goes on", async () => {
    const { fake, session } = await openAccount({ openDeals: 0 });
    const failure = await failureOf(session.createDeal(newDeal(addPerson(fake, ["+380671234567"]))));
    expect(failure).toMatchObject({ kind: "reject", status: 403 });
    expect(failure.message).toBe("Couldn't add the deal. Open deals limit reached.");
  });
});

describe("a task", () => {
  it("without a deal stands on the person, and is found there", async () => {
    const { fake, session } = await openAccount();
    const contactId = addPerson(fake, ["+380671234567"]);
    const input = {
      contactId,
      dealId: null,
      responsibleId: "12",
      text: "Передзвонити 🙂\nhttps://chat.example/64f?a=1&b=2",
      dueAt: "2026-12-01T09:00:30.000Z",
      requestId: "r3",
    };
    const task = await session.createTask(input);
    expect(task.url).toBe(`https://dzherelo-12ab.pipedrive.com/person/${contactId}`);
    await expect(session.findCreated({ kind: "task", input })).resolves.toEqual(task);
    const others = [{ text: "Інше" }, { dueAt: "2026-12-01T09:01:00.000Z" }, { contactId: addPerson(fake, ["1"]) }];
    for (const other of others) {
      await expect(session.findCreated({ kind: "task", input: { ...input, ...other } })).resolves.toBeNull();
    }
    expect(fake.records().tasks).toMatchObject([{ text: input.text, dealId: null, responsibleId: "12" }]);
  });
});

describe("what the account has", () => {
  it("is read over all pages", async () => {
    const { fake, session } = await openAccount();
    const [field] = fake.account.personFields.filter(({ is_custom_field }) => is_custom_field);
    const more = Array.from({ length: 600 }, (_, place) => ({
      field_name: "Ще одне",
      field_type: "varchar",
      is_custom_field: true,
      ...field,
      field_code: toHash("a", 1000 + place),
    }));
    fake.account.personFields = [...fake.account.personFields, ...more];
    const { fields } = await session.readDirectory();
    expect(fields.filter(({ label }) => label === "Своє поле varchar")).toHaveLength(602);
  });

  it("is read when nobody did so before, and once", async () => {
    const { fake, contract } = await openAccount();
    const calls: string[] = [];
    const http = {
      request: async (request: { label: string; method: string; url: string; json?: unknown }) => {
        calls.push(request.label);
        const { method, url, json } = request;
        const headers = { "x-api-token": fake.account.token, "content-type": "application/json" };
        const answer = await fake.handle(
          new Request(url, { method, headers, body: json ? JSON.stringify(json) : null }),
        );
        return answer.json();
      },
    };
    const session = pipedrive.connect(contract.crm.toSettings(""), http, null);
    const values = { name: "Олена", tags: ["чат"], [toHash("a", 21)]: "72" };
    const { id, url } = await session.createContact({ values, responsibleId: null, requestId: "r" });
    expect(url).toContain("dzherelo-12ab");
    await expect(session.getContact(id)).resolves.toMatchObject({ values });
    expect(calls.filter((path) => path === "/api/v2/personFields")).toHaveLength(1);
  });

  it("is not guessed from a list that cannot be read", async () => {
    const { contract, session } = await openAccount();
    contract.server.next(...Array.from({ length: 6 }, () => answersText('{"success":true,"data":[{"id":"5"}]}')));
    await expect(failureOf(session.readDirectory())).resolves.toMatchObject({ kind: "bad_answer", code: "shape" });
  });
});

describe("refusals", () => {
  it.each([
    [401, { error: "unauthorized access", errorCode: 401 }, "hold"],
    [402, { error: "Company account is not open" }, "hold"],
    [403, { error: "Scope and URL mismatch" }, "hold"],
    [403, { error: "You do not have permission to view this person" }, "reject"],
    [403, { error: "Limit reached", code: "feature_capping_deals_limit" }, "reject"],
    [410, { error: "This endpoint was removed" }, "reject"],
    [503, { error: "Service unavailable" }, "retry"],
  ])("%i %j: %s", async (status, body, kind) => {
    const { contract, session } = await openAccount();
    contract.server.next(answers(status, { success: false, data: null, ...body }));
    const failure = await failureOf(session.verify());
    expect(failure).toMatchObject({ kind, status, message: body.error });
  });

  it("a text longer than its field is cut, and does not cost the lead", async () => {
    const { fake, session } = await openAccount();
    const id = addPerson(fake, ["+380671234567"]);
    await session.updateContact(id, { [toHash("a", 1)]: "🙂".repeat(300), [toHash("a", 2)]: "🙂".repeat(300) });
    const values = (await session.getContact(id))?.values;
    expect(values?.[toHash("a", 1)]).toBe(`${"🙂".repeat(127)}…`);
    expect(values?.[toHash("a", 2)]).toBe("🙂".repeat(300));
  });

  it("names, phones and titles that are too long are cut, and do not cost the lead", async () => {
    const { fake, session } = await openAccount();
    const long = "Дуже довга розповідь 🙂 ".repeat(500);
    const input = newContact({ name: long, phone: long, email: "ira@shop.example" });
    const { id } = await session.createContact(input);
    await session.updateContact(id, { phone: long });
    expect(fake.account.persons.get(Number(id))?.phones).toHaveLength(1);
    const place = { pipelineId: null, stageId: null, responsibleId: null };
    await session.createDeal({ contactId: id, values: { name: long }, requestId: "r2", ...place });
    expect(fake.records().deals).toHaveLength(1);
  });

  it("a value that does not suit its field any more is left out, and takes nothing away", async () => {
    const { fake, session } = await openAccount();
    const id = addPerson(fake, ["+380671234567"]);
    const fields = (await session.readDirectory()).fields.filter(
      ({ entity, isBuiltIn, type }) =>
        entity === "contact" && !isBuiltIn && ["enum", "multi_enum", "number", "user"].includes(type),
    );
    expect(fields.length).toBeGreaterThan(3);
    await session.updateContact(id, Object.fromEntries(fields.map(({ key }) => [key, "Олена"])));
    expect(fake.account.persons.get(Number(id))?.custom_fields).toEqual({});
  });

  it("a value that Pipedrive does not take is given up, with the field that is to blame", async () => {
    const { fake, session } = await openAccount();
    const id = addPerson(fake, ["+380671234567"]);
    const failure = await failureOf(session.updateContact(id, { [toHash("a", 21)]: "999" }));
    expect(failure).toMatchObject({ kind: "reject", status: 400 });
    expect(failure.message).toContain(toHash("a", 21));
  });

  it("a page of the guard in front of Pipedrive says nothing about the token", async () => {
    const { contract, session } = await openAccount();
    contract.server.next(answersHtml(403));
    await expect(failureOf(session.verify())).resolves.toMatchObject({ kind: "bad_answer", status: 403 });
  });

  it.each([
    [{ "x-ratelimit-reset": "7" }, 7],
    [{ "x-ratelimit-reset": "0" }, 1],
    [{ "x-ratelimit-reset": "soon" }, null],
    [{ "x-ratelimit-reset": "7", "retry-after": "30" }, 30],
    [{}, null],
  ])("too many calls, with %j: wait %s s", async (headers: Record<string, string>, seconds) => {
    const { contract, session } = await openAccount();
    contract.server.next(answers(429, { success: false, error: "request over limit" }, headers));
    await expect(failureOf(session.verify())).resolves.toMatchObject({
      kind: "retry",
      isBusy: true,
      retryAfterSeconds: seconds,
    });
  });
});

describe("limits", () => {
  it("calls at once and those of two seconds stay below what Pipedrive allows", () => {
    const perWindow = ({ requestsPerSecond, burst = 1 }: { requestsPerSecond: number; burst?: number }) =>
      burst + 2 * requestsPerSecond;
    expect(perWindow(pipedrive.limits)).toBeLessThan(20);
    expect(perWindow(pipedrive.limits.lanes?.search ?? { requestsPerSecond: 100 })).toBeLessThan(10);
  });

  it("beyond ten searches in two seconds Pipedrive refuses, and says when the window ends", async () => {
    const { fake } = await openAccount({ searches: 10 });
    const url = "https://api.pipedrive.com/api/v2/persons/search?term=671234567";
    const search = () => fake.handle(new Request(url, { headers: { "x-api-token": fake.account.token } }));
    const refused = (await Promise.all(Array.from({ length: 11 }, search))).find(({ status }) => status === 429);
    expect(Number(refused?.headers.get("x-ratelimit-reset"))).toBeGreaterThan(0);
  });

  it("a lead costs a hundred and some tokens of the day's budget", async () => {
    const { fake, session } = await openAccount();
    const before = fake.spent();
    await session.findContacts({ kind: "phone", value: "+380671234567" });
    await session.findContacts({ kind: "email", value: "olena@shop.example" });
    const { id } = await session.createContact(newContact({ name: "Олена", phone: "+380671234567", note: "Чат" }));
    await session.createDeal({
      contactId: id,
      values: {},
      pipelineId: "1",
      stageId: null,
      responsibleId: null,
      requestId: "r",
    });
    expect(fake.spent() - before).toBe(140);
  });

  it("a budget that is used up answers 429 to everything; after some of them calls pause for long", async () => {
    const { fake } = await openAccount({ daily: 100 });
    const request = new Request("https://api.pipedrive.com/api/v1/users", {
      headers: { "x-api-token": fake.account.token },
    });
    const statuses: number[] = [];
    for (let call = 0; call < 6; call += 1) statuses.push((await fake.handle(request.clone())).status);
    expect(statuses.at(-1)).toBe(429);

    const clock = createFakeClock();
    const gate = createCallGate(pipedrive.limits, clock);
    const { afterRefusals } = pipedrive.limits.usedUp ?? { afterRefusals: 0 };
    for (let refusal = 1; refusal < afterRefusals; refusal += 1) {
      gate.refused(20);
      await expect(gate.enter()).resolves.toEqual({ ok: false, retryAfterSeconds: 20 });
      await clock.advance(20_000);
    }
    gate.refused(20);
    await expect(gate.enter()).resolves.toEqual({ ok: false, retryAfterSeconds: 1800 });
  });
});

describe("the form", () => {
  it.each([
    [" 0123456789abcdef0123456789abcdef01234567\n", "0123456789abcdef0123456789abcdef01234567"],
    ["v1u:AQIBAHj-LzTN", "v1u:AQIBAHj-LzTN"],
    ["", null],
    ["не токен", null],
    ["two words", null],
  ])("takes the token %j as %j", (token, taken) => {
    expect(settingsSchema.safeParse({ token }).data?.token ?? null).toBe(taken);
  });
});
