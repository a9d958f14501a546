import postgres from "postgres";
import { v7 as uuidv7 } from "uuid";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "@/db/testing";
import { canChangeStatus, LEAD_STATUSES } from "./status";

describe("the trigger on a lead's status", () => {
  let database: TestDatabase;
  let app: postgres.Sql;
  const accountId = uuidv7();
  const integrationId = uuidv7();

  beforeAll(async () => {
    database = await createTestDatabase();
    app = postgres(database.appUrl, { max: 1 });
    await app`select set_config('app.account_id', ${accountId}, false)`;
    await app`insert into accounts (id, name) values (${accountId}, 'A')`;
    await app`insert into integrations (id, account_id, name) values (${integrationId}, ${accountId}, 'I')`;
  });

  afterAll(async () => {
    await app.end();
    await database.drop();
  });

  const pairs = LEAD_STATUSES.flatMap((from) => LEAD_STATUSES.map((to) => [from, to] as const));

  it.each(pairs)("answers as the code does: %s → %s", async (from, to) => {
    const id = uuidv7();
    await app`insert into leads (id, account_id, integration_id, status)
      values (${id}, ${accountId}, ${integrationId}, ${from})`;
    const change = app`update leads set status = ${to} where id = ${id}`.execute();
    const verdict = await change.then(
      () => true,
      (error: postgres.PostgresError) => error.constraint_name !== "lead_status_changes",
    );
    expect(verdict).toBe(canChangeStatus(from, to));
  });
});
