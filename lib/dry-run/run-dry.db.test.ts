import { v7 as uuidv7 } from "uuid";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestPipeline, type TestPipeline, testEvent } from "@/inngest/testing";
import type { JsonObject } from "@/lib/json";
import type { TrialFaults } from "@/lib/trial-crm/schema";
import type { DryEvent } from "./dry-run-types";

describe("runDry", () => {
  let pipeline: TestPipeline;
  let runDry: typeof import("./run-dry").runDry;
  let integrationSettingsSchema: typeof import("@/lib/integrations/schema").integrationSettingsSchema;

  beforeAll(async () => {
    pipeline = await startTestPipeline();
    ({ runDry } = await import("./run-dry"));
    ({ integrationSettingsSchema } = await import("@/lib/integrations/schema"));
  });
  afterAll(() => pipeline.stop());

  const MAPPING = [
    { target: "contact.name", template: "{{contact.name}}" },
    { target: "contact.phone", template: "{{contact.phone}}" },
  ];

  async function setUp(settings: JsonObject = {}) {
    const tenant = await pipeline.createTenant();
    const integration = await pipeline.createIntegration(tenant, {
      members: ["u1", "u2"],
      settings: { mapping: MAPPING, ...settings },
    });
    const tryOut = (event: DryEvent, changed: JsonObject = {}, timeMs?: number) =>
      runDry({
        accountId: tenant.accountId,
        integrationId: integration.integrationId,
        integrationName: "Instagram",
        event,
        settings: integrationSettingsSchema.parse({
          connectionId: tenant.connectionId,
          collectionId: integration.collectionId,
          mapping: MAPPING,
          ...settings,
          ...changed,
        }),
        timeMs,
      });
    return { tenant, integration, tryOut };
  }

  const text = (event: JsonObject) => ({ text: JSON.stringify(event) });

  it("tells the turn that comes, takes none, and keeps the one that a lead has", async () => {
    const { tenant, integration, tryOut } = await setUp();
    const responsible = async (event: DryEvent) => {
      const tried = await tryOut(event);
      return tried.ok ? tried.run.plan?.responsible?.id : tried;
    };
    const event = testEvent();
    expect(await responsible(text(event))).toBe("u1");
    expect(await responsible(text(event))).toBe("u1");

    const [leadId = ""] = await pipeline.receive({ ...integration, events: [testEvent({ phone: null, email: null })] });
    await pipeline.settle();
    expect(await responsible(text(event))).toBe("u1");
    const [first = ""] = await pipeline.receive({ ...integration, events: [testEvent()] });
    await pipeline.settle();
    expect(await responsible(text(event))).toBe("u2");
    const { accountId } = tenant;
    for (const table of ["remembered_people", "trial_deals", "trial_contacts"]) {
      await pipeline.admin`delete from ${pipeline.admin(table)} where account_id = ${accountId}`;
    }
    expect(await responsible({ leadId: first })).toBe("u1");
    expect(await tryOut({ leadId })).toMatchObject({ run: { end: { status: "skipped", reason: "no_identifier" } } });
  });

  const FAILURES: [string, TrialFaults, object][] = [
    [
      "refuses the credentials",
      { failure: { status: 401 } },
      { end: { status: "held", reason: "connection_broken" }, failure: { reason: "refused" } },
    ],
    [
      "asks to wait",
      { failure: { status: 429, retryAfterSeconds: 60 } },
      { end: { status: "waiting", reason: "crm_unavailable" }, failure: { reason: "busy" } },
    ],
    [
      "is out of order",
      { failure: { status: 500 } },
      { end: { status: "waiting", reason: "crm_unavailable" }, failure: { reason: "busy" } },
    ],
    [
      "rejects the search",
      { failure: { status: 422 } },
      { end: { status: "failed", reason: "crm_rejected" }, failure: { reason: "rejected" } },
    ],
    [
      "breaks off",
      { loseAnswers: { nextCalls: 1, on: "find_contacts" } },
      { end: { status: "waiting", reason: "crm_unavailable" }, failure: { reason: "unreachable" } },
    ],
  ];

  it.each(FAILURES)("tells plainly when the CRM %s, and leaves everything as it was", async (_, faults, outcome) => {
    const { tenant, tryOut } = await setUp();
    await pipeline.setFaults(tenant, faults);
    const before = await pipeline.readAllRows(tenant);
    const tried = await tryOut(text(testEvent()));
    expect(tried).toMatchObject({ ok: true, run: { plan: null, ...outcome } });
    expect(tried.ok && tried.run.steps.at(-1)).toMatchObject({ stage: "match", status: "failed" });
    expect(await pipeline.readAllRows(tenant)).toEqual(before);
  });

  it("gives up on a CRM that does not answer in time", async () => {
    const { tenant, tryOut } = await setUp();
    await pipeline.setFaults(tenant, { delayMs: 3_000 });
    expect(await tryOut(text(testEvent()), {}, 400)).toMatchObject({
      run: { end: { status: "waiting" }, failure: { reason: "timeout" }, steps: expect.any(Array) },
    });
  });

  it("says what is wrong with the settings, and asks no CRM", async () => {
    const { tenant, tryOut } = await setUp();
    const rules = { taskTemplate: "{{title | shout}}" };
    expect(await tryOut(text(testEvent()), { rules })).toMatchObject({
      ok: false,
      reason: "invalid_settings",
      issues: [{ path: "rules.taskTemplate", kind: "template" }],
    });
    expect(await tryOut({ text: "{" })).toMatchObject({ ok: false, reason: "unreadable_event" });
    expect(await tryOut({ text: "[]" })).toMatchObject({ ok: false, reason: "unreadable_event" });
    expect(await tryOut({ leadId: uuidv7() })).toMatchObject({ ok: false, reason: "not_found" });
    expect(pipeline.crm.callsOf(tenant)).toEqual([]);
  });

  it("does not show another account's event", async () => {
    const { tryOut } = await setUp();
    const other = await setUp();
    const [leadId = ""] = await pipeline.receive({ ...other.integration, events: [testEvent()] });
    expect(await tryOut({ leadId })).toMatchObject({ ok: false, reason: "not_found" });
  });

  it("ends where a lead would: without a CRM, with a broken one, at the filter", async () => {
    const { tenant, tryOut } = await setUp();
    const end = async (changed: JsonObject = {}) => {
      const tried = await tryOut(text(testEvent()), changed);
      return tried.ok ? tried.run.end : tried;
    };
    expect(await end({ connectionId: null, collectionId: null })).toMatchObject({
      status: "held",
      reason: "no_connection",
    });
    const condition = { field: "event:service", operator: "equals", values: ["viber"] };
    expect(await end({ filter: { groups: [{ conditions: [condition] }] } })).toMatchObject({
      status: "filtered",
      detail: { failed: { condition, actual: "instagram" } },
    });
    await pipeline.admin`update connections set status = 'broken' where id = ${tenant.connectionId}`;
    expect(await end()).toMatchObject({ status: "held", reason: "connection_broken" });
    expect(pipeline.crm.callsOf(tenant)).toEqual([]);
  });

  it("asks an account that tries too much to wait", async () => {
    const { tenant, tryOut } = await setUp();
    const reasons: unknown[] = [];
    for (let nr = 0; nr < 25; nr += 1) {
      const tried = await tryOut({ text: "[]" });
      reasons.push(tried.ok || tried.reason);
    }
    expect(reasons).toContain("too_many");
    expect(pipeline.crm.callsOf(tenant)).toEqual([]);
    // Another account is not held up by it.
    expect(await (await setUp()).tryOut(text(testEvent()))).toMatchObject({ ok: true });
  });
});
