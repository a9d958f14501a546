import type { TransactionSql } from "postgres";
import { withAccountSql } from "@/db/account-sql";
import type { CrmDirectory } from "@/lib/crm/types";
import { type CompiledFilter, compileFilter } from "@/lib/filter/compile-filter";
import { type CompiledMapping, compileMapping } from "@/lib/mapping/compile-mapping";
import { type CompiledTemplate, compileTemplate } from "@/lib/mapping/compile-template";
import { parseTemplate } from "@/lib/mapping/parse-template";
import { type IntegrationSettings, integrationSettingsSchema } from "./schema";

/** One version of an integration's settings, made ready for many leads. */
export type CompiledSettings = {
  settings: IntegrationSettings;
  mapping: CompiledMapping;
  filter: CompiledFilter;
  /** Null when the text is not a template: it is then used as it stands. */
  taskTemplate: CompiledTemplate | null;
};

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

function compileSettings(settings: IntegrationSettings, directory: CrmDirectory | null): CompiledSettings {
  const task = parseTemplate(settings.rules.taskTemplate);
  return {
    settings,
    mapping: compileMapping(settings.mapping, directory, { phone: settings.phone }),
    filter: compileFilter(settings.filter, { phone: settings.phone }),
    taskTemplate: task.ok ? compileTemplate(task.template) : null,
  };
}
