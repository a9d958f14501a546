import { describe, expect, it } from "vitest";
import { createOdoo, openDeal, openOdoo, requestId, VERSIONS } from "./testing";

describe.each(VERSIONS)("deals in Odoo %i", (version) => {
  it("are read page by page", async () => {
    const { fake, session } = await openOdoo(createOdoo({ version }));
    const partner_id = fake.create("res.partner", { name: "Іван" });
    const deal = { type: "opportunity", partner_id, team_id: 1 };
    for (let made = 0; made < 120; made += 1) fake.create("crm.lead", { name: `Угода ${made}`, ...deal });
    fake.create("crm.lead", { name: "Ще не угода", ...deal, type: "lead" });
    expect(new Set((await session.listActiveDeals(String(partner_id))).map(({ id }) => id)).size).toBe(120);
  });

  it("that are lost are in the archive, and come back with a stage", async () => {
    const { session, dealId, contactId } = await openDeal(createOdoo({ version }));
    await session.updateDeal(dealId, { stage: "1:lost" });
    await expect(session.getDeal(dealId)).resolves.toMatchObject({
      isActive: false,
      stageId: "1:lost",
      pipelineId: "1",
    });
    await session.updateDeal(dealId, { stage: "2:5" });
    await expect(session.listActiveDeals(contactId)).resolves.toMatchObject([{ id: dealId, stageId: "2:5" }]);
    await session.updateDeal(dealId, { pipeline: "1" });
    await expect(session.getDeal(dealId)).resolves.toMatchObject({ isActive: true, stageId: "1:1" });
  });

  it("stay in their team when the responsible changes", async () => {
    const { session, dealId } = await openDeal(createOdoo({ version }));
    await session.updateDeal(dealId, { responsible: "9" });
    await expect(session.getDeal(dealId)).resolves.toMatchObject({ pipelineId: "1", responsibleId: "9" });
  });

  it("belong to nobody rather than to the owner of the key", async () => {
    const { fake } = await openDeal(createOdoo({ version }));
    expect(fake.records().deals).toMatchObject([{ responsibleId: null, name: "Нова заявка", stageId: "1:1" }]);
  });

  it("share a tag that another lead makes at the same time", async () => {
    const { fake, session, server, dealId } = await openDeal(createOdoo({ version }));
    server.nextWrite((request, handle) => {
      fake.create("crm.tag", { name: "Чат" });
      return handle(request);
    });
    await session.updateDeal(dealId, { tag_ids: ["Чат"] });
    expect((await session.getDeal(dealId))?.values.tag_ids).toEqual(["Чат"]);
  });

  it("are made without a choice that is gone", async () => {
    const { session, dealId } = await openDeal(createOdoo({ version }), { priority: "9", amount: 5 });
    expect((await session.getDeal(dealId))?.values).not.toHaveProperty("priority", "9");
  });

  it("keep where they come from, in lists that grow", async () => {
    const { session, dealId } = await openDeal(createOdoo({ version }), { source: "TELEGRAM", medium_id: "Чат" });
    const deal = await session.getDeal(dealId);
    expect(deal?.values).toMatchObject({ source: "Telegram", medium_id: "Чат" });
  });
});

describe.each(VERSIONS)("tasks in Odoo %i", (version) => {
  const text = "Передзвонити: «Де замовлення?»\nhttps://chat.example/a?b=1&c=2";

  it("are told apart by their time, and found again when they are the same", async () => {
    const { fake, session, contactId, dealId } = await openDeal(createOdoo({ version }));
    const input = { contactId, dealId, responsibleId: "8", text, dueAt: "2026-12-01T09:30:00.000Z", requestId };
    await expect(session.findCreated({ kind: "task", input })).resolves.toBeNull();
    const { id } = await session.createTask(input);
    await expect(session.findCreated({ kind: "task", input })).resolves.toMatchObject({ id });
    const later = { ...input, dueAt: "2026-12-01T10:30:00.000Z" };
    await expect(session.findCreated({ kind: "task", input: later })).resolves.toBeNull();
    expect(fake.records().tasks).toEqual([{ id, text: `${text}\n⏰ 2026-12-01 11:30`, dealId, responsibleId: "8" }]);
  });

  it("are found again after Odoo has sanitised them", async () => {
    const { fake, session, contactId, dealId } = await openDeal(createOdoo({ version }));
    const input = {
      contactId,
      dealId,
      responsibleId: null,
      text: "Кава\u00a0&  чай",
      dueAt: "2026-12-01T09:30:00.000Z",
      requestId,
    };
    const task = await session.createTask(input);
    const note = "<p>Кава&nbsp;&amp; чай<br/>⏰ 2026-12-01 11:30</p>";
    fake.write("mail.activity", Number(task.id), { note });
    await expect(session.findCreated({ kind: "task", input })).resolves.toMatchObject({ id: task.id });
  });

  it("without a deal are made on the contact", async () => {
    const { fake, session, contactId } = await openDeal(createOdoo({ version }));
    const input = { contactId, dealId: null, responsibleId: null, text, dueAt: "2026-12-01T09:30:00.000Z", requestId };
    const { id, url } = await session.createTask(input);
    await expect(session.findCreated({ kind: "task", input })).resolves.toEqual({ id, url });
    expect(url).toContain(version === 17 ? `/web#id=${contactId}&model=res.partner` : `/odoo/contacts/${contactId}`);
    expect(fake.records().tasks).toMatchObject([{ dealId: null }]);
  });
});
