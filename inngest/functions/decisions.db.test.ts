import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestPipeline, type TestPipeline, type TestTenant, testEvent } from "../testing";

/** The table «Decide» of the product, row by row. */
const ROWS = [
  {
    contact: false,
    deal: false,
    dealForbidden: false,
    taskForbidden: false,
    plan: "create_contact_and_deal",
    made: [1, 1, 0],
  },
  {
    contact: false,
    deal: false,
    dealForbidden: false,
    taskForbidden: true,
    plan: "create_contact_and_deal",
    made: [1, 1, 0],
  },
  { contact: false, deal: false, dealForbidden: true, taskForbidden: false, plan: "skip", made: [0, 0, 0] },
  { contact: false, deal: false, dealForbidden: true, taskForbidden: true, plan: "skip", made: [0, 0, 0] },
  {
    contact: true,
    deal: false,
    dealForbidden: false,
    taskForbidden: false,
    plan: "update_contact_create_deal",
    made: [0, 1, 0],
  },
  {
    contact: true,
    deal: false,
    dealForbidden: false,
    taskForbidden: true,
    plan: "update_contact_create_deal",
    made: [0, 1, 0],
  },
  { contact: true, deal: false, dealForbidden: true, taskForbidden: false, plan: "update_contact", made: [0, 0, 0] },
  { contact: true, deal: false, dealForbidden: true, taskForbidden: true, plan: "update_contact", made: [0, 0, 0] },
  {
    contact: true,
    deal: true,
    dealForbidden: false,
    taskForbidden: false,
    plan: "update_deal_create_task",
    made: [0, 0, 1],
  },
  {
    contact: true,
    deal: true,
    dealForbidden: true,
    taskForbidden: false,
    plan: "update_deal_create_task",
    made: [0, 0, 1],
  },
  { contact: true, deal: true, dealForbidden: false, taskForbidden: true, plan: "update_deal", made: [0, 0, 0] },
  { contact: true, deal: true, dealForbidden: true, taskForbidden: true, plan: "update_deal", made: [0, 0, 0] },
] as const;

const MAPPING = [
  { target: "contact.name", template: "{{contact.name}}" },
  { target: "contact.phone", template: "{{contact.phone}}" },
  { target: "contact.note", template: "Нова примітка" },
  { target: "deal.name", template: "Заявка {{contact.name}}" },
  { target: "deal.source", template: "Instagram" },
];

describe("the decision table, to the CRM", () => {
  let pipeline: TestPipeline;

  beforeAll(async () => {
    pipeline = await startTestPipeline();
  });
  afterAll(() => pipeline.stop());

  it.each(ROWS)(
    "contact $contact, deal $deal, deals forbidden $dealForbidden, tasks forbidden $taskForbidden: $plan",
    async (row) => {
      const tenant = await pipeline.createTenant();
      const integration = await pipeline.createIntegration(tenant, {
        members: ["u1"],
        name: "Вечірній бот",
        settings: {
          mapping: MAPPING,
          rules: {
            isDealForbidden: row.dealForbidden,
            isTaskForbidden: row.taskForbidden,
            taskDueMinutes: 90,
            update: "all",
          },
        },
      });
      const known = row.contact ? await addContact(pipeline, tenant, { ownerId: "u2" }) : null;
      const deal = row.deal && known ? await addDeal(pipeline, tenant, { contactId: known, ownerId: "u3" }) : null;
      const before = await pipeline.readCrm(tenant);
      const [id = ""] = await pipeline.receive({
        ...integration,
        events: [testEvent({ name: "Оксана", phone: PHONE })],
      });
      await pipeline.settle();

      const lead = await pipeline.readLead(id);
      const after = await pipeline.readCrm(tenant);
      const made = [
        after.contacts.length - before.contacts.length,
        after.deals.length - before.deals.length,
        after.tasks.length - before.tasks.length,
      ];
      expect({ made, plan: lead.plan }).toEqual({ made: row.made, plan: row.plan });
      expect(lead).toMatchObject(
        row.plan === "skip" ? { status: "skipped", reason: "update_only" } : { status: "delivered" },
      );
      if (row.plan === "skip")
        return expect(pipeline.crm.callsOf(tenant).every(({ method }) => method === "GET")).toBe(true);

      const [contact] = after.contacts;
      expect(contact?.values).toMatchObject({ note: "Нова примітка" });
      if (known) expect(contact).toMatchObject({ id: known, responsibleId: "u2" });
      else expect(contact?.responsibleId).toBe("u1");
      if (deal)
        expect(after.deals[0]).toMatchObject({
          id: deal,
          responsibleId: "u3",
          values: { title: "Стара", source: "Instagram" },
        });
      if (row.made[1] === 1)
        expect(after.deals[0]).toMatchObject({ responsibleId: known ? "u2" : "u1", contactId: contact?.id });
      expect(lead.responsibleId).toBe(row.made[2] ? "u3" : row.made[1] ? (known ? "u2" : "u1") : null);
      expect(lead).toMatchObject({ contactId: contact?.id, dealId: after.deals[0]?.id ?? null });

      const [task] = after.tasks;
      if (!task) return;
      expect(task).toMatchObject({
        responsibleId: "u3",
        dealId: deal,
        contactId: known,
        text: "Повторне звернення з Вечірній бот",
      });
      expect(lead.taskId).toBe(task.id);
      expect((task.dueAt.getTime() - task.createdAt.getTime()) / 60_000).toBeCloseTo(90, 0);
    },
  );

  it("leaves a step for every stage, with the calls to the CRM", async () => {
    const tenant = await pipeline.createTenant();
    const integration = await pipeline.createIntegration(tenant, { members: ["u1", "u2"] });
    const [id = ""] = await pipeline.receive({ ...integration, events: [testEvent({ name: "Оксана", phone: PHONE })] });
    await pipeline.settle();
    const { steps } = await pipeline.readLead(id);
    expect(steps.map(({ stage, name, status }) => [stage, name, status])).toEqual([
      ...["receive", "unwrap", "map", "standardise", "filter", "identify", "match", "decide", "assign"].map((stage) => [
        stage,
        stage,
        "done",
      ]),
      ["write", "create_contact", "done"],
      ["write", "create_deal", "done"],
      ["record", "record", "done"],
    ]);
    const calls = steps.flatMap(({ crmCalls }) => crmCalls ?? []);
    expect(calls.map(({ method, path }) => `${method} ${path}`)).toEqual([
      "GET /contacts",
      "POST /contacts",
      "POST /deals",
    ]);
    const assign = steps.find(({ stage }) => stage === "assign");
    expect(assign?.output).toMatchObject({
      from: "collection",
      userId: "u1",
      candidates: [
        { crmUserId: "u1", isChosen: true, reason: "their_turn" },
        { crmUserId: "u2", isChosen: false, reason: "not_their_turn" },
      ],
    });
  });
});

const PHONE = "067 765 43 21";

function addContact({ crm }: TestPipeline, tenant: TestTenant, { ownerId }: { ownerId: string }) {
  return crm.create(tenant, "/contacts", {
    owner_id: ownerId,
    properties: { full_name: "Оксана", phones: ["+380677654321"] },
  });
}

function addDeal(
  { crm }: TestPipeline,
  tenant: TestTenant,
  { contactId, ownerId }: { contactId: string; ownerId: string },
) {
  return crm.create(tenant, "/deals", { owner_id: ownerId, contact_id: contactId, properties: { title: "Стара" } });
}
