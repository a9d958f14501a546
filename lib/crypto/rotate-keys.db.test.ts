import { randomBytes } from "node:crypto";
import postgres from "postgres";
import { v7 as uuidv7 } from "uuid";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createDatabase } from "@/db";
import { accounts, connections, hooks, integrations } from "@/db/schema";
import { createTestDatabase, type TestDatabase } from "@/db/testing";
import { type Transaction, withAccount } from "@/db/with-account";
import { rotateKeys } from "./rotate-keys";
import { openSecret, sealSecret } from "./seal";

const oldKey = { id: "k1", key: new Uint8Array(randomBytes(32)) };
const newKey = { id: "k2", key: new Uint8Array(randomBytes(32)) };

describe("rotateKeys", () => {
  let test: TestDatabase;
  let database: ReturnType<typeof createDatabase>;
  const accountIds = [uuidv7(), uuidv7()];

  beforeAll(async () => {
    test = await createTestDatabase();
    database = createDatabase(test.appUrl);
    for (const accountId of accountIds) await inAccount(accountId, (tx) => fill(tx, accountId));
  });

  afterAll(async () => {
    await database.close();
    await test.drop();
  });

  function inAccount<T>(accountId: string, work: (tx: Transaction) => Promise<T>) {
    return withAccount(accountId, work, database.db);
  }

  async function fill(tx: Transaction, accountId: string) {
    const [connectionId, integrationId] = [uuidv7(), uuidv7()];
    const settings = sealSecret({ plaintext: `{"token":"${accountId}"}`, accountId, subjectId: connectionId }, [
      oldKey,
    ]);
    const hook = sealSecret({ plaintext: `hook of ${accountId}`, accountId, subjectId: integrationId }, [oldKey]);
    await tx.insert(accounts).values({ id: accountId, name: "Кабінет" });
    await tx.insert(connections).values({
      ...{ id: connectionId, accountId, provider: "trial", name: "CRM" },
      ...{ sealedSettings: settings.sealed, keyId: settings.keyId },
    });
    await tx.insert(integrations).values({ id: integrationId, accountId, name: "Telegram" });
    await tx.insert(hooks).values({
      ...{ accountId, integrationId, idHash: randomBytes(32) },
      ...{ sealedId: hook.sealed, keyId: hook.keyId },
    });
  }

  it("moves every secret of every account to the newest key, after which the old one is not needed", async () => {
    const rotated = await rotateKeys(database.db, [newKey, oldKey]);
    expect(rotated).toEqual({ accounts: 2, connections: 2, hooks: 2 });
    for (const accountId of accountIds) {
      const [connection] = await inAccount(accountId, (tx) => tx.select().from(connections));
      const [hook] = await inAccount(accountId, (tx) => tx.select().from(hooks));
      if (!connection || !hook) throw new Error("Nothing is left");
      const settings = {
        sealed: connection.sealedSettings,
        keyId: connection.keyId,
        accountId,
        subjectId: connection.id,
      };
      const address = { sealed: hook.sealedId, keyId: hook.keyId, accountId, subjectId: hook.integrationId };
      expect(openSecret(settings, [newKey])).toBe(`{"token":"${accountId}"}`);
      expect(openSecret(address, [newKey])).toBe(`hook of ${accountId}`);
    }
  });

  it("finds nothing left to do when it runs again", async () => {
    await expect(rotateKeys(database.db, [newKey])).resolves.toEqual({ accounts: 2, connections: 0, hooks: 0 });
  });

  it("stops at a secret that no key opens, and leaves it as it is", async () => {
    const newest = { id: "k3", key: new Uint8Array(randomBytes(32)) };
    await expect(rotateKeys(database.db, [newest])).rejects.toThrow(/k2/);
    await expect(rotateKeys(database.db, [newest, newKey])).resolves.toMatchObject({ connections: 2, hooks: 2 });
  });

  it("goes through a door that gives the ids of accounts and nothing else", async () => {
    const app = postgres(test.appUrl, { max: 1 });
    try {
      await expect(app`select * from accounts`).resolves.toHaveLength(0);
      const ids = await app<{ id: string }[]>`select id from door.list_account_ids() as id`;
      expect(ids.map(({ id }) => id)).toEqual(accountIds.toSorted());
    } finally {
      await app.end();
    }
  });
});
