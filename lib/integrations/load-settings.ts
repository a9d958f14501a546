import type { TransactionSql } from "postgres";
import { withAccountSql } from "@/db/account-sql";
import type { CrmDirectory } from "@/lib/crm/types";
import { type CompiledSettings, compileSettings } from "./compile-settings";
import { integrationSettingsSchema } from "./schema";

export type SettingsKey = {
  integrationId: string;
  version: number;
  /** When the connection's directory was read: fields and their types may differ from then on. */
  directoryAt: string | null;
};

const KEPT_MAX = 2_000;
const kept = new Map<string, CompiledSettings>();

/**
 * The compiled settings of an integration's version, read once per process and directory; null when the account has no
 * such version. `transaction` is one of this account, where there is one already.
 */
export async function loadSettings(
  accountId: string,
  key: SettingsKey,
  transaction?: TransactionSql,
): Promise<CompiledSettings | null> {
  const name = `${accountId} ${key.integrationId} ${key.version} ${key.directoryAt}`;
  const known = kept.get(name);
  if (known) return known;

  const [row] = await (transaction ? read(transaction, key) : withAccountSql(accountId, (sql) => read(sql, key)));
  if (!row) return null;

  const compiled = compileSettings(integrationSettingsSchema.parse(row.settings), row.directory);
  kept.set(name, compiled);
  const [oldest] = kept.keys();
  if (kept.size > KEPT_MAX && oldest) kept.delete(oldest);
  return compiled;
}

function read(sql: TransactionSql, { integrationId, version }: SettingsKey) {
  return sql<{ settings: unknown; directory: CrmDirectory | null }[]>`
    select version.settings, connection.directory
    from integration_versions version
    left join connections connection on connection.id = (version.settings->>'connectionId')::uuid
    where version.integration_id = ${integrationId} and version.version = ${version}`;
}
