import { describe, expect, it } from "vitest";
import { failureOf } from "../contract/failure-of";
import { answers } from "../testing/crm-server";
import { contactOf, createOdoo, openOdoo } from "./testing";

describe("refusals", () => {
  it.each([
    [17, { apiKey: "wrong" }, { kind: "hold", status: 401, message: /login with this API key/ }],
    [17, { database: "other" }, { kind: "hold", message: /no database of this name/ }],
    [19, { apiKey: "wrong" }, { kind: "hold", status: 401, message: /Invalid apikey/ }],
    [19, { database: "other" }, { kind: "reject", status: 404, message: /database not found/ }],
  ] as const)("Odoo %i with %j: %j", async (version, settings, { message, ...expected }) => {
    const { session } = await openOdoo(createOdoo({ version }), settings);
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
    const { session, server } = await openOdoo(createOdoo({ version: 17 }));
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
    const { session, server } = await openOdoo(createOdoo({ version: 19 }));
    server.nextWrite(answers(status, tell(name)));
    const failure = await failureOf(session.createContact(contactOf({ name: "Іван" })));
    expect(failure).toMatchObject({ kind, status, message: "Не можна" });
  });

  it("an error that does not say what it is, is tried again", async () => {
    const { session, server } = await openOdoo(createOdoo());
    server.next(answers(200, { jsonrpc: "2.0", id: 1, error: { code: 200, message: "Odoo Server Error" } }));
    await expect(failureOf(session.verify())).resolves.toMatchObject({ kind: "retry", message: "Odoo Server Error" });
  });

  it("a failure of the first call is not kept for the next", async () => {
    const { session, server } = await openOdoo(createOdoo());
    server.next(answers(503));
    await expect(failureOf(session.verify())).resolves.toMatchObject({ kind: "retry" });
    await expect(session.verify()).resolves.toMatchObject({ userName: "Бот LeadBox" });
  });
});
