import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { failureOf } from "../contract/failure-of";
import { answers } from "../testing/crm-server";
import { letsThrough, person, setUpFakeAccount } from "./set-up-fake-account";

const fake = setUpFakeAccount();

describe("contacts", () => {
  it("whose note has to wait are looked for when the search has learned of them", async () => {
    const session = fake.contract.connect();
    fake.contract.server.nextWrite(letsThrough);
    fake.contract.server.nextWrite(answers(429, { policyName: "SECONDLY" }));
    const values = { name: "Олена", phone: "+380671112233", note: "Перше звернення" };
    const error = await failureOf(session.createContact({ ...person, values }));
    expect(error).toMatchObject({ kind: "retry", isBusy: true, isOutcomeUnknown: true, retryAfterSeconds: 60 });
  });

  it.each([false, true])(
    "are made once and get their note when only the note failed (ids of requests: %s)",
    async (keepsRequestIds) => {
      await fake.open({ keepsRequestIds });
      const session = fake.contract.connect();
      const input = {
        ...fake.contract.newContact(fake.contract.phone(1), { note: "Перше звернення" }),
        requestId: randomUUID(),
      };
      fake.contract.server.nextWrite(letsThrough);
      fake.contract.server.nextWrite(answers(429, {}));
      const error = await failureOf(session.createContact(input));
      expect(error).toMatchObject({ kind: "retry", isBusy: true, isOutcomeUnknown: true });

      // Another process, which does not wait as this one was asked to.
      const next = fake.contract.connect();
      const found = await next.findCreated({ kind: "contact", input });
      await expect(next.findCreated({ kind: "contact", input })).resolves.toEqual(found);
      expect(fake.crm.records().contacts.map(({ id }) => id)).toEqual([found?.id]);
      await expect(fake.crm.readNotes?.(found?.id ?? "")).resolves.toEqual(["Перше звернення"]);
    },
  );

  it("are found again by the id of the request while search lags", async () => {
    await fake.open({ keepsRequestIds: true });
    await fake.crm.lagSearch?.(60_000);
    const session = fake.contract.connect();
    const contact = fake.contract.newContact(fake.contract.phone(1));
    const { id } = await session.createContact(contact);
    await expect(session.findCreated({ kind: "contact", input: contact })).resolves.toMatchObject({ id });
    const deal = fake.contract.newDeal(id);
    const made = await session.createDeal(deal);
    await expect(session.findCreated({ kind: "deal", input: deal })).resolves.toEqual(made);
    await expect(
      session.findCreated({ kind: "deal", input: { ...deal, requestId: randomUUID() } }),
    ).resolves.toBeNull();
  });
});
