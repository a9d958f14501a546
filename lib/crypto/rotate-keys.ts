import { and, eq, ne, sql } from "drizzle-orm";
import type { Database } from "@/db";
import { connections, hooks } from "@/db/schema";
import { type Transaction, withAccount } from "@/db/with-account";
import type { CredentialsKey } from "@/lib/env";
import { openSecret, sealSecret } from "./seal";

export type KeyRotation = { accounts: number; connections: number; hooks: number };

/**
 * Seals with the newest key whatever is sealed with an older one: the settings of connections, and the addresses of
 * hooks. One account after the other, each in a transaction of its own, so that it may be interrupted and run again;
 * the product may go on meanwhile.
 */
export async function rotateKeys(database: Database, keys: readonly CredentialsKey[]): Promise<KeyRotation> {
  const [newest] = keys;
  if (!newest) throw new Error("CREDENTIALS_KEYS holds no key to encrypt with");
  const done: KeyRotation = { accounts: 0, connections: 0, hooks: 0 };
  const accounts = await database.execute<{ id: string }>(sql`select id from door.list_account_ids() as id`);
  for (const { id: accountId } of accounts) {
    await withAccount(
      accountId,
      async (tx) => {
        done.connections += await rotateConnections(tx, { accountId, newest, keys });
        done.hooks += await rotateHooks(tx, { accountId, newest, keys });
      },
      database,
    );
    done.accounts += 1;
  }
  return done;
}

type Rotation = { accountId: string; newest: CredentialsKey; keys: readonly CredentialsKey[] };

async function rotateConnections(tx: Transaction, { accountId, newest, keys }: Rotation) {
  const rows = await tx
    .select({ id: connections.id, sealed: connections.sealedSettings, keyId: connections.keyId })
    .from(connections)
    .where(ne(connections.keyId, newest.id))
    .for("no key update");
  for (const { id, ...secret } of rows) {
    const { sealed, keyId } = reseal(secret, { accountId, subjectId: id, keys });
    await tx
      .update(connections)
      // What is sealed stays the same, and `updatedAt` is its version.
      .set({ sealedSettings: sealed, keyId, updatedAt: sql`${connections.updatedAt}` })
      .where(and(eq(connections.id, id), eq(connections.keyId, secret.keyId)));
  }
  return rows.length;
}

async function rotateHooks(tx: Transaction, { accountId, newest, keys }: Rotation) {
  const rows = await tx
    .select({ id: hooks.id, integrationId: hooks.integrationId, sealed: hooks.sealedId, keyId: hooks.keyId })
    .from(hooks)
    .where(ne(hooks.keyId, newest.id))
    .for("no key update");
  for (const { id, integrationId, ...secret } of rows) {
    const { sealed, keyId } = reseal(secret, { accountId, subjectId: integrationId, keys });
    await tx.update(hooks).set({ sealedId: sealed, keyId }).where(eq(hooks.id, id));
  }
  return rows.length;
}

function reseal(
  secret: { sealed: string; keyId: string },
  { keys, ...owner }: { accountId: string; subjectId: string; keys: readonly CredentialsKey[] },
) {
  return sealSecret({ plaintext: openSecret({ ...secret, ...owner }, keys), ...owner }, keys);
}
