import { sql } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createDatabase } from "@/db";
import { accounts, integrations } from "@/db/schema";
import { createTestDatabase, type TestDatabase } from "@/db/testing";
import { withAccount } from "@/db/with-account";
import { checkIntegrationLimit } from "./check-integration-limit";
import { PLAN_NAMES, PLANS } from "./plans";

let database: TestDatabase;
let app: ReturnType<typeof createDatabase>;

beforeAll(async () => {
  database = await createTestDatabase();
  app = createDatabase(database.appUrl, { max: 12 });
});

afterAll(async () => {
  await app?.close();
  await database?.drop();
});

describe("the limit of active integrations", () => {
  it("is the same in the database as in the list of plans", async () => {
    for (const plan of PLAN_NAMES) {
      const [row] = await app.db.execute<{ limit: number }>(sql`select integration_limit(${plan}::plan) as limit`);
      expect(row?.limit, plan).toBe(PLANS[plan].activeIntegrations);
    }
  });

  it("holds when requests come at once", async () => {
    const accountId = await makeAccount();
    const results = await Promise.allSettled(Array.from({ length: 12 }, () => addChecked(accountId)));

    const added = results.filter((result) => result.status === "fulfilled" && result.value.ok);
    const refused = results.filter((result) => result.status === "fulfilled" && !result.value.ok);
    expect(added).toHaveLength(2);
    expect(refused).toHaveLength(10);
    expect(refused[0]).toMatchObject({ value: { reason: "plan_limit", plan: "free", limit: 2 } });
  });

  it("is held by the database when code forgets to ask", async () => {
    const accountId = await makeAccount();
    const results = await Promise.allSettled(Array.from({ length: 12 }, () => add(accountId)));

    expect(results.filter((result) => result.status === "fulfilled")).toHaveLength(2);
    const [refused] = results.filter((result) => result.status === "rejected");
    expect(refused?.reason).toMatchObject({ cause: { code: "LB001", constraint_name: "integration_limit" } });
  });

  it("counts neither inactive nor deleted integrations, and refuses to switch one on over the limit", async () => {
    const accountId = await makeAccount();
    await add(accountId);
    const second = await add(accountId);
    const third = await add(accountId, { isActive: false });

    await expect(
      change(accountId, sql`update integrations set is_active = true where id = ${third}`),
    ).rejects.toThrow();
    await change(accountId, sql`update integrations set deleted_at = now() where id = ${second}`);
    await change(accountId, sql`update integrations set is_active = true where id = ${third}`);
  });

  it("leaves an active one alone when something else of it changes", async () => {
    const accountId = await makeAccount();
    const first = await add(accountId);
    await add(accountId);
    await change(accountId, sql`update integrations set is_active = true, name = 'Х' where id = ${first}`);
    const check = await withAccount(accountId, (tx) => checkIntegrationLimit(tx, accountId, { except: first }), app.db);
    expect(check).toEqual({ ok: true });
  });
});

async function makeAccount() {
  const id = uuidv7();
  await withAccount(id, (tx) => tx.insert(accounts).values({ id, name: "Квіти" }), app.db);
  return id;
}

async function add(accountId: string, { isActive = true } = {}) {
  const id = uuidv7();
  await withAccount(
    accountId,
    (tx) => tx.insert(integrations).values({ id, accountId, name: "Бот", isActive }),
    app.db,
  );
  return id;
}

function addChecked(accountId: string) {
  return withAccount(
    accountId,
    async (tx) => {
      const check = await checkIntegrationLimit(tx, accountId);
      if (check.ok) await tx.insert(integrations).values({ accountId, name: "Бот" });
      return check;
    },
    app.db,
  );
}

function change(accountId: string, statement: ReturnType<typeof sql>) {
  return withAccount(accountId, (tx) => tx.execute(statement), app.db);
}
