import "server-only";
import { and, eq, isNull, sql } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import type { z } from "zod";
import { auditLog, collections, connections, integrations, integrationVersions } from "@/db/schema";
import { type Transaction, withAccount } from "@/db/with-account";
import { noteGone } from "@/lib/crm/note-gone";
import { type OpenableConnection, openCrmSession } from "@/lib/crm/open-session";
import { readGrant } from "@/lib/crm/read-grant";
import { getConnector } from "@/lib/crm/registry";
import { mergeSettings } from "@/lib/crm/settings";
import type { CrmAccount, CrmDirectory, CrmProvider, CrmSettings } from "@/lib/crm/types";
import { releaseHeldLeads } from "@/lib/delivery/release-held-leads";
import { getEnv } from "@/lib/env";
import { createTrialCrm } from "@/lib/trial-crm/create-trial-crm";
import { toTrialPath } from "@/lib/trial-crm/record-path";
import { forgetAccess, openAccess, openNewAccess } from "./access-tokens";
import { type CrmFailure, toCrmFailure } from "./crm-failure";
import { findOpenableConnection } from "./queries";
import type { NewConnection } from "./schema";
import { sealSettings } from "./sealed-settings";

type Editor = { accountId: string; userId: string | null };
type ConnectionKey = { accountId: string; connectionId: string };

export type NotFound = { ok: false; reason: "not_found" };
/** Names of the settings that the connector does not take. */
export type InvalidSettings = { ok: false; reason: "invalid_settings"; settings: string[] };

/**
 * Adds a connection whose CRM accepts the credentials, with its directory. A «Пробна CRM» without a token is made anew,
 * with users, pipelines and fields to try.
 */
export async function addConnection(
  { accountId, userId }: Editor,
  { provider, name, settings }: NewConnection,
): Promise<{ ok: true; id: string } | InvalidSettings | CrmFailure> {
  if (provider === "trial" && !settings.token) {
    const added = await withAccount(accountId, (tx) => addTrialConnection(tx, { accountId, userId, name }));
    return { ok: true, id: added.connectionId };
  }
  const parsed = parseSettings(provider, settings);
  if (!parsed.ok) return parsed;
  return insertWorking({ accountId, userId }, { provider, name, settings: parsed.settings });
}

/** Adds a connection to which the vendor's consent page gave access. */
export async function addConsentedConnection(
  editor: Editor,
  { provider, name, settings }: { provider: CrmProvider; name: string; settings: CrmSettings },
): Promise<{ ok: true; id: string } | CrmFailure> {
  return insertWorking(editor, { provider, name, settings });
}

async function insertWorking(
  editor: Editor,
  { provider, name, settings }: { provider: CrmProvider; name: string; settings: CrmSettings },
): Promise<{ ok: true; id: string } | CrmFailure> {
  const id = uuidv7();
  const looked = await lookInside({ id, accountId: editor.accountId, provider, settings, directory: null });
  if (!looked.ok) return looked;
  await withAccount(editor.accountId, (tx) => insertConnection(tx, { ...looked, ...editor, id, provider, name }));
  return { ok: true, id };
}

/** Makes a «Пробна CRM» and a connection to it. Needs no running server, so that a first start can do it. */
export async function addTrialConnection(tx: Transaction, { accountId, userId, name }: Editor & { name: string }) {
  const { id: trialCrmId, token, directory } = await createTrialCrm(tx, { accountId, name });
  const connectionId = uuidv7();
  const account: CrmAccount = { name, userName: null, url: `${getEnv().APP_URL}${toTrialPath(trialCrmId)}` };
  const settings = { address: "", token };
  await insertConnection(tx, {
    id: connectionId,
    accountId,
    userId,
    provider: "trial",
    name,
    settings,
    account,
    directory,
  });
  return { connectionId, trialCrmId, directory };
}

/** Asks the CRM whether it accepts the credentials. A connection that was broken works again after a yes; its leads go on. */
export async function checkConnection(
  key: ConnectionKey,
): Promise<{ ok: true; account: CrmAccount } | NotFound | CrmFailure> {
  const connection = await findOne(key);
  if (!connection) return { ok: false, reason: "not_found" };
  try {
    const account = await openCrmSession({ connection, tokens: openAccess(connection) }).verify();
    await markWorking(key, { crmAccount: account });
    return { ok: true, account };
  } catch (error) {
    return noteFailure(key, connection.version, error);
  }
}

/** Reads users, pipelines and fields from the CRM anew, and notes what is gone from there. */
export async function refreshDirectory(
  key: ConnectionKey,
): Promise<{ ok: true; directory: CrmDirectory } | NotFound | CrmFailure> {
  const connection = await findOne(key);
  if (!connection) return { ok: false, reason: "not_found" };
  try {
    const session = openCrmSession({ connection, tokens: openAccess(connection) });
    const crmAccount = await session.verify();
    const directory = await session.readDirectory();
    await storeDirectory(key, { crmAccount, directory });
    return { ok: true, directory };
  } catch (error) {
    return noteFailure(key, connection.version, error);
  }
}

