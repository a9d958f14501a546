import { runAsAccount } from "@/db/account-sql";
import { openAccess } from "@/lib/connections/access-tokens";
import { openCrmSession } from "@/lib/crm/open-session";

import type { CrmCall, CrmDirectory, CrmProvider, CrmSession, CrmSettings } from "@/lib/crm/types";
import { openSecret } from "@/lib/crypto/seal";

/** A connection as the steps of a delivery use it. */
export type OpenConnection = {
  id: string;
  accountId: string;
  provider: CrmProvider;
  /** Changes with whatever changes of the connection. */
  version: string;
  directory: CrmDirectory;
  directoryAt: string | null;
  defaultUserId: string | null;
  settings: CrmSettings;
};

const KEPT_MAX = 1_000;
const kept = new Map<string, OpenConnection>();
const EMPTY_DIRECTORY: CrmDirectory = { users: [], pipelines: [], fields: [] };

/** A connection with its settings unsealed and its directory. Read once per process and version. */
export async function openConnection(key: {
  accountId: string;
  connectionId: string;
  /** As the database says now; without it the connection is looked up. */
  version?: string;
}): Promise<OpenConnection> {
  const known = kept.get(key.connectionId);
  if (known && known.accountId === key.accountId && known.version === key.version) return known;

  const [row] = await runAsAccount(key.accountId, (sql) => [
    sql<(Omit<OpenConnection, "settings" | "directory"> & Sealed)[]>`
      select id, account_id as "accountId", provider, updated_at::text as version, directory,
        directory_at::text as "directoryAt",
        default_user_id as "defaultUserId", sealed_settings as sealed, key_id as "keyId"
      from connections where id = ${key.connectionId}`,
  ]);
  if (!row) throw new Error("The connection of a lead is gone");

  const { sealed, keyId, directory, ...rest } = row;
  const plaintext = openSecret({ sealed, keyId, accountId: key.accountId, subjectId: row.id });
  const opened = { ...rest, directory: directory ?? EMPTY_DIRECTORY, settings: JSON.parse(plaintext) as CrmSettings };
  remember(opened);
  return opened;
}

/** A session that notes its calls. */
export function openTracedSession(connection: OpenConnection): { session: CrmSession; calls: CrmCall[] } {
  const calls: CrmCall[] = [];
  return {
    session: openCrmSession({ connection, tokens: openAccess(connection), onCall: (call) => calls.push(call) }),
    calls,
  };
}

type Sealed = { sealed: string; keyId: string; directory: CrmDirectory | null };

function remember(connection: OpenConnection) {
  kept.delete(connection.id);
  kept.set(connection.id, connection);
  const [oldest] = kept.keys();
  if (kept.size > KEPT_MAX && oldest) kept.delete(oldest);
}
