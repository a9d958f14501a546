import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { losesAnswer } from "../testing/crm-server";
import type { Contract } from "./contract";
import { failureOf } from "./failure-of";

/** That no answer that is lost, and no request that is sent twice, makes a second record. */
export function describeRepeats(contract: Contract): void {
  describe("repeats", () => {
    it("the same request makes one record where the CRM is idempotent", async ({ skip }) => {
      const session = contract.connect();
      if (!session.isIdempotent) skip("This CRM has no request ids");
      const input = contract.newContact("+380671000210");
      const before = await contract.crm.countRecords();
      const refs = await Promise.all([session.createContact(input), session.createContact(input)]);
      const again = await session.createContact(input);
      expect(new Set([...refs, again].map(({ id }) => id)).size).toBe(1);
      await expect(contract.crm.countRecords()).resolves.toMatchObject({ contacts: before.contacts + 1 });
    });

    it("a write whose answer is lost says so, and what it made is found by its request", async () => {
      const session = contract.connect();
      const input = contract.newContact("+380671000220");
      contract.server.next(losesAnswer());
      const error = await failureOf(session.createContact(input));
      expect(error).toMatchObject({ kind: "retry", isOutcomeUnknown: true });
      const ref = await session.findByRequestId("contact", input.requestId);
      const [found] = await session.findContacts({ kind: "phone", value: "+380671000220" });
      expect(ref?.id ?? found?.id).toBe(found?.id);
      expect(found).toBeDefined();
    });

    it("a request that never came through is not found", async () => {
      await expect(contract.connect().findByRequestId("deal", randomUUID())).resolves.toBeNull();
    });

    it("the answer to a read is never an unknown outcome", async () => {
      contract.server.next(losesAnswer());
      await expect(failureOf(contract.connect().verify())).resolves.toMatchObject({
        kind: "retry",
        isOutcomeUnknown: false,
      });
    });
  });
}
