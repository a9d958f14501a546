import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestPipeline, type TestPipeline, type TestTenant } from "@/inngest/testing";
import type { JsonObject } from "@/lib/json";
import type { DryRun } from "./dry-run-types";

const RUNS = 30;

describe("a dry run", () => {
  let pipeline: TestPipeline;
  let runDry: typeof import("./run-dry").runDry;
  let integrationSettingsSchema: typeof import("@/lib/integrations/schema").integrationSettingsSchema;

  beforeAll(async () => {
    pipeline = await startTestPipeline();
    ({ runDry } = await import("./run-dry"));
    ({ integrationSettingsSchema } = await import("@/lib/integrations/schema"));
  });
  afterAll(() => pipeline.stop());

  it("writes nothing, and equals the run that follows, for any event, rules and CRM", async () => {
    await fc.assert(
      fc.asyncProperty(worldArb, async (world) => {
        const tenant = await pipeline.createTenant();
        await fillCrm(pipeline, tenant, world.contacts);
        const settings = toSettings(world);
        const integration = await pipeline.createIntegration(tenant, {
          members: world.members ?? undefined,
          name: "Вечірній бот",
          settings,
        });
        for (const event of toEarlier(world)) await pipeline.receive({ ...integration, events: [event] });
        if (world.earlier !== "none") await pipeline.settle();

        const before = await pipeline.readAllRows(tenant);
        const callsBefore = pipeline.crm.callsOf(tenant).length;
        const event = toEvent(world.event);
        const { accountId, integrationId, collectionId } = integration;
        const { connectionId } = tenant;
        const tried = await runDry({
          accountId,
          integrationId,
          integrationName: "Вечірній бот",
          event: { text: JSON.stringify([event]) },
          settings: integrationSettingsSchema.parse({ connectionId, collectionId, ...settings }),
        });
        if (!tried.ok) throw new Error(`The dry run was refused: ${JSON.stringify(tried)}`);
        const dryCalls = pipeline.crm.callsOf(tenant).slice(callsBefore);
        expect(dryCalls.filter(({ method }) => method !== "GET")).toEqual([]);
        expect(await pipeline.readAllRows(tenant)).toEqual(before);

        const [id = ""] = await pipeline.receive({ ...integration, events: [event] });
        await pipeline.settle();
        expect(toComparable(tried.run)).toEqual(await readRun(pipeline, id));
        await expectWritten(pipeline, tenant, { id, run: tried.run, before });
      }),
      { numRuns: RUNS, endOnFailure: true },
    );
  });
});

type Contact = {
  hasPhone: boolean;
  hasEmail: boolean;
  owner: string | null;
  note: string | null;
  deals: { stage: string; owner: string | null; source: string | null }[];
};
type World = {
  contacts: Contact[];
  event: { phone: string | null; email: string | null; name: string; note: string | null; amount: string | null };
  rules: JsonObject;
  policies: ("inherit" | "always" | "if_empty" | "never")[];
  mapsOwner: "nobody" | "deal" | "both";
  members: string[] | null;
  filter: "none" | "instagram" | "viber";
  earlier: "none" | "same" | "other";
};

const STAGES: Record<string, string> = { s11: "p1", s12: "p1", s14: "p1", s15: "p1", s21: "p2", s24: "p2" };
const EMAIL = "olena@example.com";
const INACTIVE = "u5";
const userArb = fc.constantFrom("u1", "u2", "u3", "u4", "u5");
const ownerArb = fc.option(userArb, { freq: 5 });

const contactArb: fc.Arbitrary<Contact> = fc.record({
  hasPhone: fc.boolean(),
  hasEmail: fc.boolean(),
  owner: ownerArb,
  note: fc.option(fc.constantFrom("Стара примітка", "Нова примітка")),
  deals: fc.array(
    fc.record({
      stage: fc.constantFrom(...Object.keys(STAGES)),
      owner: ownerArb,
      source: fc.option(fc.constantFrom("instagram", "сайт")),
    }),
    { maxLength: 2 },
  ),
});

