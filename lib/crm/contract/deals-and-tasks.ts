import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import type { Contract } from "./contract";

/** Deals through their life, and tasks on them. */
export function describeDealsAndTasks(contract: Contract): void {
  describe("deals and tasks", () => {
    it("a deal is active until it is won or lost, and stays readable by id", async () => {
      const session = contract.connect();
      const contact = await session.createContact(contract.newContact(contract.phone(80)));
      const deal = await session.createDeal(contract.newDeal(contact.id));
      await expect(session.listActiveDeals(contact.id)).resolves.toMatchObject([
        { id: deal.id, contactId: contact.id },
      ]);
      for (const kind of ["won", "lost"] as const) {
        const stage = contract.directory.pipelines[0]?.stages.find((candidate) => candidate.kind === kind);
        await session.updateDeal(deal.id, { stage: stage?.id ?? "" });
        await expect(session.listActiveDeals(contact.id)).resolves.toEqual([]);
        await expect(session.getDeal(deal.id)).resolves.toMatchObject({ id: deal.id, isActive: false });
      }
      await expect(session.getDeal("999999999")).resolves.toBeNull();
    });

    it("a deal goes to the pipeline, stage and responsible that were given", async () => {
      const session = contract.connect();
      const contact = await session.createContact(contract.newContact(contract.phone(81)));
      const pipeline = contract.directory.pipelines.at(-1);
      const stage = pipeline?.stages.filter(({ kind }) => kind === "open").at(-1);
      const { id } = await session.createDeal({
        ...contract.newDeal(contact.id),
        pipelineId: pipeline?.id ?? null,
        stageId: stage?.id ?? null,
        responsibleId: contract.directory.users[1]?.id ?? null,
      });
      await expect(session.getDeal(id)).resolves.toMatchObject({
        pipelineId: pipeline?.id,
        stageId: stage?.id,
        responsibleId: contract.directory.users[1]?.id,
        isActive: true,
      });
    });

    it("deals keep a value of every type, and what an update does not name", async () => {
      const session = contract.connect();
      const contact = await session.createContact(contract.newContact(contract.phone(82)));
      const values = contract.samples("deal");
      const { id } = await session.createDeal({ ...contract.newDeal(contact.id), values });
      await session.updateDeal(id, { name: "Друга назва" });
      await expect(session.getDeal(id)).resolves.toMatchObject({ values: { ...values, name: "Друга назва" } });
    });

    it("a task is made on the deal", async () => {
      const session = contract.connect();
      const contact = await session.createContact(contract.newContact(contract.phone(83)));
      const deal = await session.createDeal(contract.newDeal(contact.id));
      const before = await contract.crm.countRecords?.();
      const task = await session.createTask({
        contactId: contact.id,
        dealId: deal.id,
        responsibleId: contract.directory.users[0]?.id ?? null,
        text: "Повторне звернення",
        dueAt: "2026-12-01T09:00:00.000Z",
        requestId: randomUUID(),
      });
      expect(task.id).not.toBe("");
      if (!before || contract.crm.hasTasks === false) return;
      await expect(contract.crm.countRecords?.()).resolves.toEqual({ ...before, tasks: before.tasks + 1 });
    });
  });
}
