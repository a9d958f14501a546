import { v7 as uuidv7 } from "uuid";
import { describe, expect, it } from "vitest";
import { CrmError } from "../error";
import { toE164 } from "../identifier-hits";
import { attemptOf } from "../testing/attempt-of";
import { answers, losesAnswer } from "../testing/crm-server";
import type { CreateContactInput, CrmCreate, CrmRecordRef, CrmSession } from "../types";
import type { Contract } from "./contract";
import { failureOf } from "./failure-of";

/** That no answer that is lost, and no request that is sent twice, makes a second record. */
export function describeRepeats(contract: Contract): void {
  describe("repeats", () => {
    it("the same request makes one record where the CRM is idempotent", async ({ skip }) => {
      const session = contract.connect();
      if (!session.isIdempotent) skip("This CRM has no request ids");
      const input = contract.newContact(contract.phone(90));
      const before = await contract.crm.countRecords?.();
      const refs = await Promise.all([session.createContact(input), session.createContact(input)]);
      const again = await session.createContact(input);
      expect(new Set([...refs, again].map(({ id }) => id)).size).toBe(1);
      await expect(contract.crm.countRecords?.()).resolves.toMatchObject({ contacts: (before?.contacts ?? 0) + 1 });
    });

    it("a contact whose answer is lost is found, and made once", async () => {
      const input = contract.newContact(contract.phone(91), { email: contract.email("lost") });
      await loseAndRepeat(contract, { kind: "contact", input });
    });

    it.for([500, 429])(
      "a contact whose note is refused by %i is made once, and gets its note by the next try",
      async (status, { skip }) => {
        const { readNotes } = contract.crm;
        if (!readNotes) return skip("Notes are a field of the contact here");
        const session = contract.connect();
        const phone = contract.phone(status === 500 ? 98 : 99);
        const input = contract.newContact(phone, { note: "Хоче перезвону" });
        contract.server.nextWrite((request, handle) => handle(request));
        contract.server.nextWrite(answers(status));
        await expect(failureOf(session.createContact(input))).resolves.toMatchObject({ isOutcomeUnknown: true });
        // A session of its own, which was not asked to wait.
        const found = await contract.connect().findCreated({ kind: "contact", input });
        expect(await readNotes(found?.id ?? "")).toEqual(["Хоче перезвону"]);
        await expect(contract.connect().findContacts({ kind: "phone", value: phone })).resolves.toHaveLength(1);
      },
    );

    it("a contact with neither phone nor e-mail whose answer is lost is found, and made once", async () => {
      await loseAndRepeat(contract, { kind: "contact", input: withoutIdentifiers(contract, "Безіменна") });
    });

    it.for(["12-34", "спитати в чаті"])("and so is one whose phone is no number: %s", async (phone) => {
      const input = withoutIdentifiers(contract, "Недосяжна");
      await loseAndRepeat(contract, { kind: "contact", input: { ...input, values: { ...input.values, phone } } });
    });

    it("a phone that is no number does not lead to whoever else has it", async () => {
      const session = contract.connect();
      const input = withoutIdentifiers(contract, "Сусідка");
      await session.createContact({ ...input, values: { name: "Інша", phone: "12-34" }, requestId: uuidv7() });
      const lost: CrmCreate = { kind: "contact", input: { ...input, values: { ...input.values, phone: "12-34" } } };
      await expect(session.findCreated(lost, attemptOf(new Date(0)))).resolves.toBeNull();
    });

    it("a contact with neither phone nor e-mail that never came through is not found", async () => {
      const session = contract.connect();
      const input = withoutIdentifiers(contract, "Оксана О’Тиха");
      // Of the same name: somebody who has a phone, and somebody whom another request made.
      await session.createContact(contract.newContact(contract.phone(85), input.values));
      const other = await session.createContact({ ...input, requestId: uuidv7() });
      const attempt = attemptOf(new Date(0), [other.id]);
      await expect(session.findCreated({ kind: "contact", input }, attempt)).resolves.toBeNull();
    });

    it("a deal whose answer is lost is found, and made once", async () => {
      const contact = await contract.connect().createContact(contract.newContact(contract.phone(92)));
      await loseAndRepeat(contract, { kind: "deal", input: contract.newDeal(contact.id) });
    });

    it.for(["won", "lost"] as const)(
      "a deal that is made in a %s stage and whose answer is lost is found, and made once",
      async (kind, { skip }) => {
        const place = findStage(contract, kind);
        if (!place) return skip(`No pipeline has a stage that is ${kind}`);
        const number = kind === "won" ? 86 : 87;
        const contact = await contract.connect().createContact(contract.newContact(contract.phone(number)));
        await loseAndRepeat(contract, { kind: "deal", input: { ...contract.newDeal(contact.id), ...place } });
      },
    );

    it.for(["phone", "name"] as const)(
      "while search lags, a contact known by its %s whose answer is lost is found, or it is too early to tell",
      async (known, { skip }) => {
        const { lagSearch } = contract.crm;
        if (!lagSearch) return skip("This CRM's search does not lag");
        const input =
          known === "phone" ? contract.newContact(contract.phone(88)) : withoutIdentifiers(contract, "Повільна");
        await lagSearch(3_600_000);
        try {
          await loseAndRepeat(contract, { kind: "contact", input }, { mayBeTooEarly: true });
        } finally {
          await lagSearch(0);
        }
        const found = await look(contract, { kind: "contact", input }, new Date(0));
        expect(found?.id ?? "").not.toBe("");
      },
    );

    it.for(["contact", "deal"] as const)(
      "a %s that another request made under the same name is not taken for the one that was lost",
      async (kind) => {
        const session = contract.connect();
        const contact = await session.createContact(contract.newContact(contract.phone(84)));
        const create: CrmCreate =
          kind === "contact"
            ? { kind, input: withoutIdentifiers(contract, "Гість") }
            : { kind, input: contract.newDeal(contact.id) };
        const own = await send(session, create);
        const other = await send(session, { ...create, input: { ...create.input, requestId: uuidv7() } } as CrmCreate);
        const found = await session.findCreated(create, attemptOf(new Date(0), [other.id]));
        expect(found?.id).toBe(own.id);
      },
    );

    it("a task whose answer is lost is found, and made once", async () => {
      const session = contract.connect();
      const contact = await session.createContact(contract.newContact(contract.phone(93)));
      const deal = await session.createDeal(contract.newDeal(contact.id));
      await loseAndRepeat(contract, {
        kind: "task",
        input: {
          contactId: contact.id,
          dealId: deal.id,
          responsibleId: contract.directory.users[0]?.id ?? null,
          text: "Повторне звернення: «Де замовлення?» & <інше>",
          dueAt: "2026-12-01T09:30:00.000Z",
          requestId: uuidv7(),
        },
      });
    });

    it("an update whose answer is lost may be sent again", async () => {
      const session = contract.connect();
      const { id } = await session.createContact(contract.newContact(contract.phone(94)));
      const change = { phone: contract.phone(95) };
      contract.server.nextWrite(losesAnswer());
      await expect(failureOf(session.updateContact(id, change))).resolves.toMatchObject({ isOutcomeUnknown: true });
      await session.updateContact(id, change);
      const contact = await session.getContact(id);
      expect(contact?.phones.toSorted()).toEqual([contract.phone(94), contract.phone(95)]);
    });

    it("an update of a deal whose answer is lost may be sent again", async () => {
      const session = contract.connect();
      const contact = await session.createContact(contract.newContact(contract.phone(99)));
      const { id } = await session.createDeal(contract.newDeal(contact.id));
      const change = { name: "Заявка з Instagram" };
      contract.server.nextWrite(losesAnswer());
      await expect(failureOf(session.updateDeal(id, change))).resolves.toMatchObject({ isOutcomeUnknown: true });
      await session.updateDeal(id, change);
      await expect(session.getDeal(id)).resolves.toMatchObject({ values: change });
      await expect(session.listActiveDeals(contact.id)).resolves.toHaveLength(1);
    });

    it("a request that never came through is not found", async () => {
      const session = contract.connect();
      const contact = await session.createContact(contract.newContact(contract.phone(96)));
      const input = contract.newDeal(contact.id);
      await expect(session.findCreated({ kind: "deal", input })).resolves.toBeNull();
      const lost = contract.newContact(contract.phone(97));
      await expect(session.findCreated({ kind: "contact", input: lost })).resolves.toBeNull();
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

/** Loses the answer to a create, and tries again as the delivery does: looks first, then writes. */
async function loseAndRepeat(contract: Contract, create: CrmCreate, { mayBeTooEarly = false } = {}) {
  const session = contract.connect();
  const before = await contract.crm.countRecords?.();
  contract.server.nextWrite(losesAnswer());
  await expect(failureOf(send(session, create))).resolves.toMatchObject({ kind: "retry", isOutcomeUnknown: true });

  const found = await look(contract, create, new Date()).catch((error: unknown) => {
    if (mayBeTooEarly && error instanceof CrmError && error.code === "too_early") return { id: "too early" };
    throw error;
  });
  expect(found?.id ?? "").not.toBe("");
  const after = await contract.crm.countRecords?.();
  if (!before || !after) return;
  const list = `${create.kind}s` as const;
  const made = list === "tasks" && contract.crm.hasTasks === false ? 0 : 1;
  expect(after[list]).toBe(before[list] + made);
}

async function look(contract: Contract, create: CrmCreate, sentAt: Date) {
  const session = contract.connect();
  return (await session.findCreated(create, attemptOf(sentAt))) ?? (await findBesides(session, create));
}

/** Somebody of whom nothing is known but a name, this run's own. */
function withoutIdentifiers(contract: Contract, name: string): CreateContactInput {
  const input = contract.newContact("");
  return { ...input, values: { name: `${name} ${contract.phone(0).slice(-7)}` } };
}

function findStage({ directory }: Contract, kind: "won" | "lost") {
  for (const pipeline of directory.pipelines) {
    const stage = pipeline.stages.find((candidate) => candidate.kind === kind);
    if (stage) return { pipelineId: pipeline.id, stageId: stage.id };
  }
  return null;
}

function send(session: CrmSession, { kind, input }: CrmCreate): Promise<CrmRecordRef> {
  if (kind === "contact") return session.createContact(input);
  return kind === "deal" ? session.createDeal(input) : session.createTask(input);
}

/** What `lookForRecord` of lib/delivery does for every CRM. */
async function findBesides(session: CrmSession, { kind, input }: CrmCreate): Promise<CrmRecordRef | null> {
  if (kind === "contact") {
    const { phone } = input.values;
    const isNumber = toE164(String(phone ?? "")) !== null;
    const [contact] = isNumber ? await session.findContacts({ kind: "phone", value: String(phone) }) : [];
    return contact ?? null;
  }
  if (kind === "deal") return (await session.listActiveDeals(input.contactId))[0] ?? null;
  return null;
}