const worldArb: fc.Arbitrary<World> = fc.record({
  contacts: fc.array(contactArb, { maxLength: 3 }),
  event: fc.record({
    phone: fc.option(fc.constantFrom("067 765 43 21", "+380677654321", "80677654321"), { freq: 6 }),
    email: fc.option(fc.constantFrom(EMAIL, "Olena@Example.com "), { freq: 2 }),
    name: fc.constantFrom("Олена", "Оксана Петренко", ""),
    note: fc.option(fc.constantFrom("Нова примітка", "  ")),
    amount: fc.option(fc.constantFrom("1 500,50", "дорого", "20")),
  }),
  rules: fc.record({
    isDealForbidden: fc.boolean(),
    isTaskForbidden: fc.boolean(),
    update: fc.constantFrom("nothing", "all", "if_empty"),
    noIdentifier: fc.constantFrom("skip", "create", "hold"),
    activePipelineIds: fc.constantFrom<string[][]>([], [], ["p1"], ["p2"]),
    taskTemplate: fc.constantFrom(
      'Передзвонити: {{contact.name | default: "клієнт"}}',
      "{{integration.name}}",
      "{{немає}}",
    ),
    taskDueMinutes: fc.constantFrom(0, 60),
    // One who is inactive could not be published.
    defaultResponsibleId: fc.option(userArb.filter((id) => id !== INACTIVE)),
  }),
  policies: fc.array(fc.constantFrom("inherit", "always", "if_empty", "never"), { minLength: 6, maxLength: 6 }),
  mapsOwner: fc.constantFrom("nobody", "nobody", "nobody", "deal", "both"),
  members: fc.option(fc.uniqueArray(userArb, { maxLength: 4 }), { freq: 4 }),
  filter: fc.constantFrom("none", "none", "instagram", "viber"),
  earlier: fc.constantFrom("none", "none", "same", "other"),
});

function toSettings({ rules, policies, mapsOwner, filter }: World) {
  const rows = [
    ["contact.name", "{{contact.name}}"],
    ["contact.email", "{{contact.email}}"],
    ["contact.note", "{{note}}"],
    ["deal.name", "Заявка {{contact.name}}"],
    ["deal.amount", "{{amount}}"],
    ["deal.source", "{{service}}"],
  ].map(([target, template], index) => ({ target, template, policy: policies[index] }));
  const owners = mapsOwner === "both" ? ["contact", "deal"] : mapsOwner === "deal" ? ["deal"] : [];
  const mapping = [
    ...rows,
    { target: "contact.phone", template: "{{contact.phone}}" },
    ...owners.map((entity) => ({ target: `${entity}.responsible`, template: "u3" })),
  ];
  const condition = { field: "event:service", operator: "equals", values: [filter] };
  return { rules, mapping, filter: { groups: filter === "none" ? [] : [{ conditions: [condition] }] } };
}

function toEvent({ phone, email, name, note, amount }: World["event"]): JsonObject {
  return {
    service: "instagram",
    title: "Заявка з чату",
    bot: { id: "b1", name: "Бот" },
    contact: { id: "c1", name, phone, email },
    note,
    amount,
    date: "1700000000",
  };
}

/** Leads that were there before: they move the turn, and leave what the connection remembers. */
function toEarlier({ earlier, event }: World): JsonObject[] {
  if (earlier === "none") return [];
  const person = earlier === "same" ? event : { ...event, phone: "+380501112233", email: null };
  return [{ ...toEvent(person), contact: { id: "c0", name: "Раніше", phone: person.phone, email: person.email } }];
}

async function fillCrm({ crm }: TestPipeline, tenant: TestTenant, contacts: readonly Contact[]) {
  for (const { hasPhone, hasEmail, owner, note, deals } of contacts) {
    const contactId = await crm.create(tenant, "/contacts", {
      owner_id: owner,
      properties: {
        full_name: "Стара назва",
        ...(hasPhone && { phones: ["+380677654321"] }),
        ...(hasEmail && { emails: [EMAIL] }),
        ...(note && { note }),
      },
    });
    for (const deal of deals) {
      await crm.create(tenant, "/deals", {
        contact_id: contactId,
        owner_id: deal.owner,
        pipeline_id: STAGES[deal.stage] ?? "",
        stage_id: deal.stage,
        properties: { title: "Стара угода", ...(deal.source && { source: deal.source }) },
      });
    }
  }
}

