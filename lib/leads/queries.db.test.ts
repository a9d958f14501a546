import { sql } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createDatabase } from "@/db/index";
import { accounts, connections, integrations, leadBodies, leadEvents, leadSteps, leads } from "@/db/schema";
import { createTestDatabase, type TestDatabase } from "@/db/testing";
import { type Transaction, withAccount } from "@/db/with-account";
import { listLeadChanges } from "./list-leads";
import { BODY_SHOWN_BYTES_MAX, findLead, findLeadBody, findLeadState, listConnectionNames } from "./queries";
import type { LeadStatus } from "./status";

const accountId = uuidv7();
const otherAccountId = uuidv7();
const integrationId = uuidv7();
const connectionId = uuidv7();
const bodyId = uuidv7();
const leadId = uuidv7();
const bytes = Buffer.from("я".repeat(BODY_SHOWN_BYTES_MAX));

let database: TestDatabase;
let app: ReturnType<typeof createDatabase>;

beforeAll(async () => {
  database = await createTestDatabase();
  app = createDatabase(database.appUrl, { max: 2 });
  await as(otherAccountId, (tx) => tx.insert(accounts).values({ id: otherAccountId, name: "Інший кабінет" }));
  await as(accountId, async (tx) => {
    await tx.insert(accounts).values({ id: accountId, name: "Кабінет" });
    await tx.insert(integrations).values({ id: integrationId, accountId, name: "Сайт" });
    await tx.insert(connections).values({
      id: connectionId,
      accountId,
      provider: "trial",
      name: "Пробна CRM",
      sealedSettings: "",
      keyId: "",
    });
    await tx
      .insert(leadBodies)
      .values({ id: bodyId, accountId, integrationId, bytes, size: bytes.length, headers: { host: "example.com" } });
    await addLead(tx, { id: leadId, status: "delivered", run: 2, connectionId, bodyId });
    await tx.insert(leadEvents).values({ leadId, accountId, event: { contact: { name: "Олена" } } });
    for (const run of [1, 2]) {
      await tx
        .insert(leadSteps)
        .values([
          step(run, "record", "2026-11-22T10:00:02Z"),
          step(run, "receive", "2026-11-22T10:00:00Z"),
          step(run, "map", "2026-11-22T10:00:01Z"),
        ]);
    }
  });
});

afterAll(async () => {
  await app.close();
  await database.drop();
});

describe("findLead", () => {
  it("gives the lead with its event, the start of its body and the steps of its last run in order", async () => {
    const lead = await as(accountId, (tx) => findLead(tx, { accountId, id: leadId }));
    expect(lead).toMatchObject({
      id: leadId,
      integrationName: "Сайт",
      connection: { id: connectionId, name: "Пробна CRM", status: "connected" },
      event: { contact: { name: "Олена" } },
      body: { size: bytes.length, headers: { host: "example.com" } },
      shownRun: 2,
    });
    expect(lead?.body?.start).toEqual(bytes.subarray(0, BODY_SHOWN_BYTES_MAX));
    expect(lead?.steps.map(({ stage, run }) => [stage, run])).toEqual([
      ["receive", 2],
      ["map", 2],
      ["record", 2],
    ]);
  });

  it.each([
    [1, 1],
    [3, 2],
    [0, 2],
    [-1, 2],
  ])("asked for run %i shows run %i", async (run, shownRun) => {
    const lead = await as(accountId, (tx) => findLead(tx, { accountId, id: leadId, run }));
    expect(lead?.shownRun).toBe(shownRun);
    expect(new Set(lead?.steps.map((made) => made.run))).toEqual(new Set([shownRun]));
  });

  it("has nothing where nothing came: no body, no event, no connection", async () => {
    const id = uuidv7();
    await as(accountId, (tx) => addLead(tx, { id, status: "failed", kind: "unreadable" }));
    const lead = await as(accountId, (tx) => findLead(tx, { accountId, id }));
    expect(lead).toMatchObject({ connection: null, event: null, body: null, steps: [] });
    expect(await as(accountId, (tx) => findLeadBody(tx, { accountId, id }))).toBeNull();
  });
});

describe("another account's lead", () => {
  it("is not there, whichever account is asked for", async () => {
    for (const asked of [accountId, otherAccountId]) {
      const key = { accountId: asked, id: leadId };
      const found = await as(otherAccountId, async (tx) => [
        await findLead(tx, key),
        await findLeadState(tx, key),
        await findLeadBody(tx, key),
      ]);
      expect(found).toEqual([null, null, null]);
    }
    expect(await as(otherAccountId, (tx) => listConnectionNames(tx, accountId))).toEqual([]);
  });

  it("is not among the changes of the list", async () => {
    const changes = await as(otherAccountId, (tx) =>
      listLeadChanges(tx, { accountId, filter: {}, timeZone: "Europe/Kyiv", firstId: null, ids: [leadId] }),
    );
    expect(changes).toEqual({ newer: 0, hasMore: false, leads: [] });
  });
});

describe("findLeadBody", () => {
  it("gives the bytes as they came", async () => {
    const found = await as(accountId, (tx) => findLeadBody(tx, { accountId, id: leadId }));
    expect(found?.equals(bytes)).toBe(true);
  });
});

describe("listLeadChanges", () => {
  const changes = (query: { firstId: string | null; ids: string[]; status?: LeadStatus[] }) =>
    as(accountId, (tx) =>
      listLeadChanges(tx, { accountId, filter: { status: query.status }, timeZone: "Europe/Kyiv", ...query }),
    );

  it("counts those newer than the first by the filter, and gives the present state of those asked for", async () => {
    const first = uuidv7();
    await as(accountId, (tx) => addLead(tx, { id: first, status: "received" }));
    await as(accountId, async (tx) => {
      await addLead(tx, { id: uuidv7(), status: "received" });
      await addLead(tx, { id: uuidv7(), status: "duplicate" });
      await tx.execute(sql`update leads set status = 'processing' where id = ${first}`);
    });
    expect(await changes({ firstId: first, ids: [first] })).toMatchObject({
      newer: 2,
      hasMore: false,
      leads: [{ id: first, status: "processing" }],
    });
    expect(await changes({ firstId: first, ids: [], status: ["duplicate"] })).toMatchObject({ newer: 1, leads: [] });
  });

  it("stops counting at a page", async () => {
    await as(accountId, async (tx) => {
      for (let index = 0; index < 52; index += 1) await addLead(tx, { id: uuidv7(), status: "received" });
    });
    expect(await changes({ firstId: null, ids: [] })).toEqual({ newer: 50, hasMore: true, leads: [] });
  });
});

function as<T>(account: string, work: (tx: Transaction) => Promise<T>): Promise<T> {
  return withAccount(account, work, app.db);
}

async function addLead(tx: Transaction, lead: Partial<typeof leads.$inferInsert> & { id: string }) {
  await tx.insert(leads).values({ accountId, integrationId, ...lead });
}

function step(run: number, stage: "receive" | "map" | "record", at: string) {
  return {
    accountId,
    leadId,
    run,
    stage,
    name: stage,
    status: "done" as const,
    startedAt: new Date(at),
    durationMs: 1,
  };
}