/** As old as a directory may be before an error of the CRM about a field makes it read again. */
const FRESH_MINUTES = 5;

/** Reads the directory anew where it is not fresh: the CRM refused a record, perhaps for a field that is gone. */
export async function refreshDoubtedDirectory(key: ConnectionKey): Promise<boolean> {
  const connection = await findOne(key);
  const readAt = connection?.directoryAt?.getTime() ?? 0;
  if (!connection || Date.now() - readAt < FRESH_MINUTES * 60_000) return false;
  return (await refreshDirectory(key)).ok;
}

/**
 * Gives a connection other credentials; a secret left blank stays as it is. Nothing changes unless the CRM accepts them.
 * The leads that waited for the connection go on.
 */
export async function reconnectConnection({
  accountId,
  userId,
  connectionId,
  settings,
}: Editor & { connectionId: string; settings: CrmSettings }): Promise<
  { ok: true } | NotFound | InvalidSettings | CrmFailure
> {
  const key = { accountId, connectionId };
  const connection = await findOne(key);
  if (!connection) return { ok: false, reason: "not_found" };
  const { settingsSchema } = getConnector(connection.provider);
  const merged = mergeSettings(settingsSchema, { stored: connection.settings, given: settings });
  const parsed = parseSettings(connection.provider, merged);
  if (!parsed.ok) return parsed;
  const kept = keepsCredentials(settingsSchema, connection.settings, parsed.settings)
    ? readGrant(connection.settings)
    : null;
  return storeWorking(
    { ...key, userId },
    { ...connection, settings: kept ? { ...parsed.settings, grant: kept } : parsed.settings },
  );
}

/** Whether all that access was given for is as it was: what a form cannot do without, and its secrets. */
function keepsCredentials(schema: z.ZodObject, before: CrmSettings, after: CrmSettings): boolean {
  return Object.entries<z.ZodType>(schema.shape).every(
    ([name, setting]) => setting.safeParse(undefined).success || before[name] === after[name],
  );
}

/** Gives a connection the access that the vendor's consent page gave. The leads that waited for it go on. */
export async function reconsentConnection({
  accountId,
  userId,
  connectionId,
  provider,
  settings,
}: Editor & { connectionId: string; provider: CrmProvider; settings: CrmSettings }): Promise<
  { ok: true; id: string } | NotFound | CrmFailure
> {
  const connection = await findOne({ accountId, connectionId });
  // Access to one vendor's CRM is never shown to another's.
  if (connection?.provider !== provider) return { ok: false, reason: "not_found" };
  const stored = await storeWorking({ accountId, userId, connectionId }, { ...connection, settings });
  return stored.ok ? { ok: true, id: connectionId } : stored;
}

async function storeWorking(
  { accountId, userId, connectionId }: Editor & { connectionId: string },
  connection: OpenableConnection,
): Promise<{ ok: true } | CrmFailure> {
  const key = { accountId, connectionId };
  const looked = await lookInside(connection);
  if (!looked.ok) return looked;

  const { account: crmAccount, directory } = looked;
  const sealed = sealSettings(key, looked.settings);
  await storeDirectory(key, { crmAccount, directory, ...sealed }, (tx) =>
    tx.insert(auditLog).values({ accountId, userId, action: "connection.reconnected", subjectId: connectionId }),
  );
  // Not before: a renewal that was under way would be remembered again.
  forgetAccess(connectionId);
  return { ok: true };
}

/** Gives a connection another name, or another responsible for integrations without a collection; null: nobody. */
export async function editConnection(
  tx: Transaction,
  { connectionId, ...change }: { connectionId: string; name?: string; defaultUserId?: string | null },
): Promise<{ ok: true } | NotFound | { ok: false; reason: "unknown_user" }> {
  const [connection] = await tx
    .select({ directory: connections.directory })
    .from(connections)
    .where(isLive(connectionId))
    .for("update");
  if (!connection) return { ok: false, reason: "not_found" };
  const { defaultUserId } = change;
  if (defaultUserId && !connection.directory?.users.some(({ id }) => id === defaultUserId)) {
    return { ok: false, reason: "unknown_user" };
  }
  await tx
    .update(connections)
    .set({ ...change, updatedAt: new Date() })
    .where(isLive(connectionId));
  return { ok: true };
}

/** Deletes a connection that no integration uses, its credentials and its collections; its leads stay in the registry. */
export async function deleteConnection(
  tx: Transaction,
  { accountId, userId, connectionId }: Editor & { connectionId: string },
): Promise<{ ok: true } | NotFound | { ok: false; reason: "in_use"; integrations: string[] }> {
  const users = await tx
    .select({ name: integrations.name })
    .from(integrations)
    .innerJoin(
      integrationVersions,
      and(
        eq(integrationVersions.integrationId, integrations.id),
        eq(integrationVersions.version, integrations.version),
      ),
    )
    .where(
      and(isNull(integrations.deletedAt), sql`${integrationVersions.settings}->>'connectionId' = ${connectionId}`),
    );
  if (users.length > 0) return { ok: false, reason: "in_use", integrations: users.map(({ name }) => name) };

  const deletedAt = new Date();
  const deleted = await tx
    .update(connections)
    .set({ deletedAt, directory: null, ...sealSettings({ accountId, connectionId }, {}) })
    .where(isLive(connectionId))
    .returning({ id: connections.id });
  if (deleted.length === 0) return { ok: false, reason: "not_found" };
  await tx
    .update(collections)
    .set({ deletedAt })
    .where(and(eq(collections.connectionId, connectionId), isNull(collections.deletedAt)));
  await tx.insert(auditLog).values({ accountId, userId, action: "connection.deleted", subjectId: connectionId });
  return { ok: true };
}

