import "server-only";
import { and, asc, eq, getTableColumns, isNull, sql } from "drizzle-orm";
import { connections, leads } from "@/db/schema";
import type { Transaction } from "@/db/with-account";
import { readGrant } from "@/lib/crm/read-grant";
import { getConnector } from "@/lib/crm/registry";
import { maskSettings } from "@/lib/crm/settings";
import type { CrmSettings } from "@/lib/crm/types";
import { unsealSettings } from "./sealed-settings";

const {
  id,
  accountId,
  provider,
  name,
  status,
  brokenReason,
  brokenAt,
  crmAccount,
  directoryAt,
  defaultUserId,
  createdAt,
} = getTableColumns(connections);
const columns = {
  ...{
    id,
    accountId,
    provider,
    name,
    status,
    brokenReason,
    brokenAt,
    crmAccount,
    directoryAt,
    defaultUserId,
    createdAt,
  },
  /** Leads that go on by themselves when the connection works again. */
  heldLeads: sql<number>`(
    select count(*)::int from ${leads}
    where leads.account_id = connections.account_id and leads.connection_id = connections.id and leads.status = 'held')`,
};

/** The account's connections by name; no secret and no directory is among it. */
export function listConnections(tx: Transaction) {
  return tx.select(columns).from(connections).where(isNull(connections.deletedAt)).orderBy(asc(connections.name));
}
export type ConnectionRow = Awaited<ReturnType<typeof listConnections>>[number];

/** Name and directory of each connection, for pickers of users, pipelines and fields. */
export function listConnectionDirectories(tx: Transaction) {
  return tx
    .select({ id, name, provider, status, directory: connections.directory })
    .from(connections)
    .where(isNull(connections.deletedAt))
    .orderBy(asc(connections.name));
}

/** A connection with its directory and its settings, secrets masked; null when there is none. */
export async function findConnection(tx: Transaction, connectionId: string) {
  const [row] = await tx
    .select({
      ...columns,
      directory: connections.directory,
      sealedSettings: connections.sealedSettings,
      keyId: connections.keyId,
    })
    .from(connections)
    .where(isConnection(connectionId));
  if (!row) return null;
  const { sealedSettings, keyId, ...connection } = row;
  const settings = unsealSettings({ accountId: row.accountId, connectionId }, { sealedSettings, keyId });
  return {
    ...connection,
    settings: maskSettings(getConnector(row.provider).settingsSchema, settings),
    /** Whether the vendor's consent page let LeadBox in, and not a key. */
    isConsented: readGrant(settings) !== null && !getConnector(row.provider).tokens?.isOnlyWay,
  };
}

/** A connection as a session is opened with it, secrets included; never for a page. */
export async function findOpenableConnection(tx: Transaction, connectionId: string) {
  const [row] = await tx
    .select({
      ...{ id, accountId, provider, status, defaultUserId },
      directory: connections.directory,
      directoryAt,
      /** Changes with whatever changes of the connection. */
      version: sql<string>`${connections.updatedAt}::text`,
      sealedSettings: connections.sealedSettings,
      keyId: connections.keyId,
    })
    .from(connections)
    .where(isConnection(connectionId));
  if (!row) return null;
  const { sealedSettings, keyId, ...connection } = row;
  const settings: CrmSettings = unsealSettings({ accountId: row.accountId, connectionId }, { sealedSettings, keyId });
  return { ...connection, settings };
}

function isConnection(connectionId: string) {
  return and(eq(connections.id, connectionId), isNull(connections.deletedAt));
}
