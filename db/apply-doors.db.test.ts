import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { applyDoors } from "./apply-doors";
import { createTestDatabase, type TestDatabase } from "./testing";

describe("applyDoors", () => {
  let database: TestDatabase;
  let owner: postgres.Sql;

  beforeAll(async () => {
    database = await createTestDatabase();
    owner = postgres(database.ownerUrl, { max: 1, onnotice: () => {} });
  });
  afterAll(async () => {
    await owner.end();
    await database.drop();
  });

  const listDoors = () => owner`
    select oid::regprocedure::text as name, pg_get_userbyid(proowner) as owner,
      coalesce(array_to_string(proconfig, ',') ~ '^search_path=pg_catalog\\M', false) as "hasSearchPath",
      has_function_privilege('public', oid, 'EXECUTE') as "isPublic",
      has_function_privilege('leadbox_app', oid, 'EXECUTE') as "isOpen"
    from pg_proc where pronamespace = 'door'::regnamespace order by 1`;

  it("makes every door run as its owner, with a search path of its own, for the application role alone", async () => {
    const doors = await listDoors();
    expect(doors.length).toBeGreaterThan(0);
    const right = { owner: "leadbox_door", hasSearchPath: true, isPublic: false, isOpen: true };
    expect([...doors]).toEqual(doors.map(({ name }) => ({ name, ...right })));
  });

  it("may be repeated, and leaves unchanged doors alone", async () => {
    const before = await owner`select oid, xmin from pg_proc where pronamespace = 'door'::regnamespace order by 1`;
    await applyDoors(owner);
    expect([
      ...(await owner`select oid, xmin from pg_proc where pronamespace = 'door'::regnamespace order by 1`),
    ]).toEqual([...before]);
  });

  it("brings an older version up to date, with what no file names any more removed", async () => {
    const doors = await listDoors();
    await owner.unsafe(`
      comment on schema door is 'an older version';
      create function door.old() returns void language sql as 'select'`);
    await applyDoors(owner);
    expect([...(await listDoors())]).toEqual([...doors]);
  });
});
