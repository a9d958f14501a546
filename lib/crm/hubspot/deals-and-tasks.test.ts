import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { failureOf } from "../contract/failure-of";
import { hubspot } from "./connector";
import { person, setUpFakeAccount } from "./set-up-fake-account";

const fake = setUpFakeAccount();

describe("deals and tasks", () => {
  it("deals of a contact are read to the last page and the last batch", async () => {
    const id = fake.store({ firstname: "Гурт" });
    const tie = { to: { id }, types: [{ associationTypeId: 3 }] };
    for (let index = 0; index < 503; index += 1) {
      const dealstage = index < 2 ? "closedlost" : "contractsent";
      fake.crm.account.store.create("deals", {
        properties: { dealname: `Угода ${index}`, pipeline: "default", dealstage },
        associations: [tie],
      });
    }
    await expect(fake.contract.connect().listActiveDeals(id)).resolves.toHaveLength(501);
  });

  it("a deal knows its contact", async () => {
    const session = fake.contract.connect();
    const contactId = fake.store({ firstname: "Олена" });
    const { id } = await session.createDeal(fake.contract.newDeal(contactId));
    await expect(session.getDeal(id)).resolves.toMatchObject({ contactId, stageId: "appointmentscheduled" });
  });

  it("a stage of another pipeline takes the deal there", async () => {
    const session = fake.contract.connect();
    const { id } = await session.createDeal(fake.contract.newDeal(fake.store({ firstname: "Олена" })));
    await session.updateDeal(id, { stage: "181234571" });
    await expect(session.getDeal(id)).resolves.toMatchObject({ pipelineId: "81234567", isActive: true });
  });

  it("what the account offers is read when it is needed and not known", async () => {
    const session = hubspot.connect(fake.crm.toSettings(""), fake.openHttp(), null);
    const { id } = await session.createDeal(fake.contract.newDeal(fake.store({ firstname: "Олена" })));
    await expect(session.getDeal(id)).resolves.toMatchObject({ pipelineId: "default", isActive: true });
  });

  it("a task at another time is another task; one without a deal is looked for on the contact", async () => {
    const session = fake.contract.connect();
    const contactId = fake.store({ firstname: "Олена" });
    const input = {
      contactId,
      dealId: null,
      responsibleId: "70011",
      text: "Передзвонити\nhttps://chat.example/1",
      dueAt: "2026-12-01T09:00:00.000Z",
      requestId: randomUUID(),
    };
    const task = await session.createTask(input);
    await expect(session.findCreated({ kind: "task", input })).resolves.toEqual(task);
    const later = { ...input, dueAt: "2026-12-01T09:05:00.000Z" };
    await expect(session.findCreated({ kind: "task", input: later })).resolves.toBeNull();
    expect(fake.crm.records().tasks).toMatchObject([{ text: input.text, responsibleId: "70011" }]);
  });

  it("a value that HubSpot does not take is refused in its words, and nothing is made", async () => {
    const values = { name: "Олена", city: "Одеса", interests: ["music"] };
    const error = await failureOf(fake.contract.connect().createContact({ ...person, values }));
    expect(error).toMatchObject({ kind: "reject", status: 400 });
    expect(error.message).toMatch(/city: .*allowed options.*interests: .*allowed options/);
    expect(error.message).not.toMatch(/isValid|portalId|Одеса/);
    expect(fake.crm.records().contacts).toEqual([]);
  });
});
