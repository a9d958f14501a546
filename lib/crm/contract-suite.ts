import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CrmError } from "./error";
import { createCrmHttp } from "./http";
import { type CrmSettings, listSecrets } from "./settings";
import {
  answers,
  answersHtml,
  answersText,
  type CrmServer,
  hangs,
  losesAnswer,
  startCrmServer,
} from "./testing/crm-server";
import { sampleValues } from "./testing/sample-values";
import { BUILT_IN_FIELD_KEYS, type CrmCall, type CrmConnector, type CrmDirectory, type CrmSession } from "./types";

/** One account in a CRM, with nothing in it, for one run of the contract. */
export type ContractCrm = {
  /** The CRM's API: the real one, or a faithful fake. */
  handle(request: Request): Promise<Response>;
  toSettings(origin: string): CrmSettings;
  /** Lets search find new records only after so many milliseconds. */
  lagSearch(ms: number): Promise<void>;
  deleteContact(id: string): Promise<void>;
  countRecords(): Promise<{ contacts: number; deals: number; tasks: number }>;
  close(): Promise<void>;
};

const CALL_MS = 400;
const ANSWER_BYTES = 256 * 1024;

/** What every connector keeps to, spoken over HTTP. */
export function describeContract(connector: CrmConnector, open: () => Promise<ContractCrm>): void {
  describe(`the contract of a connector: ${connector.provider}`, () => {
    let crm: ContractCrm;
    let server: CrmServer;
    let directory: CrmDirectory;
    const calls: CrmCall[] = [];

    /** A session with a limiter and a breaker of its own, so that the faults of one test do not reach the next. */
    function connect(): CrmSession {
      const settings = crm.toSettings(server.origin);
      const http = createCrmHttp({
        connector,
        address: { ownOrigin: "https://leads.example", privateHosts: [new URL(server.origin).host] },
        secrets: listSecrets(connector.settingsSchema, settings),
        onCall: (call) => calls.push(call),
        bounds: { callMs: CALL_MS, answerBytes: ANSWER_BYTES },
      });
      return connector.connect(settings, http);
    }

    const newContact = (phone: string, more = {}) => ({
      values: { name: "Олена Коваль", phone, ...more },
      responsibleId: directory.users[0]?.id ?? null,
      requestId: randomUUID(),
    });

    const newDeal = (contactId: string) => ({
      contactId,
      values: { name: "Заявка з чату" },
      pipelineId: null,
      stageId: null,
      responsibleId: directory.users[0]?.id ?? null,
      requestId: randomUUID(),
    });

    beforeAll(async () => {
      crm = await open();
      server = await startCrmServer(crm.handle);
      directory = await connect().readDirectory();
    });

    afterAll(async () => {
      await server.close();
      await crm.close();
    });

    describe("errors", () => {
      it.each([401, 403])("%i holds the connection", async (status) => {
        server.next(answers(status, { message: "Token revoked" }));
        await expect(failureOf(connect().verify())).resolves.toMatchObject({ kind: "hold", status });
      });

      it("429 waits as long as Retry-After says, and lets no call through until then", async () => {
        const session = connect();
        server.next(answers(429, {}, { "retry-after": "120" }));
        await expect(failureOf(session.verify())).resolves.toMatchObject({ kind: "retry", retryAfterSeconds: 120 });
        const before = server.calls();
        const refused = await failureOf(session.verify());
        expect(refused).toMatchObject({ kind: "retry", code: "paused" });
        expect(refused.retryAfterSeconds).toBeGreaterThan(100);
        expect(server.calls()).toBe(before);
      });

      it.each([408, 425, 500, 502, 503])("%i is tried again", async (status) => {
        server.next(answers(status));
        await expect(failureOf(connect().verify())).resolves.toMatchObject({ kind: "retry", status });
      });

      it.each([400, 404, 409, 422])("%i gives up on a write", async (status) => {
        server.next(answers(status, { error: { message: "Field full_name is required" } }));
        const error = await failureOf(connect().createContact(newContact("+380671000001")));
        expect(error).toMatchObject({ kind: "reject", status, isOutcomeUnknown: false });
      });

      it("gives the CRM's own words, without what is known about the person and without the token", async () => {
        const [token] = listSecrets(connector.settingsSchema, crm.toSettings(server.origin));
        server.next(
          answers(422, { message: `Олена Коваль has +380671000002 (olena@shop.example) already; token ${token}` }),
        );
        const error = await failureOf(connect().createContact(newContact("+380671000002")));
        expect(error.message).toMatch(/has .* already/);
        expect(error.message).not.toMatch(/Олена|380671000002|olena@shop|Коваль/);
        expect(error.message).not.toContain(token);
        expect(JSON.stringify(error)).not.toContain(token);
      });

      it("a web page instead of JSON is a bad answer", async () => {
        server.next(answersHtml(200));
        await expect(failureOf(connect().verify())).resolves.toMatchObject({ kind: "bad_answer" });
      });

      it.each(["{", '{"unexpected":true}', "[]", ""])("an answer %s of another shape is a bad answer", async (text) => {
        server.next(answersText(text));
        await expect(failureOf(connect().verify())).resolves.toMatchObject({ kind: "bad_answer", code: "shape" });
      });

      it("an answer that no database can store is mended", async () => {
        server.next(answersText('{"crm":{"id":"1","name":"a\\u0000b\\ud800"},"web_url":null,"id":"1"}'));
        const outcome = await connect()
          .verify()
          .catch((error: unknown) => error);
        expect(JSON.stringify(outcome)).not.toMatch(/\\u0000|\\ud800/i);
      });

      it("a redirect is not followed", async () => {
        server.next(answers(302, {}, { location: "http://169.254.169.254/latest/meta-data" }));
        const before = server.calls();
        await expect(failureOf(connect().verify())).resolves.toMatchObject({ code: "redirect" });
        expect(server.calls()).toBe(before + 1);
      });

      it("an answer that never comes ends in time", async () => {
        server.next(hangs());
        const startedAt = performance.now();
        await expect(failureOf(connect().verify())).resolves.toMatchObject({ kind: "retry", code: "timeout" });
        expect(performance.now() - startedAt).toBeLessThan(5 * CALL_MS);
      });

      it("an answer that is too large is let go of", async () => {
        server.next(answersText(JSON.stringify({ filler: "x".repeat(2 * ANSWER_BYTES) })));
        await expect(failureOf(connect().verify())).resolves.toMatchObject({ kind: "bad_answer", code: "too_large" });
      });

      it("a host that may not be called is not called", async () => {
        const http = createCrmHttp({
          connector,
          address: { ownOrigin: "https://leads.example", privateHosts: [] },
          secrets: [],
        });
        const session = connector.connect(crm.toSettings(server.origin), http);
        const before = server.calls();
        await expect(failureOf(session.verify())).resolves.toMatchObject({ kind: "reject", code: "address" });
        expect(server.calls()).toBe(before);
      });

      it("the trace of a call holds neither a token nor anything of the person", async () => {
        calls.length = 0;
        await connect().findContacts({ kind: "phone", value: "+380671000003" });
        expect(calls.length).toBeGreaterThan(0);
        expect(calls[0]).toMatchObject({ status: 200, errorKind: null });
        expect(JSON.stringify(calls)).not.toMatch(/380671000003|671000003/);
      });
    });

    describe("directory", () => {
      it("lists users, pipelines with an open stage each, and the built-in fields", () => {
        expect(directory.users.length).toBeGreaterThan(0);
        expect(directory.users.every(({ id, name }) => id && name)).toBe(true);
        for (const pipeline of directory.pipelines) {
          expect(pipeline.stages.some(({ kind }) => kind === "open")).toBe(true);
        }
        for (const entity of ["contact", "deal"] as const) {
          const keys = directory.fields
            .filter((field) => field.entity === entity && field.isBuiltIn)
            .map(({ key }) => key);
          expect(keys.toSorted()).toEqual([...BUILT_IN_FIELD_KEYS[entity]].toSorted());
        }
        const names = directory.fields.map(({ entity, key }) => `${entity}.${key}`);
        expect(new Set(names).size).toBe(names.length);
      });

      it("gives the choices of every field that has some", () => {
        const choosable = directory.fields.filter(({ type }) => type === "enum" || type === "multi_enum");
        expect(choosable.every(({ options }) => (options?.length ?? 0) > 0)).toBe(true);
      });

      it("says whose credentials they are", async () => {
        const account = await connect().verify();
        expect(account.name).not.toBe("");
      });
    });

    describe("contacts", () => {
      it("are found by phone and by e-mail in any letter case, and not by a part of either", async () => {
        const session = connect();
        const { id } = await session.createContact(newContact("+380671000010", { email: "Olena.Ten@Shop.Example" }));
        const byPhone = await session.findContacts({ kind: "phone", value: "+380671000010" });
        const byEmail = await session.findContacts({ kind: "email", value: "olena.ten@shop.example" });
        expect(byPhone.map((contact) => contact.id)).toEqual([id]);
        expect(byEmail.map((contact) => contact.id)).toEqual([id]);
        expect(byPhone[0]).toMatchObject({ phones: ["+380671000010"], emails: ["olena.ten@shop.example"] });
        await expect(session.findContacts({ kind: "phone", value: "+380671000019" })).resolves.toEqual([]);
        await expect(session.findContacts({ kind: "phone", value: "+48671000010" })).resolves.toEqual([]);
        await expect(session.findContacts({ kind: "email", value: "ten@shop.example" })).resolves.toEqual([]);
      });

      it("with several phones are found by each", async () => {
        const session = connect();
        const { id } = await session.createContact({
          ...newContact("+380671000020"),
          values: { name: "Дві картки", phone: ["+380671000020", "+380671000021"] },
        });
        for (const value of ["+380671000020", "+380671000021"]) {
          const found = await session.findContacts({ kind: "phone", value });
          expect(found.map((contact) => contact.id)).toEqual([id]);
          expect(found[0]?.phones).toEqual(["+380671000020", "+380671000021"]);
        }
      });

      it("keep what an update does not name, and gain phones without losing one", async () => {
        const session = connect();
        const { id } = await session.createContact(
          newContact("+380671000030", { email: "a@shop.example", tags: ["чат"] }),
        );
        await session.updateContact(id, { phone: "+380671000031", note: "Перезвонити", tags: ["повторний"] });
        const contact = await session.getContact(id);
        expect(contact?.values).toMatchObject({ name: "Олена Коваль", note: "Перезвонити" });
        expect(contact?.emails).toEqual(["a@shop.example"]);
        expect(contact?.phones.toSorted()).toEqual(["+380671000030", "+380671000031"]);
        expect(contact?.values.tags).toEqual(["чат", "повторний"]);
      });

      it("keep a value of every type", async () => {
        const session = connect();
        const values = sampleValues(directory, "contact");
        const { id } = await session.createContact({ ...newContact("+380671000040"), values });
        await expect(session.getContact(id)).resolves.toMatchObject({ values });
      });

      it("belong to the responsible that was given", async () => {
        const session = connect();
        const responsibleId = directory.users[1]?.id ?? null;
        const { id } = await session.createContact({ ...newContact("+380671000050"), responsibleId });
        await expect(session.getContact(id)).resolves.toMatchObject({ responsibleId });
      });

      it("that were deleted are null", async () => {
        const session = connect();
        const { id } = await session.createContact(newContact("+380671000060"));
        await crm.deleteContact(id);
        await expect(session.getContact(id)).resolves.toBeNull();
        await expect(session.findContacts({ kind: "phone", value: "+380671000060" })).resolves.toEqual([]);
      });

      it("are found by id while search lags behind", async () => {
        const session = connect();
        await crm.lagSearch(60_000);
        try {
          const { id } = await session.createContact(newContact("+380671000070"));
          await expect(session.findContacts({ kind: "phone", value: "+380671000070" })).resolves.toEqual([]);
          await expect(session.getContact(id)).resolves.toMatchObject({ id });
        } finally {
          await crm.lagSearch(0);
        }
      });
    });

    describe("deals and tasks", () => {
      it("a deal is active until it is won or lost, and stays readable by id", async () => {
        const session = connect();
        const contact = await session.createContact(newContact("+380671000110"));
        const deal = await session.createDeal(newDeal(contact.id));
        await expect(session.listActiveDeals(contact.id)).resolves.toMatchObject([
          { id: deal.id, contactId: contact.id },
        ]);
        for (const kind of ["won", "lost"] as const) {
          const stage = directory.pipelines[0]?.stages.find((candidate) => candidate.kind === kind);
          await session.updateDeal(deal.id, { stage: stage?.id ?? "" });
          await expect(session.listActiveDeals(contact.id)).resolves.toEqual([]);
          await expect(session.getDeal(deal.id)).resolves.toMatchObject({ id: deal.id, isActive: false });
        }
        await expect(session.getDeal("999999999")).resolves.toBeNull();
      });

      it("a deal goes to the pipeline, stage and responsible that were given", async () => {
        const session = connect();
        const contact = await session.createContact(newContact("+380671000120"));
        const pipeline = directory.pipelines.at(-1);
        const stage = pipeline?.stages.filter(({ kind }) => kind === "open").at(-1);
        const { id } = await session.createDeal({
          ...newDeal(contact.id),
          pipelineId: pipeline?.id ?? null,
          stageId: stage?.id ?? null,
          responsibleId: directory.users[1]?.id ?? null,
        });
        await expect(session.getDeal(id)).resolves.toMatchObject({
          pipelineId: pipeline?.id,
          stageId: stage?.id,
          responsibleId: directory.users[1]?.id,
          isActive: true,
        });
      });

      it("deals keep a value of every type, and what an update does not name", async () => {
        const session = connect();
        const contact = await session.createContact(newContact("+380671000130"));
        const values = sampleValues(directory, "deal");
        const { id } = await session.createDeal({ ...newDeal(contact.id), values });
        await session.updateDeal(id, { name: "Друга назва" });
        await expect(session.getDeal(id)).resolves.toMatchObject({ values: { ...values, name: "Друга назва" } });
      });

      it("a task is made on the deal", async () => {
        const session = connect();
        const contact = await session.createContact(newContact("+380671000140"));
        const deal = await session.createDeal(newDeal(contact.id));
        const before = await crm.countRecords();
        const task = await session.createTask({
          contactId: contact.id,
          dealId: deal.id,
          responsibleId: directory.users[0]?.id ?? null,
          text: "Повторне звернення",
          dueAt: "2026-12-01T09:00:00.000Z",
          requestId: randomUUID(),
        });
        expect(task.id).not.toBe("");
        await expect(crm.countRecords()).resolves.toEqual({ ...before, tasks: before.tasks + 1 });
      });
    });

    describe("repeats", () => {
      it("the same request makes one record where the CRM is idempotent", async ({ skip }) => {
        const session = connect();
        if (!session.isIdempotent) skip("This CRM has no request ids");
        const input = newContact("+380671000210");
        const before = await crm.countRecords();
        const refs = await Promise.all([session.createContact(input), session.createContact(input)]);
        const again = await session.createContact(input);
        expect(new Set([...refs, again].map(({ id }) => id)).size).toBe(1);
        await expect(crm.countRecords()).resolves.toMatchObject({ contacts: before.contacts + 1 });
      });

      it("a write whose answer is lost says so, and what it made is found by its request", async () => {
        const session = connect();
        const input = newContact("+380671000220");
        server.next(losesAnswer());
        const error = await failureOf(session.createContact(input));
        expect(error).toMatchObject({ kind: "retry", isOutcomeUnknown: true });
        const ref = await session.findByRequestId("contact", input.requestId);
        const [found] = await session.findContacts({ kind: "phone", value: "+380671000220" });
        expect(ref?.id ?? found?.id).toBe(found?.id);
        expect(found).toBeDefined();
      });

      it("a request that never came through is not found", async () => {
        await expect(connect().findByRequestId("deal", randomUUID())).resolves.toBeNull();
      });

      it("the answer to a read is never an unknown outcome", async () => {
        server.next(losesAnswer());
        await expect(failureOf(connect().verify())).resolves.toMatchObject({ kind: "retry", isOutcomeUnknown: false });
      });
    });
  });
}

/** The error of a call; fails the test when there is none or it is another. */
async function failureOf(call: Promise<unknown>): Promise<CrmError> {
  const outcome = await call.then(
    () => "no error",
    (error: unknown) => error,
  );
  expect(outcome).toBeInstanceOf(CrmError);
  return outcome as CrmError;
}
