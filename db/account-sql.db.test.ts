import { v7 as uuidv7 } from "uuid";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { createTestDatabase, type TestDatabase } from "@/db/testing";

type Modules = typeof import("./account-sql") & typeof import("./index");

describe("statements for an account", () => {
  let database: TestDatabase;
  let modules: Modules;

  beforeAll(async () => {
    database = await createTestDatabase();
    vi.stubEnv("DATABASE_APP_URL", database.appUrl);
    vi.resetModules();
    modules = { ...(await import("./account-sql")), ...(await import("./index")) };
  });
  afterAll(async () => {
    await modules.getDatabase().close();
    await database.drop();
    vi.unstubAllEnvs();
  });

  const addAccount = (accountId: string, name: string) =>
    modules.runAsAccount(accountId, (sql) => [
      sql<{ id: string }[]>`insert into accounts (id, name) values (${accountId}, ${name}) returning id`,
    ]);
  const readName = (accountId: string) =>
    modules.runAsAccount(accountId, (sql) => [sql<{ name: string }[]>`select name from accounts`]);

  it("see their account's rows alone, however many accounts are asked for at once", async () => {
    const ids = Array.from({ length: 20 }, () => uuidv7());
    await Promise.all(ids.map((id) => addAccount(id, id)));
    const names = await Promise.all(ids.flatMap((id) => [readName(id), readName(id)]));
    expect(names.map((rows) => rows.map(({ name }) => name))).toEqual(ids.flatMap((id) => [[id], [id]]));
  });

  it("leave nothing behind on the connection: without an account there are no rows", async () => {
    const { client } = modules.getDatabase();
    const rows = await Promise.all(Array.from({ length: 20 }, () => client`select from accounts`));
    expect(rows.every(({ length }) => length === 0)).toBe(true);
  });

  it("fail alone, although they share a transaction", async () => {
    const accountId = uuidv7();
    await addAccount(accountId, "A");
    const rename = (name: string | null) =>
      modules.runAsAccount(accountId, (sql) => [
        sql<{ name: string }[]>`update accounts set name = ${name} returning name`,
      ]);
    const outcomes = await Promise.allSettled([rename("B"), rename(null), readName(accountId), rename("C")]);
    expect(outcomes.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled", "fulfilled"]);
    expect(await readName(accountId)).toEqual([{ name: "C" }]);
  });

  it("are done whole or not at all", async () => {
    const accountId = uuidv7();
    await addAccount(accountId, "A");
    const both = modules.runAsAccount(accountId, (sql) => [
      sql`update accounts set name = 'B'`,
      sql`insert into accounts (id, name) values (${uuidv7()}, 'of another account')`,
    ]);
    await expect(both).rejects.toThrow(/row-level security/);
    expect(await readName(accountId)).toEqual([{ name: "A" }]);
  });

  it("work again after the connections broke", async () => {
    const accountId = uuidv7();
    await addAccount(accountId, "A");
    const { default: postgres } = await import("postgres");
    const admin = postgres(database.adminUrl, { max: 1 });
    const broken = modules.runAsAccount(accountId, (sql) => [sql`select pg_sleep(20)`]);
    const failed = expect(broken).rejects.toThrow();
    await vi.waitUntil(
      async () =>
        (
          await admin`select from pg_stat_activity where query like '%pg_sleep(20)%' and pid <> pg_backend_pid() and state = 'active'`
        ).length > 0,
      { timeout: 15_000 },
    );
    for (let nr = 0; nr < 2; nr += 1) {
      await admin`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`;
      await vi.waitUntil(async () => (await readName(accountId).catch(() => [])).length === 1, { timeout: 15_000 });
    }
    await admin`select pg_terminate_backend(pid) from pg_stat_activity where query like '%pg_sleep(20)%' and pid <> pg_backend_pid()`;
    await failed;
    await admin.end();
    for (let nr = 0; nr < 30; nr += 1) expect(await readName(accountId)).toEqual([{ name: "A" }]);
  });
});
