import { v7 as uuidv7 } from "uuid";
import { describe, expect, it } from "vitest";
import { failureOf } from "../contract/failure-of";
import { addPerson, newDeal, openAccount } from "./testing";

describe("deals", () => {
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
    const others = [{ values: { name: "Інша" } }, { requestId: uuidv7({ msecs: Date.now() + 300_000 }) }];
    for (const other of others) {
      await expect(session.findCreated({ kind: "deal", input: { ...input, ...other } })).resolves.toBeNull();
    }
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
