import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestPipeline, type TestPipeline, testEvent } from "@/inngest/testing";
import type { DeliveryTask } from "./delivery-types";
import { isMadeByAnother } from "./write-journal";

describe("isMadeByAnother", () => {
  let pipeline: TestPipeline;

  beforeAll(async () => {
    pipeline = await startTestPipeline();
  });
  afterAll(() => pipeline.stop());

  it("knows which lead of which connection made a record, and of which kind it is", async () => {
    const tenant = await pipeline.createTenant();
    const stranger = await pipeline.createTenant();
    const integration = await pipeline.createIntegration(tenant, { members: ["u1"] });
    const [first = "", second = ""] = await pipeline.receive({ ...integration, events: [testEvent(), testEvent()] });
    await pipeline.settle();
    const contactId = (await pipeline.readLead(first)).contactId ?? "";
    expect(contactId).not.toBe("");

    const { accountId, connectionId } = tenant;
    const ask = (leadId: string, more: object = {}) =>
      isMadeByAnother({ accountId, leadId, ...more } as DeliveryTask, {
        kind: "create_contact",
        connectionId,
        recordId: contactId,
        ...more,
      });
    await expect(ask(second)).resolves.toBe(true);
    await expect(ask(first)).resolves.toBe(false);
    await expect(ask(second, { kind: "create_deal" })).resolves.toBe(false);
    await expect(ask(second, { connectionId: randomUUID() })).resolves.toBe(false);
    await expect(ask(second, { recordId: "c-none" })).resolves.toBe(false);
    await expect(ask(second, { accountId: stranger.accountId })).resolves.toBe(false);
  });
});
