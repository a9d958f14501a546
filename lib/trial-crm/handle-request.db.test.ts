import postgres from "postgres";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { getDatabase } from "@/db";
import { createTestDatabase, type TestDatabase } from "@/db/testing";
import { type Transaction, withAccount } from "@/db/with-account";
import { type CrmServer, startCrmServer } from "@/lib/crm/testing/crm-server";
import { TRIAL_API_PATH } from "@/lib/crm/trial/settings";
import { handleTrialRequest } from "./handle-request";
import { deleteTrialDeal, emptyTrialCrm, moveTrialDeal, saveTrialFaults } from "./mutations";
import {
  findTrialContact,
  findTrialCrm,
  findTrialDeal,
  listTrialContacts,
  listTrialDeals,
  listTrialTasks,
  type TrialPlace,
} from "./queries";
import type { TrialFaults } from "./schema";
import { createTestTrialCrm } from "./testing";

type Body = Record<string, unknown>;

describe("the API of the trial CRM", () => {
  let database: TestDatabase;
  let server: CrmServer;
  let crm: Awaited<ReturnType<typeof createTestTrialCrm>>;

  beforeAll(async () => {
    database = await createTestDatabase();
    vi.stubEnv("DATABASE_APP_URL", database.appUrl);
    server = await startCrmServer(handleTrialRequest);
  });

  beforeEach(async () => {
    crm = await createTestTrialCrm();
  });

  afterAll(async () => {
    await server.close();
    await getDatabase().close();
    await database.drop();
  });

  async function call(method: string, path: string, body?: unknown, token = crm.token) {
    const response = await fetch(`${server.origin}${TRIAL_API_PATH}${path}`, {
      method,
      headers: { authorization: `Bearer ${token}` },
      ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
    });
    return {
      status: response.status,
      headers: response.headers,
      body: (await response.json()) as Body & { error?: Body },
    };
  }

  const inAccount = <T>(work: (tx: Transaction) => Promise<T>) => withAccount(crm.accountId, work);
  const setFaults = (faults: TrialFaults) =>
    inAccount((tx) => saveTrialFaults(tx, { trialCrmId: crm.trialCrmId, faults }));
  const newContact = (properties: Body = {}) => ({ properties: { full_name: "Олена Коваль", ...properties } });

  async function createDeal() {
    const contact = await call("POST", "/contacts", newContact({ phones: ["067 111 00 01"] }));
    const deal = await call("POST", "/deals", { contact_id: contact.body.id, properties: { title: "Заявка" } });
    return { contactId: String(contact.body.id), dealId: String(deal.body.id), deal: deal.body };
  }

  describe("who may call", () => {
    it("answers 401 to a token that is missing or not known, also where nothing is", async () => {
      await expect(call("GET", "/me", undefined, "tcrm_unknown")).resolves.toMatchObject({ status: 401 });
      await expect(call("GET", "/nothing", undefined, "tcrm_unknown")).resolves.toMatchObject({ status: 401 });
      const response = await fetch(`${server.origin}${TRIAL_API_PATH}/me`);
      expect(response.status).toBe(401);
    });

    it("shows a token the records of its own CRM only", async () => {
      const { contactId } = await createDeal();
      const other = await createTestTrialCrm();
      await expect(call("GET", `/contacts/${contactId}`, undefined, other.token)).resolves.toMatchObject({
        status: 404,
      });
      await expect(call("GET", "/contacts?phone=0671110001", undefined, other.token)).resolves.toMatchObject({
        body: { items: [] },
      });
      const foreign = { contact_id: contactId, properties: { title: "Чужа" } };
      await expect(call("POST", "/deals", foreign, other.token)).resolves.toMatchObject({ status: 422 });
    });

    it("gives the application no other way to the trial CRMs of all accounts", async () => {
      const app = postgres(database.appUrl, { max: 1 });
      try {
        await expect(app`select * from trial_crms`).resolves.toHaveLength(0);
        await expect(app`select * from door.find_trial_crm(${Buffer.from("unknown")})`).resolves.toHaveLength(0);
        const [columns] = await app`
          select pg_get_function_result('door.find_trial_crm(bytea)'::regprocedure) as result`;
        expect(columns?.result).toBe("TABLE(id uuid, account_id uuid, name text, faults jsonb)");
      } finally {
        await app.end();
      }
    });
  });

  describe("what it takes", () => {
    it.each([
      ["an unknown property", { surname: "Коваль" }, "surname"],
      ["a choice that is not offered", { cf_city: "paris" }, "cf_city"],
      ["one of several choices that is not offered", { cf_interests: ["goods", "gold"] }, "cf_interests"],
      ["a number as text", { cf_age: "30" }, "cf_age"],
      ["a date in another form", { cf_birthday: "31.01.2026" }, "cf_birthday"],
      ["a time without its zone", { cf_subscribed_at: "2026-01-31T09:00:00" }, "cf_subscribed_at"],
      ["an address without http", { cf_chat: "javascript:alert(1)" }, "cf_chat"],
      ["a phone outside of a list", { phones: "067 111 00 01" }, "phones"],
      ["an e-mail that is none", { emails: ["olena"] }, "emails"],
      ["a user that is not there", { cf_curator: "u99" }, "cf_curator"],
      ["no name", { full_name: "" }, "full_name"],
    ])("refuses %s with 422 and words that name the field", async (_, properties, field) => {
      const { status, body } = await call("POST", "/contacts", newContact(properties));
      expect(status).toBe(422);
      expect(body.error).toMatchObject({ field, message: expect.stringContaining(`"${field}"`) });
      expect(JSON.stringify(body)).not.toMatch(/paris|javascript|31\.01/);
    });

    it.each([
      ["a stage that is not there", { stage_id: "s99" }, "stage_id"],
      ["a stage of another pipeline", { pipeline_id: "p2", stage_id: "s11" }, "stage_id"],
      ["a pipeline that is not there", { pipeline_id: "p9" }, "pipeline_id"],
      ["an owner that is no user", { owner_id: "u99" }, "owner_id"],
      ["a name that the API does not know", { stage: "s11" }, "stage"],
    ])("refuses a deal with %s", async (_, place, field) => {
      const { contactId } = await createDeal();
      const { status, body } = await call("POST", "/deals", {
        contact_id: contactId,
        properties: { title: "Заявка" },
        ...place,
      });
      expect(status).toBe(422);
      expect(body.error).toMatchObject({ field });
    });

    it("answers 400 to what is not JSON, 404 and 405 to what is not there", async () => {
      await expect(call("POST", "/contacts", "{")).resolves.toMatchObject({ status: 400 });
      await expect(call("GET", "/companies")).resolves.toMatchObject({ status: 404 });
      await expect(call("GET", "/contacts/1/notes")).resolves.toMatchObject({ status: 404 });
      await expect(call("DELETE", "/users")).resolves.toMatchObject({ status: 405 });
      await expect(call("PATCH", "/contacts/unknown", { properties: {} })).resolves.toMatchObject({ status: 404 });
    });
  });

  describe("records", () => {
    it("begin in the first stage of the first pipeline, or of the one that is named", async () => {
      const { deal, contactId } = await createDeal();
      expect(deal).toMatchObject({ pipeline_id: "p1", stage_id: "s11", state: "open" });
      const other = { contact_id: contactId, pipeline_id: "p2", properties: { title: "Друга" } };
      await expect(call("POST", "/deals", other)).resolves.toMatchObject({
        body: { pipeline_id: "p2", stage_id: "s21" },
      });
    });

    it("are found by any spelling of a phone, and by cursor page after page", async () => {
      for (const phone of ["+380671110002", "067 111-00-02", "80671110002"]) {
        await call("POST", "/contacts", newContact({ phones: [phone] }));
      }
      const first = await call("GET", "/contacts?phone=%2B380671110002&limit=2");
      expect(first.body.items).toHaveLength(2);
      const rest = await call("GET", `/contacts?phone=%2B380671110002&limit=2&cursor=${first.body.next_cursor}`);
      expect(rest.body.items).toHaveLength(1);
      expect(rest.body.next_cursor).toBeNull();
    });

    it("lose a property that is set to null, and keep those that are not named", async () => {
      const { body } = await call("POST", "/contacts", newContact({ note: "Перший", cf_city: "lviv" }));
      const changed = await call("PATCH", `/contacts/${body.id}`, { properties: { note: null }, owner_id: "u2" });
      expect(changed.body).toMatchObject({
        properties: { full_name: "Олена Коваль", cf_city: "lviv" },
        owner_id: "u2",
      });
      expect(changed.body.properties).not.toHaveProperty("note");
      expect(String(changed.body.updated_at) >= String(body.updated_at)).toBe(true);
    });

    it("of a deleted contact go with it", async () => {
      const { contactId, dealId } = await createDeal();
      await expect(call("DELETE", `/contacts/${contactId}`)).resolves.toMatchObject({ status: 200 });
      await expect(call("GET", `/deals/${dealId}`)).resolves.toMatchObject({ status: 404 });
    });

    it("appear in lists of deals only after the lag of the search", async () => {
      await setFaults({ searchLagMs: 300 });
      const { contactId, dealId } = await createDeal();
      const list = () => call("GET", `/deals?contact_id=${contactId}&state=open`);
      expect((await list()).body.items).toEqual([]);
      await expect(call("GET", `/deals/${dealId}`)).resolves.toMatchObject({ status: 200 });
      await expect.poll(async () => (await list()).body.items, { timeout: 3000 }).toHaveLength(1);
    });
  });

  describe("faults", () => {
    it("answers every call with the failure, and 429 with Retry-After", async () => {
      await setFaults({ failure: { status: 429, retryAfterSeconds: 17 } });
      const { status, headers } = await call("GET", "/me");
      expect([status, headers.get("retry-after")]).toEqual([429, "17"]);
    });

    it.each([401, 403, 422, 500, 503] as const)("answers %i", async (status) => {
      await setFaults({ failure: { status } });
      await expect(call("GET", "/me")).resolves.toMatchObject({ status, body: { error: { code: "fault" } } });
    });

    it("fails exactly the next calls, however many come together", async () => {
      await setFaults({ failure: { status: 500, nextCalls: 3 } });
      const answers = await Promise.all(Array.from({ length: 10 }, () => call("GET", "/me")));
      expect(answers.filter(({ status }) => status === 500)).toHaveLength(3);
    });

    it("fails only what it is told to", async () => {
      await setFaults({ failure: { status: 503, on: "create_deal" } });
      const { body } = await call("POST", "/contacts", newContact());
      expect(body.id).toBeDefined();
      const deal = { contact_id: body.id, properties: { title: "Заявка" } };
      await expect(call("POST", "/deals", deal)).resolves.toMatchObject({ status: 503 });
      await setFaults({ failure: { status: 503, on: "writes" } });
      await expect(call("GET", "/contacts")).resolves.toMatchObject({ status: 200 });
      await expect(call("POST", "/contacts", newContact())).resolves.toMatchObject({ status: 503 });
    });

    it("fails a share of the calls", async () => {
      await setFaults({ failure: { status: 500, share: 0 } });
      await expect(call("GET", "/me")).resolves.toMatchObject({ status: 200 });
      await setFaults({ failure: { status: 500, share: 1 } });
      await expect(call("GET", "/me")).resolves.toMatchObject({ status: 500 });
    });

    it("loses the answers of the next writes after doing the work, and no others", async () => {
      await setFaults({ loseAnswers: { nextCalls: 1 } });
      await expect(call("GET", "/me")).resolves.toMatchObject({ status: 200 });
      await expect(call("POST", "/contacts", { ...newContact(), request_id: "r1" })).rejects.toThrow();
      const found = await call("GET", "/contacts?request_id=r1");
      expect(found.body.items).toHaveLength(1);
      await expect(call("POST", "/contacts", { ...newContact(), request_id: "r1" })).resolves.toMatchObject({
        status: 200,
      });
    });

    it("makes a second record of a repeated request where it is told to, and still finds the first", async () => {
      await setFaults({ allowsRepeats: true });
      const input = { ...newContact(), request_id: "r2" };
      const [first, second] = [await call("POST", "/contacts", input), await call("POST", "/contacts", input)];
      expect([first.status, second.status]).toEqual([201, 201]);
      expect(second.body.id).not.toBe(first.body.id);
      await expect(call("GET", "/contacts?request_id=r2")).resolves.toMatchObject({
        body: { items: [{ id: first.body.id }] },
      });
    });

    it("takes its time", async () => {
      await setFaults({ delayMs: 120 });
      const startedAt = performance.now();
      await call("GET", "/me");
      expect(performance.now() - startedAt).toBeGreaterThan(115);
    });
  });

  describe("its page", () => {
    it("lists records with the names of what they belong to", async () => {
      const { contactId, dealId } = await createDeal();
      const dueAt = "2026-12-01T09:00:00Z";
      await call("POST", "/tasks", {
        contact_id: contactId,
        deal_id: dealId,
        owner_id: "u1",
        text: "Подзвонити",
        due_at: dueAt,
      });
      const page = { trialCrmId: crm.trialCrmId };
      const [contacts, deals, tasks] = await inAccount(async (tx) => [
        await listTrialContacts(tx, page),
        await listTrialDeals(tx, page),
        await listTrialTasks(tx, page),
      ]);
      expect(contacts.items).toMatchObject([{ id: contactId, openDeals: 1, responsibleName: null }]);
      expect(deals.items).toMatchObject([
        { pipelineName: "Продажі", stageName: "Нова заявка", contactValues: { full_name: "Олена Коваль" } },
      ]);
      expect(tasks.items).toMatchObject([
        { text: "Подзвонити", responsibleName: "Олена Коваль", dealValues: { title: "Заявка" } },
      ]);
      const contact = await inAccount((tx) => findTrialContact(tx, { trialCrmId: crm.trialCrmId, id: contactId }));
      expect(contact).toMatchObject({ deals: [{ id: dealId }], tasks: [{ text: "Подзвонити" }] });
    });

    it("pages by key", async () => {
      for (let index = 0; index < 5; index += 1) await call("POST", "/contacts", newContact());
      const pageOf = (place: TrialPlace) =>
        inAccount((tx) => listTrialContacts(tx, { trialCrmId: crm.trialCrmId, limit: 2, ...place }));
      const first = await pageOf({});
      const second = await pageOf({ after: first.older ?? "" });
      const last = await pageOf({ after: second.older ?? "" });
      expect([first, second, last].map(({ items }) => items.length)).toEqual([2, 2, 1]);
      expect([first.newer, last.older]).toEqual([null, null]);
      await expect(pageOf({ before: last.newer ?? "" })).resolves.toEqual(second);
      await expect(pageOf({ before: second.newer ?? "" })).resolves.toEqual({ ...first, older: first.items[1]?.id });
    });

    it("moves and deletes deals, and empties the CRM", async () => {
      const { trialCrmId } = crm;
      const { contactId, dealId } = await createDeal();
      await inAccount(async (tx) => {
        await expect(moveTrialDeal(tx, { trialCrmId, dealId, stageId: "s99" })).resolves.toMatchObject({
          reason: "unknown_stage",
        });
        await expect(moveTrialDeal(tx, { trialCrmId, dealId, stageId: "s23" })).resolves.toEqual({ ok: true });
        await expect(findTrialDeal(tx, { trialCrmId, id: dealId })).resolves.toMatchObject({
          stageKind: "won",
          pipelineName: "Повторні продажі",
        });
      });
      await expect(call("GET", `/deals?contact_id=${contactId}&state=open`)).resolves.toMatchObject({
        body: { items: [] },
      });
      await inAccount((tx) => deleteTrialDeal(tx, { trialCrmId, dealId }));
      await expect(call("GET", `/deals/${dealId}`)).resolves.toMatchObject({ status: 404 });
      await inAccount((tx) => emptyTrialCrm(tx, trialCrmId));
      const view = await inAccount((tx) => findTrialCrm(tx, trialCrmId));
      expect(view?.counts).toEqual({ contacts: 0, deals: 0, tasks: 0 });
      expect(view?.users).toHaveLength(5);
    });
  });
});