/** What a run comes to, without what is the lead's own: its id, and the moment that the task is counted from. */
function toComparable({ steps, end, plan, found }: DryRun) {
  const outputOf = (stage: string) => sortChanges(steps.find((step) => step.stage === stage)?.output ?? null);
  return {
    status: end.status,
    reason: end.reason,
    outputs: Object.fromEntries(COMPARED.map((stage) => [stage, outputOf(stage)])),
    plan: plan && withoutTime(plan),
    contactId: found.contact?.id ?? null,
    dealId: found.deal?.id ?? null,
  };
}

/** The database keeps the values of a lead in an order of its own. */
function sortChanges(output: unknown): unknown {
  if (typeof output !== "object" || output === null || !("changes" in output)) return output;
  const changes = output.changes as { field: string }[];
  return { ...output, changes: changes.toSorted((left, right) => left.field.localeCompare(right.field)) };
}

const COMPARED = ["unwrap", "map", "standardise", "filter", "identify", "match", "decide", "assign"];

function withoutTime(plan: NonNullable<DryRun["plan"]>): JsonObject {
  const { task, ...rest } = JSON.parse(JSON.stringify(plan));
  return { ...rest, task: task && { ...task, dueAt: null } };
}

async function readRun({ admin, readLead }: TestPipeline, id: string) {
  const lead = await readLead(id);
  const [work] = await admin<{ plan: NonNullable<DryRun["plan"]> | null; match: JsonObject | null }[]>`
    select plan, match from lead_work where lead_id = ${id}`;
  const outputOf = (stage: string) => {
    const output = lead.steps.find((step) => step.stage === stage)?.output ?? null;
    // The dry run's text has the names that intake reads; a lead that the test stores itself has none.
    return stage === "unwrap" && output
      ? { ...output, service: "instagram", title: "Заявка з чату" }
      : sortChanges(output);
  };
  return {
    status: lead.status,
    reason: lead.reason,
    outputs: Object.fromEntries(COMPARED.map((stage) => [stage, outputOf(stage)])),
    plan: work?.plan ? withoutTime(work.plan) : null,
    contactId: idIn(work?.match, "contact"),
    dealId: idIn(work?.match, "deal"),
  };
}

function idIn(match: JsonObject | null | undefined, entity: "contact" | "deal"): string | null {
  return (match?.[entity] as { id: string } | null)?.id ?? null;
}

/** That the CRM has afterwards what the dry run said, and nothing else new. */
async function expectWritten(
  { readCrm, readLead }: TestPipeline,
  tenant: TestTenant,
  { id, run, before }: { id: string; run: DryRun; before: Record<string, unknown[]> },
) {
  const after = await readCrm(tenant);
  const writes = run.plan?.writes ?? [];
  const made = (kind: (typeof writes)[number]) => Number(writes.includes(kind));
  expect([after.contacts.length, after.deals.length, after.tasks.length]).toEqual([
    (before.trial_contacts?.length ?? 0) + made("create_contact"),
    (before.trial_deals?.length ?? 0) + made("create_deal"),
    (before.trial_tasks?.length ?? 0) + made("create_task"),
  ]);
  const lead = await readLead(id);
  const responsibleId = run.plan?.responsible?.id ?? null;
  expect({ plan: lead.plan, responsibleId: lead.responsibleId }).toEqual({
    plan: run.plan?.kind ?? (run.end.reason === "update_only" ? "skip" : null),
    responsibleId,
  });
  if (made("create_deal")) {
    expect(after.deals.find((deal) => deal.id === lead.dealId)).toMatchObject({
      responsibleId,
      values: { title: run.plan?.deal?.values.name },
    });
  }
  if (made("create_task")) {
    expect(after.tasks.find((task) => task.id === lead.taskId)).toMatchObject({
      responsibleId,
      text: run.plan?.task?.text,
      contactId: run.found.contact?.id,
      dealId: run.found.deal?.id,
    });
  }
}
