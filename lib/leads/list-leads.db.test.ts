import { sql } from "drizzle-orm";
import postgres from "postgres";
import { v7 as uuidv7 } from "uuid";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createDatabase } from "@/db/index";
import { seedLeads } from "@/db/seed-leads";
import { createTestDatabase, type TestDatabase } from "@/db/testing";
import { withAccount } from "@/db/with-account";
import { LEADS_PER_PAGE, listLeads, registryPageQuery } from "./list-leads";
import type { RegistryFilter } from "./registry-filter";

const accountId = uuidv7();
const otherAccountId = uuidv7();
const integrationIds = [uuidv7(), uuidv7(), uuidv7()];
const connectionId = uuidv7();
const timeZone = "Europe/Kyiv";

let database: TestDatabase;
let owner: postgres.Sql;
let app: ReturnType<typeof createDatabase>;

beforeAll(async () => {
  database = await createTestDatabase();
  owner = postgres(database.ownerUrl, { max: 1, onnotice: () => {} });
  app = createDatabase(database.appUrl, { max: 2 });
  for (const id of [accountId, otherAccountId]) {
    await withAccount(
      id,
      (tx) => tx.execute(sql`insert into accounts (id, name, plan) values (${id}, 'Кабінет', 'pro')`),
      app.db,
    );
  }
  await withAccount(
    accountId,
    async (tx) => {
      for (const id of integrationIds) {
        await tx.execute(sql`insert into integrations (id, account_id, name) values (${id}, ${accountId}, ${id})`);
      }
      await tx.execute(sql`
        insert into connections (id, account_id, provider, name, sealed_settings, key_id)
        values (${connectionId}, ${accountId}, 'trial', 'Пробна CRM', '', '')`);
    },
    app.db,
  );
  // A page counts as visible to all only once its rows are safely on disk.
  await owner`set synchronous_commit = on`;
  await seedLeads(owner, { accountId, integrationIds, connectionId, count: 30_000 });
});

afterAll(async () => {
  await app.close();
  await owner.end();
  await database.drop();
});

const list = (filter: RegistryFilter, account = accountId) =>
  withAccount(account, (tx) => listLeads(tx, { accountId: account, filter, timeZone }), app.db);

describe("listLeads", () => {
  const filters: { name: string; filter: RegistryFilter; total: number }[] = [
    { name: "a rare status", filter: { status: ["failed"] }, total: 30 },
    { name: "two statuses", filter: { status: ["failed", "skipped"] }, total: 330 },
    {
      name: "a status of an integration",
      filter: { status: ["skipped"], integration: integrationIds[0] },
      total: 100,
    },
    { name: "a status of a connection", filter: { status: ["skipped"], connection: connectionId }, total: 300 },
  ];

  it.each(filters)("pages through every lead once, newest first, by $name", async ({ filter, total }) => {
    const seen: string[] = [];
    for (let after: string | undefined, more = true; more; ) {
      const page = await list({ ...filter, after });
      seen.push(...page.leads.map((lead) => lead.id));
      more = page.older !== null;
      after = page.older ?? undefined;
    }
    expect(seen).toHaveLength(total);
    expect(seen).toEqual([...new Set(seen)].sort().reverse());
  });

  it("goes back to the page before", async () => {
    const first = await list({});
    const second = await list({ after: first.older ?? undefined });
    const back = await list({ before: second.newer ?? undefined });
    expect(first.newer).toBeNull();
    expect(back.leads.map((lead) => lead.id)).toEqual(first.leads.map((lead) => lead.id));
    expect(back.newer).toBeNull();
  });

  it("takes days in the account's time zone, both included", async () => {
    const { leads } = await list({});
    const newest = leads[0]?.receivedAt ?? new Date();
    const day = new Intl.DateTimeFormat("en-CA", { timeZone }).format(newest);
    const page = await list({ from: day, to: day });
    expect(page.leads[0]?.id).toBe(leads[0]?.id);
    for (const lead of page.leads)
      expect(new Intl.DateTimeFormat("en-CA", { timeZone }).format(lead.receivedAt)).toBe(day);
  });

  it("shows another account nothing", async () => {
    expect(await list({}, otherAccountId)).toEqual({ leads: [], older: null, newer: null });
    const foreign = await withAccount(
      otherAccountId,
      (tx) => listLeads(tx, { accountId, filter: {}, timeZone }),
      app.db,
    );
    expect(foreign.leads).toEqual([]);
  });

  const plans: RegistryFilter[] = [
    {},
    { status: ["failed"] },
    { integration: integrationIds[1] },
    { connection: connectionId, status: ["delivered", "failed"] },
    { from: "2020-01-01", to: "2099-01-01" },
  ];

  it.each(plans)("reads the ids of a page from an index alone: %j", async (filter) => {
    await owner`vacuum leads`;
    const plan = await withAccount(
      accountId,
      async (tx) => {
        const query = registryPageQuery({ accountId, filter, timeZone });
        const rows = await tx.execute<{ "QUERY PLAN": unknown }>(sql`explain (format json) ${query}`);
        return nodesOf(rows[0]?.["QUERY PLAN"]);
      },
      app.db,
    );
    expect(plan).toContain("Index Only Scan");
    expect(plan).not.toContain("Seq Scan");
    expect(plan).not.toContain("Bitmap Heap Scan");
    expect(plan).not.toContain("Index Scan");
  });

  it(`asks for ${LEADS_PER_PAGE} leads a page`, async () => {
    expect((await list({})).leads).toHaveLength(LEADS_PER_PAGE);
  });
});

function nodesOf(plan: unknown): string[] {
  if (Array.isArray(plan)) return plan.flatMap(nodesOf);
  if (typeof plan !== "object" || plan === null) return [];
  return Object.entries(plan).flatMap(([key, value]) => (key === "Node Type" ? [String(value)] : nodesOf(value)));
}