function parseSettings(provider: NewConnection["provider"], settings: CrmSettings) {
  const given = Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== ""));
  const parsed = getConnector(provider).settingsSchema.safeParse(given);
  if (parsed.success) return { ok: true as const, settings: parsed.data as CrmSettings };
  const names = parsed.error.issues.map((issue) => String(issue.path[0] ?? ""));
  return { ok: false as const, reason: "invalid_settings" as const, settings: [...new Set(names)] };
}

/** Whose account it is and what it offers, or why it can not be used. */
async function lookInside(connection: OpenableConnection) {
  try {
    const access = openNewAccess(connection);
    const session = openCrmSession({ connection, tokens: access.tokens });
    const account = await session.verify();
    const directory = await session.readDirectory();
    return { ok: true as const, account, directory, settings: access.readSettings() };
  } catch (error) {
    return toCrmFailure(error);
  }
}

async function insertConnection(
  tx: Transaction,
  connection: Editor & {
    id: string;
    provider: NewConnection["provider"];
    name: string;
    settings: CrmSettings;
    account: CrmAccount;
    directory: CrmDirectory;
  },
) {
  const { id, accountId, userId, provider, name, settings, account, directory } = connection;
  await tx.insert(connections).values({
    ...{ id, accountId, provider, name, directory },
    ...sealSettings({ accountId, connectionId: id }, settings),
    crmAccount: account,
    directoryAt: new Date(),
    defaultUserId: directory.users.find(({ isActive }) => isActive)?.id ?? null,
  });
  await tx.insert(auditLog).values({ accountId, userId, action: "connection.added", subjectId: id });
}

function findOne({ accountId, connectionId }: ConnectionKey) {
  return withAccount(accountId, (tx) => findOpenableConnection(tx, connectionId));
}

/** Stores a directory that was read just now, and what is gone since the one before. */
async function storeDirectory(
  key: ConnectionKey,
  { directory, ...news }: { directory: CrmDirectory } & Partial<typeof connections.$inferInsert>,
  andAlso?: (tx: Transaction) => Promise<unknown>,
) {
  const now = new Date();
  const gone = await withAccount(key.accountId, async (tx) => {
    const [row] = await tx
      .select({ before: connections.directory, gone: connections.gone })
      .from(connections)
      .where(isLive(key.connectionId));
    return noteGone({ before: row?.before ?? null, gone: row?.gone ?? [], after: directory, now });
  });
  await markWorking(key, { ...news, directory, directoryAt: now, gone }, andAlso);
}

/** Stores what the CRM said. One that was broken works again, and its leads go on once that is committed. */
async function markWorking(
  key: ConnectionKey,
  news: Partial<typeof connections.$inferInsert>,
  andAlso: (tx: Transaction) => Promise<unknown> = async () => {},
) {
  await withAccount(key.accountId, async (tx) => {
    await tx
      .update(connections)
      .set({
        ...news,
        // One that was switched off stays so.
        status: sql`case ${connections.status} when 'broken' then 'connected' else ${connections.status} end`,
        brokenReason: null,
        brokenAt: null,
      })
      .where(isLive(key.connectionId));
    await andAlso(tx);
  });
  await releaseHeldLeads(key);
}

async function noteFailure(
  { accountId, connectionId }: ConnectionKey,
  version: string,
  error: unknown,
): Promise<CrmFailure> {
  const failure = toCrmFailure(error);
  if (failure.reason === "refused") {
    const words = failure.words ?? "";
    await withAccount(accountId, (tx) => markConnectionBroken(tx, { connectionId, words, version }));
  }
  return failure;
}

/** Marks a connection whose credentials the CRM refuses, unless it was changed since; its leads wait. `words` are the CRM's own. */
async function markConnectionBroken(
  tx: Transaction,
  { connectionId, words, version }: { connectionId: string; words: string; version: string },
): Promise<void> {
  await tx
    .update(connections)
    // The settings did not change, and `updatedAt` is their version.
    .set({ status: "broken", brokenReason: words, brokenAt: new Date(), updatedAt: sql`${connections.updatedAt}` })
    .where(
      and(
        eq(connections.id, connectionId),
        eq(connections.status, "connected"),
        eq(sql`${connections.updatedAt}::text`, version),
      ),
    );
}

function isLive(connectionId: string) {
  return and(eq(connections.id, connectionId), isNull(connections.deletedAt));
}
