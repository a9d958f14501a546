import { describe, expect, it } from "vitest";
import { createCrmHttp } from "../http";
import { listSecrets } from "../settings";
import { answers, answersHtml, answersText, hangs, passes } from "../testing/crm-server";
import { ANSWER_BYTES, type Contract } from "./contract";
import { failureOf } from "./failure-of";

/** What an answer that is not as hoped for means: hold, wait, try again or give up. */
export function describeErrors(contract: Contract): void {
  describe("errors", () => {
    it.each([401, 403])("%i holds the connection", async (status) => {
      const refusal = answers(status, { message: "Token revoked" });
      // Access that ends by itself is renewed once, and a second no stands.
      const isRenewed = status === 401 && contract.connector.tokens?.isOnlyWay === true;
      contract.server.next(refusal, ...(isRenewed ? [passes, refusal] : []));
      await expect(failureOf(contract.connect().verify())).resolves.toMatchObject({ kind: "hold", status });
    });

    it("429 waits as long as Retry-After says, and lets no call through until then", async () => {
      const session = contract.connect();
      contract.server.next(answers(429, {}, { "retry-after": "120" }));
      await expect(failureOf(session.verify())).resolves.toMatchObject({ kind: "retry", retryAfterSeconds: 120 });
      const before = contract.server.calls();
      const refused = await failureOf(session.verify());
      expect(refused).toMatchObject({ kind: "retry", code: "paused" });
      expect(refused.retryAfterSeconds).toBeGreaterThan(100);
      expect(contract.server.calls()).toBe(before);
    });

    it.each([408, 425, 500, 502, 503])("%i is tried again", async (status) => {
      contract.server.next(answers(status));
      await expect(failureOf(contract.connect().verify())).resolves.toMatchObject({ kind: "retry", status });
    });

    it.each([400, 404, 409, 422])("%i gives up on a write", async (status) => {
      contract.server.nextWrite(answers(status, { error: { message: "Field full_name is required" } }));
      const error = await failureOf(contract.connect().createContact(contract.newContact(contract.phone(1))));
      expect(error).toMatchObject({ kind: "reject", status, isOutcomeUnknown: false });
    });

    it("gives the CRM's own words, without what is known about the person and without the token", async () => {
      const [token] = listSecrets(contract.connector.settingsSchema, contract.crm.toSettings(contract.server.origin));
      const phone = contract.phone(2);
      contract.server.nextWrite(
        answers(422, { message: `Олена Коваль has ${phone} (olena@shop.example) already; token ${token}` }),
      );
      const error = await failureOf(contract.connect().createContact(contract.newContact(phone)));
      expect(error.message).toMatch(/has .* already/);
      expect(error.message).not.toMatch(/Олена|olena@shop|Коваль/);
      expect(error.message).not.toContain(phone.slice(1));
      expect(error.message).not.toContain(token);
      expect(JSON.stringify(error)).not.toContain(token);
    });

    it("a web page instead of JSON is a bad answer", async () => {
      contract.server.next(answersHtml(200));
      await expect(failureOf(contract.connect().verify())).resolves.toMatchObject({ kind: "bad_answer" });
    });

    it.each(["{", '{"unexpected":true}', "[]", ""])("an answer %s of another shape is a bad answer", async (text) => {
      contract.server.next(answersText(text));
      await expect(failureOf(contract.connect().verify())).resolves.toMatchObject({
        kind: "bad_answer",
        code: "shape",
      });
    });

    it("an answer that no database can store is mended", async () => {
      contract.server.next(answersText('{"crm":{"id":"1","name":"a\\u0000b\\ud800"},"web_url":null,"id":"1"}'));
      const outcome = await contract
        .connect()
        .verify()
        .catch((error: unknown) => error);
      expect(JSON.stringify(outcome)).not.toMatch(/\\u0000|\\ud800/i);
    });

    it("a redirect is not followed", async () => {
      contract.server.next(answers(302, {}, { location: "http://169.254.169.254/latest/meta-data" }));
      const before = contract.server.calls();
      await expect(failureOf(contract.connect().verify())).resolves.toMatchObject({ code: "redirect" });
      expect(contract.server.calls()).toBe(before + 1);
    });

    it("an answer that never comes ends in time", async () => {
      contract.server.next(hangs());
      await expect(failureOf(contract.connect({ callMs: 300 }).verify())).resolves.toMatchObject({
        kind: "retry",
        code: "timeout",
      });
    });

    it("an answer that is too large is let go of", async () => {
      contract.server.next(answersText(JSON.stringify({ filler: "x".repeat(2 * ANSWER_BYTES) })));
      await expect(failureOf(contract.connect().verify())).resolves.toMatchObject({
        kind: "bad_answer",
        code: "too_large",
      });
    });

    it("a host that may not be called is not called", async ({ skip }) => {
      const { toSettingsElsewhere } = contract.crm;
      if (!toSettingsElsewhere) return skip("Its hosts are fixed");
      const http = createCrmHttp({
        connector: contract.connector,
        address: { ownOrigin: "https://leads.example", privateHosts: [] },
        secrets: [],
      });
      const session = contract.connector.connect(toSettingsElsewhere(contract.server.origin), http, null);
      const before = contract.server.calls();
      await expect(failureOf(session.verify())).resolves.toMatchObject({ kind: "reject", code: "address" });
      expect(contract.server.calls()).toBe(before);
    });

    it("the trace of a call holds neither a token nor anything of the person", async () => {
      contract.calls.length = 0;
      await contract.connect().findContacts({ kind: "phone", value: contract.phone(3) });
      expect(contract.calls.length).toBeGreaterThan(0);
      expect(contract.calls[0]).toMatchObject({ errorKind: null });
      expect(JSON.stringify(contract.calls)).not.toContain(contract.phone(3).slice(4));
    });
  });
}
