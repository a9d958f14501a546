import { createHash } from "node:crypto";
import postgres from "postgres";
import { v7 as uuidv7 } from "uuid";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "@/db/testing";

let database: TestDatabase;
let admin: postgres.Sql;
let app: postgres.Sql;

beforeAll(async () => {
  database = await createTestDatabase();
  admin = postgres(database.adminUrl, { max: 1, onnotice: () => {} });
  app = postgres(database.appUrl, { max: 1 });
});
afterAll(async () => {
  await app.end();
  await admin.end();
  await database.drop();
});

let token: string;
let ids: { tokenId: string; accountId: string; userId: string };

beforeEach(async () => {
  ids = { tokenId: uuidv7(), accountId: uuidv7(), userId: uuidv7() };
  token = `lbx_${ids.tokenId}`;
  const { tokenId, accountId, userId } = ids;
  await admin`insert into accounts (id, name, time_zone) values (${accountId}, 'Квіти', 'Europe/Warsaw')`;
  await admin`
    insert into users (id, email, name, password_hash) values (${userId}, ${`${userId}@example.com`}, 'Олена', 'x')`;
  await admin`insert into members (account_id, user_id, role) values (${accountId}, ${userId}, 'admin')`;
  await admin`
    insert into api_tokens (id, account_id, name, token_hash, tail, scopes, created_by)
    values (${tokenId}, ${accountId}, 'CI', ${hash(token)}, 'tail', array['leads:read'], ${userId})`;
});

const hash = (text: string) => createHash("sha256").update(text).digest();
const find = (text = token) => app`select * from door.find_api_token(${hash(text)})`;
const lastUsedAt = async () => {
  const [row] = await admin`select last_used_at from api_tokens where id = ${ids.tokenId}`;
  return row?.last_used_at as Date | null;
};

describe("door.find_api_token", () => {
  it("leads from the hash of a token to its account and scopes, and to nothing else", async () => {
    const { tokenId: token_id, accountId: account_id, userId: created_by } = ids;
    expect([...(await find())]).toEqual([
      { token_id, account_id, created_by, scopes: ["leads:read"], time_zone: "Europe/Warsaw" },
    ]);
    expect(await find("lbx_another")).toHaveLength(0);
    expect(await app`select * from door.find_api_token(${Buffer.from(token)})`).toHaveLength(0);
    expect(await app`select * from door.find_api_token(null)`).toHaveLength(0);
  });

  it.each([
    ["revoked", (sql: postgres.Sql) => sql`update api_tokens set revoked_at = now() where id = ${ids.tokenId}`],
    [
      "expired",
      (sql: postgres.Sql) =>
        sql`update api_tokens set expires_at = now() - interval '1 second' where id = ${ids.tokenId}`,
    ],
    ["of a disabled user", (sql: postgres.Sql) => sql`update users set is_disabled = true where id = ${ids.userId}`],
    ["of somebody who left", (sql: postgres.Sql) => sql`delete from members where user_id = ${ids.userId}`],
    [
      "of somebody who may make none any more",
      (sql: postgres.Sql) => sql`update members set role = 'manager' where user_id = ${ids.userId}`,
    ],
  ])("knows no token that is %s", async (_, end) => {
    expect(await find()).toHaveLength(1);
    await end(admin);
    expect(await find()).toHaveLength(0);
  });

  it("notes the use of a token once a minute", async () => {
    expect(await lastUsedAt()).toBeNull();
    await find();
    const first = await lastUsedAt();
    expect(first).not.toBeNull();
    await find();
    expect(await lastUsedAt()).toEqual(first);
    await admin`update api_tokens set last_used_at = now() - interval '2 minutes' where id = ${ids.tokenId}`;
    const old = await lastUsedAt();
    await find();
    expect((await lastUsedAt())?.getTime()).toBeGreaterThan(old?.getTime() ?? 0);
  });

  it("leaves the tokens closed to the application otherwise", async () => {
    expect(await app`select id from api_tokens`).toHaveLength(0);
    expect(await app`update api_tokens set revoked_at = now() returning id`).toHaveLength(0);
    await expect(app`update api_tokens set last_used_at = now()`).rejects.toThrow(/permission denied/);
    await expect(app`update api_tokens set scopes = array['leads:write']`).rejects.toThrow(/permission denied/);
    await expect(app`delete from api_tokens`).rejects.toThrow(/permission denied/);
  });
});
