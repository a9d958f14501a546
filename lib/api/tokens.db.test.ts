import { sql } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { getDatabase } from "@/db";
import { createTestDatabase, type TestDatabase } from "@/db/testing";
import { type Transaction, withAccount } from "@/db/with-account";
import { findSession, openSession } from "@/lib/auth/sessions";
import { signUp } from "@/lib/auth/sign-up";
import { createApiToken, findApiCaller, listApiTokens, renameApiToken, revokeApiToken } from "./tokens";

type Owner = { accountId: string; userId: string };

let database: TestDatabase;
let owner: Owner;

beforeAll(async () => {
  database = await createTestDatabase();
  vi.stubEnv("DATABASE_APP_URL", database.appUrl);
});
beforeEach(async () => {
  owner = await addOwner();
});
afterAll(async () => {
  await getDatabase().close();
  await database.drop();
});

async function addOwner(): Promise<Owner> {
  const email = `${uuidv7()}@example.com`;
  const values = { name: "Олена", email, password: "сім зелених чайників" };
  await signUp(values, { locale: "uk", accountName: "Квіти", address: "192.0.2.1" });
  const [user] = await getDatabase().db.execute<{ id: string }>(
    sql`select user_id as id from door.find_credentials(${email})`,
  );
  const token = user && (await openSession(user.id, { address: "192.0.2.1", userAgent: null }));
  const member = token ? await findSession(token) : null;
  if (!member) throw new Error("not signed in");
  return { accountId: member.accountId, userId: member.userId };
}

const inAccount = <T>(work: (tx: Transaction) => Promise<T>) => withAccount(owner.accountId, work);
const create = (token = {}) =>
  inAccount((tx) =>
    createApiToken(tx, { ...owner, name: "Звіт", scopes: ["leads:write", "leads:read"], lifetime: "never", ...token }),
  );
const readAudit = () =>
  inAccount((tx) =>
    tx.execute(sql`
      select action, user_id, subject_id, detail from audit_log where action like 'api_token.%' order by id`),
  );

describe("a token", () => {
  it("leads to its account, its maker and its scopes, and is shown by its tail alone", async () => {
    const { id, token } = await create();
    expect(await findApiCaller(token)).toEqual({
      tokenId: id,
      ...owner,
      scopes: ["leads:read", "leads:write"],
      timeZone: "Europe/Kyiv",
    });
    const listed = await inAccount(listApiTokens);
    expect(listed).toMatchObject([
      { id, name: "Звіт", tail: token.slice(-4), createdByName: "Олена", expiresAt: null },
    ]);
    expect(listed[0]?.lastUsedAt).toBeInstanceOf(Date);
    expect(JSON.stringify(listed)).not.toContain(token);
  });

  it("ends with its time", async () => {
    const now = new Date(Date.now() - 31 * 24 * 60 * 60 * 1000);
    const { token } = await create({ lifetime: "30", now });
    expect(await findApiCaller(token)).toBeNull();
    const { token: longer } = await create({ lifetime: "90", now });
    expect(await findApiCaller(longer)).not.toBeNull();
  });

  it("is renamed and revoked, and who did it is kept", async () => {
    const { id, token } = await create();
    expect(await inAccount((tx) => renameApiToken(tx, { ...owner, id, name: "Новий звіт" }))).toBe(true);
    expect(await inAccount((tx) => revokeApiToken(tx, { ...owner, id }))).toBe(true);
    expect(await findApiCaller(token)).toBeNull();
    expect(await inAccount(listApiTokens)).toEqual([]);
    expect(await inAccount((tx) => revokeApiToken(tx, { ...owner, id }))).toBe(false);
    expect(await inAccount((tx) => renameApiToken(tx, { ...owner, id, name: "Ще" }))).toBe(false);

    const entries = await readAudit();
    expect(entries.map(({ action }) => action)).toEqual([
      "api_token.created",
      "api_token.renamed",
      "api_token.revoked",
    ]);
    expect(entries.every((entry) => entry.user_id === owner.userId && entry.subject_id === id)).toBe(true);
    expect(JSON.stringify(entries)).not.toContain(token);
  });

  it("is none of another account's", async () => {
    const { id, token } = await create();
    owner = await addOwner();
    expect(await inAccount(listApiTokens)).toEqual([]);
    expect(await inAccount((tx) => renameApiToken(tx, { ...owner, id, name: "Чужий" }))).toBe(false);
    expect(await inAccount((tx) => revokeApiToken(tx, { ...owner, id }))).toBe(false);
    expect(await findApiCaller(token)).not.toBeNull();
  });
});
