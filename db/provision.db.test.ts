import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { migrateEngine } from "@/inngest/engine/migrate";
import { provision } from "./provision";
import { usernameOf } from "./provision-roles";
import { createTestDatabase, type TestDatabase } from "./testing";

describe("provision", () => {
  let database: TestDatabase;
  let owner: postgres.Sql;

  beforeAll(async () => {
    database = await createTestDatabase();
    owner = postgres(database.ownerUrl, { max: 1 });
  });

  afterAll(async () => {
    await owner.end();
    await database.drop();
  });

  it("may be repeated, also twice at once", async () => {
    await Promise.all([provision(database, migrateEngine), provision(database, migrateEngine)]);
  });

  it("gives no role of the running product more than it needs", async () => {
    const names = [database.appUrl, database.queueUrl, database.ownerUrl].map(usernameOf);
    const roles = await owner`
      select rolname from pg_roles
      where rolname = any(${[...names, "leadbox_app", "leadbox_door"]}) and (rolsuper or rolbypassrls or rolcreatedb)`;
    expect([...roles]).toEqual([]);
  });

  it("leaves the application owner of nothing", async () => {
    const owned = await owner`
      select relname from pg_class where pg_get_userbyid(relowner) = any(${[usernameOf(database.appUrl), "leadbox_app"]})`;
    expect([...owned]).toEqual([]);
  });

  it("keeps the queue's role away from every table of the product", async () => {
    const readable = await owner`
      select relname from pg_class
      where relkind in ('r', 'p', 'v') and relnamespace = 'public'::regnamespace
        and has_table_privilege(${usernameOf(database.queueUrl)}, oid, 'SELECT, INSERT, UPDATE, DELETE')`;
    expect([...readable]).toEqual([]);
  });

  it("keeps the application out of the queue's schemas", async () => {
    const [row] = await owner`
      select has_schema_privilege(${usernameOf(database.appUrl)}, 'graphile_worker', 'USAGE') as "mayUse"`;
    expect(row?.mayUse).toBe(false);
  });

  it("takes away the queue's right to create schemas once its own are made", async () => {
    const [row] = await owner`
      select has_database_privilege(${usernameOf(database.queueUrl)}, current_database(), 'CREATE') as "mayCreate"`;
    expect(row?.mayCreate).toBe(false);
  });
});
