import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createCrmHttp } from "@/lib/crm/http";
import { trial } from "@/lib/crm/trial/connector";
import type { CrmSession } from "@/lib/crm/types";
import { type FakeCrm, startFakeCrm } from "./fake-crm";

describe("the fake CRM of the bench", () => {
  let crm: FakeCrm;
  let session: CrmSession;

  beforeAll(async () => {
    crm = await startFakeCrm({ delayMs: 5 });
    const http = createCrmHttp({
      connector: trial,
      address: { ownOrigin: "https://leads.example", privateHosts: [`127.0.0.1:${crm.port}`] },
      secrets: [],
    });
    session = trial.connect({ address: crm.address, token: "any" }, http, null);
  });

  afterAll(() => crm.close());

  const newContact = (phone: string) => ({
    values: { name: "Олена Коваль", phone },
    responsibleId: "u1",
    requestId: randomUUID(),
  });

  it("answers to the connector of the trial CRM after the delay", async () => {
    const directory = await session.readDirectory();
    expect(directory.pipelines).toHaveLength(2);
    const startedAt = performance.now();
    await session.verify();
    expect(performance.now() - startedAt).toBeGreaterThan(4);
  });

  it("counts what is made twice, and a repeated request as none", async () => {
    const input = newContact("+380671110001");
    const { id } = await session.createContact(input);
    await expect(session.createContact(input)).resolves.toMatchObject({ id });
    await expect(session.findContacts({ kind: "phone", value: "+380671110001" })).resolves.toHaveLength(1);
    expect(crm.records.stats()).toMatchObject({ contacts: 1, repeats: 1, duplicates: { contacts: 0, deals: 0 } });

    await session.createContact(newContact("+380671110001"));
    const deal = { contactId: id, values: {}, pipelineId: null, stageId: null, responsibleId: null };
    await session.createDeal({ ...deal, requestId: randomUUID() });
    const { id: dealId } = await session.createDeal({ ...deal, requestId: randomUUID() });
    expect(crm.records.stats()).toMatchObject({ contacts: 2, deals: 2, duplicates: { contacts: 1, deals: 1 } });

    await session.updateDeal(dealId, { stage: "s14" });
    await expect(session.listActiveDeals(id)).resolves.toHaveLength(1);
    const stats = await fetch(`http://127.0.0.1:${crm.port}/stats`).then((response) => response.json());
    expect(stats).toMatchObject({ duplicates: { contacts: 1, deals: 0 }, updates: 1 });
    expect(crm.records.writes()["671110001"]).toBeGreaterThan(0);
  });
});
