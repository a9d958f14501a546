import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { TrialFaults, TrialOperation } from "@/lib/trial-crm/schema";
import { startTestPipeline, type TestPipeline, type TestTenant, testEvent } from "../testing";

const WRITES: TrialOperation[] = ["create_contact", "update_contact", "create_deal", "update_deal", "create_task"];
const MAPPING = [
  { target: "contact.name", template: "{{contact.name}}", policy: "always" },
  { target: "contact.phone", template: "{{contact.phone}}" },
  { target: "contact.note", template: "{{note}}", policy: "always" },
  { target: "deal.source", template: "{{note}}", policy: "always" },
];

describe("faults of the CRM", () => {
  let pipeline: TestPipeline;

  beforeAll(async () => {
    pipeline = await startTestPipeline();
  });
  afterAll(() => pipeline.stop());

  /** A person who is new (`contact`), known (`deal` is made next) or has an active deal. */
  async function deliver(faults: TrialFaults, { known = "nothing" }: { known?: "nothing" | "contact" | "deal" } = {}) {
    const tenant = await pipeline.createTenant();
    const integration = await pipeline.createIntegration(tenant, {
      members: ["u1", "u2"],
      settings: { mapping: MAPPING },
    });
    const phone = "+380673330001";
    if (known !== "nothing") {
      const contact = await pipeline.crm.create(tenant, "/contacts", {
        owner_id: "u2",
        properties: { full_name: "Стара назва", phones: [phone] },
      });
      if (known === "deal") {
        await pipeline.crm.create(tenant, "/deals", {
          owner_id: "u2",
          contact_id: contact,
          properties: { title: "Стара" },
        });
      }
    }
    await pipeline.setFaults(tenant, faults);
    const [id = ""] = await pipeline.receive({ ...integration, events: [testEvent({ phone, note: "новий" })] });
    await pipeline.settle();
    return { tenant, integration, phone, id, lead: await pipeline.readLead(id), crm: await pipeline.readCrm(tenant) };
  }

  const personOf = (write: TrialOperation) =>
    write === "create_contact" ? "nothing" : write === "update_deal" || write === "create_task" ? "deal" : "contact";

  it.each(
    WRITES.flatMap(
      (write) =>
        [
          [write, false],
          [write, true],
        ] as const,
    ),
  )("a lost answer to %s makes no second record (CRM without request ids: %s)", async (write, allowsRepeats) => {
    const known = personOf(write);
    const { lead, crm, tenant } = await deliver({ loseAnswers: { nextCalls: 1, on: write }, allowsRepeats }, { known });
    expect(lead.status).toBe("delivered");
    const isRepeat = known === "deal";
    expect([crm.contacts.length, crm.deals.length, crm.tasks.length]).toEqual([1, 1, isRepeat ? 1 : 0]);
    expect(crm.contacts[0]?.values).toMatchObject({ note: "новий" });
    expect(
      await pipeline.admin`
      select from crm_writes where account_id = ${tenant.accountId} and status <> 'done'`,
    ).toHaveLength(0);
    const failed = lead.steps.filter(({ status, stage }) => status === "failed" && stage === "write");
    expect(failed).toMatchObject([{ name: write, attempt: 1 }]);
  });

  // A task leaves nothing to be found by, so that such a CRM has to know its own requests.
  const findable = WRITES.filter((write) => write !== "create_task");
  it.each(findable)("a lost answer to %s in a CRM that forgets request ids: what is there is found", async (write) => {
    pipeline.crm.hooks.before = async (_call, body) => body.replace(/"request_id":"[^"]*",?/, "");
    const { lead, crm } = await deliver({ loseAnswers: { nextCalls: 1, on: write } }, { known: personOf(write) });
    pipeline.crm.hooks.before = async () => undefined;
    expect(lead.status).toBe("delivered");
    expect([crm.contacts.length, crm.deals.length]).toEqual([1, 1]);
  });

  it.each([
    ["500", { failure: { status: 500, nextCalls: 4 } }],
    ["503 with Retry-After", { failure: { status: 503, nextCalls: 2, retryAfterSeconds: 1 } }],
    ["429 with Retry-After", { failure: { status: 429, nextCalls: 1, retryAfterSeconds: 1 } }],
  ] as const)("a burst of %s is waited out", async (_name, faults) => {
    const { lead, crm } = await deliver(faults);
    expect(lead.status).toBe("delivered");
    expect([crm.contacts.length, crm.deals.length]).toEqual([1, 1]);
    expect(lead.steps.some(({ status, error }) => status === "failed" && error?.kind === "retry")).toBe(true);
  });

  it("the journal knows when a write of unknown outcome was sent last", async () => {
    const { id, tenant, lead } = await deliver({ failure: { status: 500, nextCalls: 1, on: "create_contact" } });
    expect(lead.status).toBe("delivered");
    const [write] = await pipeline.admin`
      select attempts, started_at >= (
        select max(started_at) from lead_steps where lead_id = ${id} and name = 'create_contact'
      ) as is_of_last_try
      from crm_writes where account_id = ${tenant.accountId} and kind = 'create_contact'`;
    expect(write).toMatchObject({ attempts: 2, is_of_last_try: true });
  });

  it("a CRM that is down for good fails the lead after all tries, with its last words", async () => {
    const { lead } = await deliver({ failure: { status: 500 } });
    expect(lead).toMatchObject({
      status: "failed",
      reason: "retries_exhausted",
      reasonDetail: { kind: "retry", status: 500, words: "Something went wrong" },
    });
    expect(lead.steps.filter(({ stage, status }) => stage === "match" && status === "failed")).toHaveLength(9);
  });

  it("a 422 fails the lead with the CRM's own words, and the next one of the person goes on", async () => {
    const { lead, tenant, integration, phone, crm } = await deliver({
      failure: { status: 422, on: "create_deal", nextCalls: 1 },
    });
    expect(lead).toMatchObject({
      status: "failed",
      reason: "crm_rejected",
      reasonDetail: { status: 422, words: "The record was not accepted" },
      contactId: crm.contacts[0]?.id,
    });
    const [next = ""] = await pipeline.receive({ ...integration, events: [testEvent({ phone })] });
    await pipeline.settle();
    expect(await pipeline.readLead(next)).toMatchObject({ status: "delivered", plan: "update_contact_create_deal" });
    expect((await pipeline.readCrm(tenant)).contacts).toHaveLength(1);
  });

  it.each([401, 403] as const)(
    "a %i marks the connection broken; its leads wait and go on in order when it works again",
    async (status) => {
      const { tenant, integration, phone, id } = await deliver({ failure: { status } });
      const others = await pipeline.receive({
        ...integration,
        events: [testEvent({ phone }), testEvent(), testEvent({ phone })],
      });
      await pipeline.settle();
      const callsWhenBroken = pipeline.crm.callsOf(tenant).length;
      expect(callsWhenBroken).toBe(1);
      for (const lead of [id, others[1] ?? ""]) {
        expect(await pipeline.readLead(lead)).toMatchObject({ status: "held", reason: "connection_broken" });
      }
      const [connection] =
        await pipeline.admin`select status, broken_reason from connections where id = ${tenant.connectionId}`;
      expect(connection).toMatchObject({ status: "broken", broken_reason: expect.stringMatching(/token/) });

      await pipeline.setFaults(tenant, {});
      await reconnect(tenant);
      await pipeline.settle();
      for (const lead of [id, ...others]) expect((await pipeline.readLead(lead)).status).toBe("delivered");
      expect((await pipeline.readLead(id)).plan).toBe("create_contact_and_deal");
      const crm = await pipeline.readCrm(tenant);
      expect([crm.contacts.length, crm.deals.length, crm.tasks.length]).toEqual([2, 2, 2]);
    },
  );

  it("a 401 in the middle of the writes goes on with the same plan and the same manager", async () => {
    const { tenant, id, lead } = await deliver({ failure: { status: 401, on: "create_deal" } });
    expect(lead).toMatchObject({ status: "held", reason: "connection_broken" });
    await pipeline.setFaults(tenant, {});
    await reconnect(tenant);
    await pipeline.settle();
    expect(await pipeline.readLead(id)).toMatchObject({
      status: "delivered",
      responsibleId: "u1",
      plan: "create_contact_and_deal",
    });
    const crm = await pipeline.readCrm(tenant);
    expect([crm.contacts.length, crm.deals.length]).toEqual([1, 1]);
    expect([crm.contacts[0]?.responsibleId, crm.deals[0]?.responsibleId]).toEqual(["u1", "u1"]);
  });

  it("a CRM that hangs, or is broken, keeps nobody else's leads waiting", async () => {
    const [slow, broken, other] = [
      await pipeline.createTenant(),
      await pipeline.createTenant(),
      await pipeline.createTenant(),
    ];
    const [slowOne, brokenOne, otherOne] = [
      await pipeline.createIntegration(slow),
      await pipeline.createIntegration(broken),
      await pipeline.createIntegration(other),
    ];
    let release = () => {};
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    pipeline.crm.hooks.before = async ({ token }) => {
      if (token === slow.token) await released;
      return undefined;
    };
    await pipeline.setFaults(broken, { failure: { status: 500 } });
    const events = (count: number) => Array.from({ length: count }, () => testEvent());
    const hanging = await pipeline.receive({ ...slowOne, events: events(60) });
    await pipeline.receive({ ...brokenOne, events: events(10) });
    const ids = await pipeline.receive({ ...otherOne, events: events(10) });

    await expect
      .poll(async () => (await Promise.all(ids.map((id) => pipeline.readLead(id)))).map(({ status }) => status), {
        timeout: 15_000,
      })
      .toEqual(Array(10).fill("delivered"));
    expect((await pipeline.readLead(hanging[0] ?? "")).status).toBe("processing");
    pipeline.crm.hooks.before = async () => undefined;
    release();
    await pipeline.settle(60_000);
    expect((await pipeline.readCrm(slow)).deals).toHaveLength(60);
  });

  async function reconnect({ accountId, connectionId }: TestTenant) {
    const { checkConnection } = await import("@/lib/connections/mutations");
    expect(await checkConnection({ accountId, connectionId })).toMatchObject({ ok: true });
  }
});
