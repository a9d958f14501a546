import { describe, expect, it } from "vitest";
import { failureOf } from "../contract/failure-of";
import { answers, answersHtml, answersText } from "../testing/crm-server";
import { pipedrive } from "./connector";
import { toHash } from "./fixtures";
import { settingsSchema } from "./settings";
import { addPerson, newContact, openAccount } from "./testing";

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
