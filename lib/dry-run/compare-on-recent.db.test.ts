import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestPipeline, type TestPipeline, testEvent } from "@/inngest/testing";

describe("compareOnRecent", () => {
  let pipeline: TestPipeline;
  let compareOnRecent: typeof import("./compare-on-recent").compareOnRecent;
  let findIntegration: typeof import("@/lib/integrations/queries").findIntegration;
  let withAccount: typeof import("@/db/with-account").withAccount;

  beforeAll(async () => {
    pipeline = await startTestPipeline();
    ({ compareOnRecent } = await import("./compare-on-recent"));
    ({ findIntegration } = await import("@/lib/integrations/queries"));
    ({ withAccount } = await import("@/db/with-account"));
  });
  afterAll(() => pipeline.stop());

  it("lists only the leads that would change, without a call to the CRM or a trace of it", async () => {
    const tenant = await pipeline.createTenant();
    const integration = await pipeline.createIntegration(tenant, { members: ["u1", "u2"] });
    const { accountId, integrationId } = integration;
    const phone = "+380671230001";
    const ids: string[] = [];
    for (const event of [testEvent({ phone }), testEvent({ phone }), testEvent({ phone: null })]) {
      ids.push(...(await pipeline.receive({ ...integration, events: [event] })));
      await pipeline.settle();
    }
    const published = await withAccount(accountId, (tx) => findIntegration(tx, integrationId));
    if (!published) throw new Error("The integration is gone");
    const before = await pipeline.readAllRows(tenant);
    const calls = pipeline.crm.callsOf(tenant).length;
    const compare = (rules: object, integrationName = published.name) =>
      compareOnRecent({
        accountId,
        integrationId,
        integrationName,
        settings: { ...published.settings, rules: { ...published.settings.rules, ...rules } },
      });

    const [, repeated = "", unidentified = ""] = ids;
    expect(await compare({})).toEqual({
      ok: true,
      changed: [],
      compared: 3,
      undecided: 0,
      omitted: 0,
      isOtherCrm: false,
    });
    expect(await compare({ isTaskForbidden: true })).toMatchObject({
      changed: [
        { leadId: repeated, difference: { plan: { before: "update_deal_create_task", after: "update_deal" } } },
      ],
    });
    // Nobody looked into the CRM for the one that was skipped.
    expect(await compare({ noIdentifier: "create" })).toMatchObject({
      changed: [{ leadId: unidentified, difference: { verdict: { before: { status: "skipped" } } } }],
      undecided: 1,
    });
    expect(await compare({}, "Інша назва")).toMatchObject({
      changed: [{ leadId: repeated, difference: { task: { after: "Повторне звернення з Інша назва" } } }],
    });
    expect(await compare({ taskTemplate: "{{" })).toMatchObject({ ok: false, reason: "invalid_settings" });
    expect(pipeline.crm.callsOf(tenant)).toHaveLength(calls);
    expect(await pipeline.readAllRows(tenant)).toEqual(before);
  });
});
